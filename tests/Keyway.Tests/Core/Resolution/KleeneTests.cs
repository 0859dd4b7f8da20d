// SPDX-License-Identifier: Apache-2.0

using Keyway.Compatibility;
using Keyway.Packages;
using Keyway.Resolution;
using Keyway.Tests.Fixtures;
using static Keyway.Tests.Core.Resolution.PackageSketch;

namespace Keyway.Tests.Core.Resolution;

/// <summary>The law of facts: knowing less may turn an answer into "unknown", but never "it fits" into "it does not" or back.</summary>
public sealed class KleeneTests
{
    internal static readonly ResolvePolicy Policy = new() { Today = new DateOnly(2026, 11, 24), Unknown = UnknownPolicy.Warn };

    private static readonly Dictionary<string, FactValue[]> Domain = new()
    {
        ["isa.name"] = [FactValue.Of("riscv64"), FactValue.Of("amd64"), FactValue.Nothing, FactValue.Of(3)],
        ["kernel.release"] = [FactValue.Of("6.12.107+deb13-riscv64"), FactValue.Of("6.1.55"), FactValue.Of("???"), FactValue.Nothing],
        ["kernel.vermagic"] = [FactValue.Of("6.12.107+deb13-riscv64 SMP preempt mod_unload modversions riscv"), FactValue.Of("6.1.55 SMP mod_unload riscv"), FactValue.Nothing],
        ["kernel.symvers.digest"] = [FactValue.Of(ResolverTests.HostSymbols.Digest.ToString()), FactValue.Of("sha256:0"), FactValue.Nothing],
        ["memory.page-size"] = [FactValue.Of(4096), FactValue.Of(65_536), FactValue.Nothing],
        ["libc.name"] = [FactValue.Of("glibc"), FactValue.Of("musl"), FactValue.Nothing],
        ["libc.version"] = [FactValue.Of("2.41"), FactValue.Of("2.31"), FactValue.Of("x")],
        ["firmware.nvswitch"] = [FactValue.Of("v11"), FactValue.Of("v9"), FactValue.Of("v13"), FactValue.Of("x"), FactValue.Nothing],
        ["link.profiles"] = [FactValue.Of(["fusion-1.0"]), FactValue.Of(["fusion-2.0"]), FactValue.Of(Array.Empty<string>()), FactValue.Nothing],
        ["gpu.devices"] = [FactValue.Of(Array.Empty<FactValue>()), FactValue.Of([FactValue.Of([KeyValuePair.Create("architecture", FactValue.Of("Hopper"))])]), FactValue.Of([FactValue.Of([KeyValuePair.Create("vendor", FactValue.Of("10de"))])]), FactValue.Nothing],
    };

    [Fact]
    public void Deleting_any_fact_never_flips_a_check_or_a_verdict()
    {
        Random random = new(20261124);
        var compared = 0;
        for (var round = 0; round < 1500; round++)
        {
            var package = Package(random).Build();
            var facts = Facts(random);
            var before = Judge(package, facts);
            foreach (var name in facts.Facts.Keys)
            {
                var after = Judge(package, facts.Without(name));
                Assert.False(IsFlip(Overall(before), Overall(after)), $"round {round}: without {name} {Overall(before)} became {Overall(after)}");
                foreach (var (check, outcome) in Outcomes(before))
                    if (Outcomes(after).TryGetValue(check, out var now)) Assert.False(IsFlip(outcome, now), $"round {round}: without {name} {check} {outcome} became {now}");
                compared++;
            }
        }

        Assert.True(compared > 8_000, $"only {compared} comparisons");
    }

    [Fact]
    public void The_sample_space_reaches_every_outcome()
    {
        Random random = new(1);
        var seen = Enumerable.Range(0, 2000).Select(_ => Overall(Judge(Package(random).Build(), Facts(random)))).ToHashSet();

        Assert.Equal([Outcome.Ok, Outcome.Warn, Outcome.Unknown, Outcome.Fail], seen.Order());
    }

    private static bool IsFlip(Outcome one, Outcome other) => (one == Outcome.Fail && other is (Outcome.Ok or Outcome.Warn)) || (other == Outcome.Fail && one is (Outcome.Ok or Outcome.Warn));

    private static Candidate Judge(DriverPackage package, HostFacts facts) => Resolver.Resolve([package], facts, ResolverTests.HostSymbols, Policy).Candidates[0];

    private static Outcome Overall(Candidate candidate) => candidate.Findings.Max(finding => finding.Outcome);

    private static Dictionary<string, Outcome> Outcomes(Candidate candidate) => candidate.Findings
        .GroupBy(finding => finding.Check is "kernel" or "page-size" or "libc" ? "host" : finding.Check)
        .ToDictionary(group => group.Key, group => group.Max(finding => finding.Outcome));

    internal static HostFacts Facts(Random random)
    {
        var facts = HostFacts.Empty;
        foreach (var (name, values) in Domain)
            if (random.Next(8) > 0) facts = facts.With(name, values[random.Next(2) == 0 ? 0 : random.Next(values.Length)]);
        return facts;
    }

    internal static PackageSketch Package(Random random)
    {
        var sketch = ResolverTests.Demanding() with { HasSource = random.Next(2) == 0, Isas = [Isa.Riscv64, Isa.Amd64] };
        if (random.Next(2) == 0) sketch = sketch with { Version = random.Next(3) switch { 0 => "2.3.1", 1 => "2.3.1+hw-hopper+pg4", _ => "2.3.1+kern6.1" } };
        if (random.Next(3) == 0) sketch = sketch with { Hosts = [Host(Isa.Riscv64, "6.1.x") with { PageSizes = [65_536] }, Host(Isa.Riscv64, "6.x") with { GlibcFloor = "2.36" }, Host(Isa.Amd64, ">=6.12")] };
        if (random.Next(3) == 0) sketch = sketch with { Prebuilt = [] };
        if (random.Next(3) == 0) sketch = sketch with { Prebuilt = [.. sketch.Prebuilt, ("other", [Module("kw", "6.1.55 SMP mod_unload riscv", [("kfree", null)])])] };
        if (random.Next(3) == 0) sketch = sketch with { Firmware = [Image("nvswitch", "v12", random.Next(2) == 0 ? "integer" : "opaque", "v10", "v11") with { AntiRollback = "v12" }] };
        return random.Next(3) == 0 ? sketch with { Firmware = [] } : sketch;
    }
}
