// SPDX-License-Identifier: Apache-2.0

using System.Text;
using Keyway.Compatibility;
using Keyway.Fuzz.Mutation;
using Keyway.Packages;
using Keyway.Packages.Elf;
using Keyway.Packages.Manifest;
using Keyway.Packages.Spdx;
using Keyway.Tests.Core.Packages.Elf;

namespace Keyway.Fuzz.Targets;

/// <summary>Manifests, configs, facts, ELF files, licences.</summary>
internal static class PackageTargets
{
    private static readonly string[] Packages = ["Keyway.Packages", "Keyway.Packages.Manifest", "Keyway.Versions"];
    private static readonly string[] Elf = ["Keyway.Packages.Elf"];

    public static IReadOnlyList<FuzzTarget> All { get; } =
    [
        new("manifest", InputShape.Json, Packages, () => Seeds.Files("spec/manifest/vectors", longest: 8192), bytes => ManifestReader.Read(bytes, "keyway.json")) { MaxLength = 8192, Iterations = 12_000 },
        new("driver-config", InputShape.Json, Packages, () => Seeds.Files("spec/package/vectors"), ReadConfig) { Iterations = 12_000 },
        new("facts", InputShape.Json, ["Keyway.Compatibility"], () => Seeds.Files("spec/facts/vectors"), bytes => HostFacts.Parse(bytes, "facts.json")),
        new("kernel-symbols", InputShape.Text, ["Keyway.Compatibility"], SymbolSeeds, bytes => KernelSymbols.Parse(new StringReader(Encoding.UTF8.GetString(bytes)), "symvers")),
        new("spdx-expression", InputShape.Text, ["Keyway.Packages.Spdx"], SpdxSeeds, ReadExpression),
        new("kernel-module", InputShape.Bytes, Elf, ModuleSeeds, bytes => KernelModuleFile.Read(new MemoryStream(bytes), "kw.ko").ToPackagedModule("kw.ko")) { Iterations = 10_000 },
        new("kernel-module-xz", InputShape.Bytes, Elf, () => Seeds.Files("tests/Keyway.Fuzz/seeds/kernel-module-xz"), bytes => KernelModuleFile.Read(new MemoryStream(bytes), "kw.ko.xz")) { Iterations = 4_000 },
        new("userspace-elf", InputShape.Bytes, Elf, UserspaceSeeds, bytes => UserspaceElf.Read(new MemoryStream(bytes), "lib.so")) { Iterations = 10_000, MaxLength = 65_536 },
    ];

    private static void ReadConfig(byte[] bytes)
    {
        var config = DriverConfigJson.Read(bytes, "config");
        var written = DriverConfigJson.Write(config);
        Promise.That(DriverConfigJson.Write(DriverConfigJson.Read(written, "written")).AsSpan().SequenceEqual(written), "a config is read as it was written");
    }

    private static IEnumerable<byte[]> SymbolSeeds() => Seeds.Texts("0x11111111\tmodule_layout\tvmlinux\tEXPORT_SYMBOL\t\n0xdeadbeef\tkw_register\tkw\tEXPORT_SYMBOL_GPL\tNS\r\n");

    private static IEnumerable<byte[]> SpdxSeeds() => Seeds.Texts("MIT", "(GPL-2.0-only WITH Linux-syscall-note) OR BSD-3-Clause AND LicenseRef-x", "DocumentRef-a:LicenseRef-b", "GPL-2.0+", "((MIT))", "Apache-2.0 WITH AdditionRef-z");

    private static void ReadExpression(byte[] bytes)
    {
        var text = Encoding.UTF8.GetString(bytes);
        Promise.That(SpdxExpression.Read(text).Text == text, "the text is kept");
    }

    private static IEnumerable<byte[]> ModuleSeeds() => [ElfBuilder.Module().Build(), ElfBuilder.Module(hasBareImport: true, machine: 62, release: "6.1.0-47-amd64").Build()];

    private static IEnumerable<byte[]> UserspaceSeeds() => Seeds.Files("samples", "libkwlink.so.*", 65_536).Take(1).Concat(Seeds.Files("samples", "kwlinkctl", 65_536).Take(1));
}
