// SPDX-License-Identifier: Apache-2.0

using Keyway.Compatibility;
using Keyway.Packages;
using Keyway.Resolution;
using Keyway.Resolution.Explanations;
using Keyway.Tests.Fixtures;
using Keyway.Versions;
using static Keyway.Tests.Core.Resolution.PackageSketch;

namespace Keyway.Tests.Core.Resolution.Explanations;

/// <summary>A seeded problem: packages of every kind of demand, a host of which some facts are unknown, and a policy.</summary>
internal sealed record GeneratedProblem(DriverPackage[] Packages, Situation Situation)
{
    private static readonly Dictionary<string, FactValue[]> Values = new()
    {
        ["isa.name"] = [FactValue.Of("riscv64"), FactValue.Of("riscv64"), FactValue.Of("riscv64"), FactValue.Of("amd64")],
        ["kernel.release"] = [FactValue.Of("6.12.107+deb13-riscv64"), FactValue.Of("6.1.55"), FactValue.Of("5.19.0-3-riscv64")],
        ["kernel.vermagic"] = [FactValue.Of("6.12.107+deb13-riscv64 SMP preempt mod_unload modversions riscv"), FactValue.Of("6.1.55 SMP mod_unload riscv"), FactValue.Nothing],
        ["kernel.symvers.digest"] = [FactValue.Of(ResolverTests.HostSymbols.Digest.ToString()), FactValue.Of("sha256:0")],
        ["memory.page-size"] = [FactValue.Of(4096), FactValue.Of(65_536)],
        ["libc.name"] = [FactValue.Of("glibc"), FactValue.Of("glibc"), FactValue.Of("musl")],
        ["libc.version"] = [FactValue.Of("2.41"), FactValue.Of("2.31")],
        ["firmware.nvswitch"] = [FactValue.Of("v11"), FactValue.Of("v9"), FactValue.Of("v13"), FactValue.Of("x"), FactValue.Nothing],
        ["link.profiles"] = [FactValue.Of(["fusion-1.0"]), FactValue.Of(["fusion-2.0"]), FactValue.Nothing],
        ["gpu.devices"] = [FactValue.Of([FactValue.Of([KeyValuePair.Create("architecture", FactValue.Of("Hopper")), KeyValuePair.Create("name", FactValue.Of("GH200"))])]), FactValue.Of(Array.Empty<FactValue>())],
    };

    public static GeneratedProblem Of(int seed, int packages = 4)
    {
        Random random = new(seed);
        var built = Enumerable.Range(0, packages).Select(i => Sketch(random, i).Build()).DistinctBy(package => package.Index.Digest).ToArray();
        return new GeneratedProblem(built, new Situation(Facts(random), ResolverTests.HostSymbols, Policy(random)));
    }

    private static HostFacts Facts(Random random)
    {
        var facts = HostFacts.Empty;
        foreach (var (name, values) in Values)
            if (random.Next(6) > 0) facts = facts.With(name, values[random.Next(2) == 0 ? 0 : random.Next(values.Length)]);
        return facts;
    }

    private static ResolvePolicy Policy(Random random) => new()
    {
        Today = new DateOnly(2026, 11, 24),
        Unknown = random.Next(3) == 0 ? UnknownPolicy.Warn : UnknownPolicy.Block,
        Region = random.Next(3) switch { 0 => "CN", 1 => "DE", _ => null },
        RequiredCapabilities = random.Next(4) == 0 ? ["coherent-cache"] : [],
        Versions = random.Next(5) == 0 ? VersionRange.Parse(VersionScheme.SemVer, "<2.2.0") : null,
        Package = random.Next(8) == 0 ? "other" : null,
    };

    private static PackageSketch Sketch(Random random, int index)
    {
        string[] axes = ["", "", "+kern6.1", "+hw-hopper", "+hw-blackwell+pg64", "+nvf-fusion2", "+zz-1"];
        string[][] kernels = [["6.x"], ["6.1.x", "=6.1.55"], [">=6.13"], ["<6.0"], ["5.19+ <6.2 || 7.x"], ["6.8.0-*-nvidia"]];
        var sketch = new PackageSketch
        {
            Version = $"2.{random.Next(5)}.{index}{axes[random.Next(axes.Length)]}",
            Isas = random.Next(6) == 0 ? [Isa.Amd64] : [Isa.Riscv64, Isa.Amd64],
            Hosts = [Host(Isa.Riscv64, kernels[random.Next(kernels.Length)]), Host(Isa.Amd64, "6.x")],
            Capabilities = random.Next(2) == 0 ? ["coherent-cache"] : [],
            HasSource = random.Next(4) == 0,
        };
        if (random.Next(3) == 0) sketch = sketch with { Hosts = [.. sketch.Hosts, Host(Isa.Riscv64, "6.12.x") with { PageSizes = [65_536], GlibcFloor = "2.36" }] };
        if (random.Next(3) == 0) sketch = sketch with { Prebuilt = [("6.1.55", [Module("kw", "6.1.55 SMP mod_unload riscv", [("kfree", null)])]), ("6.12.94+deb13-riscv64", [Module("kw", "6.12.94+deb13-riscv64 SMP preempt mod_unload modversions riscv", [("mutex_lock", "0x00000009")])])] };
        if (random.Next(3) == 0) sketch = sketch with { Firmware = [Image("nvswitch", "v12", random.Next(3) > 0 ? "integer" : "opaque", "v10", "v11") with { AntiRollback = "v12" }] };
        if (random.Next(3) == 0) sketch = sketch with { Export = new ExportControl { Class = "3A090", AllowedRegions = random.Next(2) == 0 ? ["DE", "FR"] : [], DeniedRegions = ["CN"] } };
        return random.Next(4) == 0 ? sketch with { Support = new SupportWindow { EndOfLife = new DateOnly(2026, 1, 31) } } : sketch;
    }
}
