// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Keyway.Artifacts.Content;
using Keyway.Artifacts.Oci;
using Keyway.Compatibility;
using Keyway.Packages;

namespace Keyway.Benchmarks.Resolve;

/// <summary>
/// A seeded fleet and catalogue. Kernel k of K is release 6.(k/50).(k mod 50) of instruction set k mod 3; it comes in four configurations, each a vermagic and an export table of 60 symbols of its own. A package is for one instruction
/// set, one kernel series or two, sometimes one page size, C library floor, GPU generation or interconnect profile; a third bring a prebuilt module for one kernel build (24 imports, one in ten with a wrong CRC) with module source
/// behind it, half of them without; a third firmware with steps. Hosts draw a kernel build, and leave each fact out with the given probability in percent. Domains have 18 to 72 members in the mean of hosts / domains.
/// </summary>
internal sealed class FleetGenerator(int seed, int packages, int kernels, int domains, int unknown)
{
    private const int Configurations = 4;
    private static readonly string[] Generations = ["Ampere", "Hopper", "Blackwell"];
    private static readonly DateTimeOffset Then = new(2026, 11, 24, 0, 0, 0, TimeSpan.Zero);
    private readonly KernelSymbols[] tables = [.. Enumerable.Range(0, kernels * Configurations).Select(Table)];

    public IReadOnlyList<KernelSymbols> Tables => tables;

    public IEnumerable<DriverPackage> Packages() => Enumerable.Range(0, packages).Select(Package);

    public DriverPackage Package(int number)
    {
        Random random = new(unchecked((seed * 1_000_003) + number));
        var isa = (Isa)(number % 3);
        var build = random.Next(kernels / 3) * 3 + (int)isa;
        var axes = random.Next(6) switch { 0 => $"+hw-{Generations[random.Next(3)].ToLowerInvariant()}", 1 => "+nvf-fusion1", 2 => $"+kern6.{build / 50}", _ => "" };
        var firmware = random.Next(3) == 0 ? new FirmwareImage { File = "nvswitch.bin", Sha256 = Hash($"fw{random.Next(6)}"), Component = "nvswitch", Scheme = "integer", Rev = $"v{random.Next(10, 16)}", UpgradeFrom = [$">=v{random.Next(8, 12)}"] } : null;
        DriverManifest manifest = new()
        {
            Package = "driver",
            Version = $"{1 + (number / 1000)}.{number / 10 % 100}.{number % 10}{axes}",
            SupportedHosts = [new SupportedHost { Isa = isa, Kernels = [$"6.{build / 50}+"], PageSizes = random.Next(4) == 0 ? [4096] : [], GlibcFloor = random.Next(3) == 0 ? $"2.{random.Next(30, 40)}" : null }],
            Firmware = firmware is null ? [] : [firmware],
        };
        DriverConfig config = new() { Isa = isa, Manifest = manifest, Layers = [.. Layers(random, number, build, firmware)] };
        return new DriverPackage { Source = "registry.example/driver", Index = Blob($"index {number}"), Builds = [new IsaBuild { Manifest = Blob($"manifest {number}"), Config = config }] };
    }

    public HostFacts Host(int number, int changes = 0)
    {
        Random random = new(unchecked((seed * 7_919) + (number * 31) + (changes * 1_000_003)));
        var build = random.Next(kernels * Configurations);
        var kernel = build / Configurations;
        var facts = ImmutableSortedDictionary.CreateBuilder<FactName, Fact>();
        void Add(string name, FactValue value, bool always = false)
        {
            if (always || random.Next(100) >= unknown) facts.Add(FactName.Parse(name), new Fact { Value = value, Source = "generator", Method = FactMethod.Declared, ObservedAt = Then });
        }

        Add("host.name", FactValue.Of($"host-{number}"));
        Add("isa.name", FactValue.Of(((Isa)(kernel % 3)).Word()), true);
        Add("kernel.release", FactValue.Of(Release(kernel)));
        Add("kernel.vermagic", FactValue.Of(Magic(build)));
        Add("kernel.symvers.digest", FactValue.Of(tables[build].Digest.ToString()));
        Add("memory.page-size", FactValue.Of(random.Next(5) == 0 ? 65_536 : 4096));
        Add("libc.name", FactValue.Of("glibc"));
        Add("libc.version", FactValue.Of($"2.{random.Next(31, 42)}"));
        Add("link.profiles", FactValue.Of(random.Next(2) == 0 ? ["fusion-1.0"] : ["fusion-1.0", "coherent-cache"]));
        Add("firmware.nvswitch", FactValue.Of($"v{random.Next(8, 16)}"));
        Add("gpu.devices", FactValue.Of(Gpus(random, number)));
        if (domains > 0) Add("domain.cluster-uuid", FactValue.Of("cluster"), true);
        if (domains > 0) Add("domain.clique", FactValue.Of((number % domains).ToString(CultureInfo.InvariantCulture)), true);
        return new HostFacts(facts.ToImmutable(), []);
    }

    private static IEnumerable<FactValue> Gpus(Random random, int host)
    {
        var generation = Generations[random.Next(3)];
        return Enumerable.Range(0, 4).Select(gpu => FactValue.Of(
        [
            KeyValuePair.Create("architecture", FactValue.Of(generation)), KeyValuePair.Create("name", FactValue.Of($"NVIDIA {generation} 80GB")), KeyValuePair.Create("uuid", FactValue.Of($"GPU-{host}-{gpu}")),
        ]));
    }

    private IEnumerable<PackagedLayer> Layers(Random random, int number, int kernel, FirmwareImage? firmware)
    {
        yield return Layer($"userspace-{number}", PayloadKind.Userspace, null, []);
        if (firmware is not null) yield return Layer($"firmware-{firmware.Rev}", PayloadKind.Firmware, null, []);
        if (random.Next(3) > 0) yield break;
        var build = (kernel * Configurations) + random.Next(Configurations);
        var imports = Enumerable.Range(0, 24).Select(_ => random.Next(60)).Distinct().ToImmutableSortedDictionary(symbol => $"symbol_{symbol}", symbol => random.Next(240) == 0 ? "0x00000000" : tables[build].Find($"symbol_{symbol}"), StringComparer.Ordinal);
        yield return Layer($"modules-{number}", PayloadKind.KernelModule, Release(kernel), [new PackagedModule { Path = "kw.ko", Name = "kw", Vermagic = Magic(build), Imports = imports }]);
        if (random.Next(2) == 0) yield return Layer($"dkms-{number}", PayloadKind.Dkms, null, []);
    }

    private static PackagedLayer Layer(string title, PayloadKind kind, string? kernel, PackagedModule[] modules) =>
        new() { Title = title, Kind = kind, Kernel = kernel, Digest = Hash(title), Size = 1000 + title.Length, DiffId = Hash("diff " + title), UncompressedSize = 4000, Files = [], Modules = [.. modules] };

    private static KernelSymbols Table(int build)
    {
        StringBuilder rows = new();
        for (var symbol = 0; symbol < 60; symbol++) rows.Append(CultureInfo.InvariantCulture, $"0x{Crc(build, symbol):x8}\tsymbol_{symbol}\tvmlinux\tEXPORT_SYMBOL\n");
        return KernelSymbols.Parse(new StringReader(rows.ToString()), $"symvers-{build}");
    }

    // Two configurations of one kernel differ in some symbols only.
    private static uint Crc(int build, int symbol) => unchecked(((uint)(symbol % 3 == 0 ? build : build / Configurations) * 2_654_435_761) + ((uint)symbol * 40_503) + 1);

    private static string Release(int kernel) => $"6.{kernel / 50}.{kernel % 50}";

    private static string Magic(int build) => $"{Release(build / Configurations)} SMP preempt mod_unload modversions cfg{build % Configurations} {((Isa)(build / Configurations % 3)).Word()}";

    private static Descriptor Blob(string text) => new() { MediaType = MediaTypes.ImageIndex, Digest = Hash(text), Size = 100 };

    private static Digest Hash(string text) => Digest.OfBytes(Encoding.UTF8.GetBytes(text));
}
