// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using Keyway.Compatibility;
using Keyway.Packages;
using Keyway.Resolution;
using Keyway.Resolution.Domains;
using Keyway.Resolution.Fleets;
using Keyway.Tests.Fixtures;
using Keyway.Versions;
using static Keyway.Tests.Core.Resolution.PackageSketch;

namespace Keyway.Tests.Core.Resolution;

/// <summary>A small fleet and a small catalogue with every axis in it, and its answer by brute force: the resolver of one host, and for domains every core tried.</summary>
internal sealed record FleetProblem(ImmutableArray<DriverPackage> Packages, ImmutableArray<HostFacts> Hosts, ResolvePolicy Policy)
{
    public static FleetProblem Of(Random random)
    {
        var packages = Enumerable.Range(0, random.Next(1, 9)).Select(_ => Package(random)).DistinctBy(package => package.Index.Digest).ToImmutableArray();
        var hosts = Enumerable.Range(0, random.Next(100) == 0 ? 72 : random.Next(1, 7)).Select(_ => Host(random)).ToImmutableArray();
        return new FleetProblem(packages, hosts, PolicyOf(random));
    }

    public static DriverPackage Package(Random random)
    {
        var sketch = random.Next(4) == 0 ? KleeneTests.Package(random) : new PackageSketch();
        sketch = sketch with
        {
            Version = $"2.{random.Next(3)}.0{Axes[random.Next(Axes.Length)]}",
            Source = $"registry.example/{random.Next(3)}",
            Isas = random.Next(3) switch { 0 => [Isa.Riscv64], 1 => [Isa.Riscv64, Isa.Amd64], _ => [Isa.Riscv64, Isa.Amd64, Isa.Arm64] },
            Hosts = [.. Entries(random)],
            Support = Supports[random.Next(Supports.Length)],
            Export = random.Next(6) == 0 ? new ExportControl { Class = "3A090", DeniedRegions = [random.Next(2) == 0 ? "CN" : "DE"] } : null,
            Capabilities = random.Next(2) == 0 ? ["coherent-cache"] : [],
        };
        return random.Next(2) == 0 ? (sketch with { Firmware = [Image("nvswitch", $"v{random.Next(9, 14)}", "integer", random.Next(2) == 0 ? "v11" : ">=v9")] }).Build() : sketch.Build();
    }

    public static HostFacts Host(Random random)
    {
        var facts = KleeneTests.Facts(random);
        if (random.Next(4) == 0) facts = facts.With("isa.name", "arm64", "uname");
        if (random.Next(3) == 0) return facts;
        facts = facts.With("domain.cluster-uuid", "a", "nvidia-smi");
        return random.Next(6) == 0 ? facts : facts.With("domain.clique", random.Next(2).ToString(System.Globalization.CultureInfo.InvariantCulture), "nvidia-smi");
    }

    public Fleet Fleet()
    {
        Fleet fleet = new(Packages, [ResolverTests.HostSymbols], Policy);
        foreach (var host in Hosts) fleet.Add(host);
        return fleet;
    }

    /// <summary>What each host gets; null for a refusal.</summary>
    public Candidate?[] Expected()
    {
        var answers = Hosts.Select(host => Chosen(Packages, host)).ToArray();
        foreach (var domain in Enumerable.Range(0, Hosts.Length).GroupBy(host => (Hosts[host].TextOf(FactName.Parse("domain.cluster-uuid")), Hosts[host].TextOf(FactName.Parse("domain.clique")))))
        {
            if (domain.Key.Item1 is null || domain.Key.Item2 is null) continue;
            int[] members = [.. domain];
            var together = Together(members);
            for (var i = 0; i < members.Length; i++) answers[members[i]] = together[i];
        }

        return answers;
    }

    private static readonly string[] Axes = ["", "", "+kern6.12", "+kern6.1", "+hw-hopper", "+hw-gh200", "+pg4", "+pg64", "+nvf-fusion1", "+kern6.12+hw-hopper", "+cuda12", "+odd1"];

    private static readonly SupportWindow?[] Supports =
    [
        null, null, new() { EndOfLife = new DateOnly(2026, 12, 24) }, new() { EndOfLife = new DateOnly(2025, 1, 1) },
        new() { LongTermAvailability = new LongTermAvailability { Until = new DateOnly(2030, 1, 1) } },
        new() { EndOfLife = new DateOnly(2025, 1, 1), LongTermAvailability = new LongTermAvailability { Until = new DateOnly(2026, 1, 1) } },
    ];

    private static IEnumerable<SupportedHost> Entries(Random random)
    {
        foreach (var isa in Enum.GetValues<Isa>())
            for (var i = random.Next(6) == 0 ? 2 : 1; i > 0; i--)
            {
                var entry = PackageSketch.Host(isa, random.Next(4) == 0 ? "6.1.x" : "6.x");
                if (random.Next(3) == 0) entry = entry with { PageSizes = random.Next(2) == 0 ? [4096] : [4096, 65_536] };
                yield return random.Next(3) == 0 ? entry with { GlibcFloor = "2.36" } : entry;
            }
    }

    private static ResolvePolicy PolicyOf(Random random) => new()
    {
        Today = new DateOnly(2026, 11, 24),
        Unknown = random.Next(2) == 0 ? UnknownPolicy.Block : UnknownPolicy.Warn,
        AllowsEndOfLife = random.Next(2) == 0,
        Region = random.Next(2) == 0 ? "DE" : null,
        Isa = random.Next(8) == 0 ? Isa.Riscv64 : null,
        Package = random.Next(8) == 0 ? "demo" : null,
        RequiredCapabilities = random.Next(6) == 0 ? ["coherent-cache"] : [],
        Versions = random.Next(6) == 0 ? VersionRange.Parse(VersionScheme.SemVer, ">=2.1.0") : null,
    };

    private Candidate? Chosen(ImmutableArray<DriverPackage> packages, HostFacts host) => (Resolver.Resolve(packages, host, ResolverTests.HostSymbols, Policy) as Granted)?.Chosen;

    private Candidate?[] Together(int[] members)
    {
        var cores = Packages.Where(package => StackVersion.TryParse(package.Manifest.Version, out _))
            .GroupBy(package => (Standing(package), Core(package)))
            .OrderBy(group => group.Key.Item1)
            .ThenByDescending(group => StackVersion.Parse(group.Key.Item2))
            .ToArray();
        var tried = cores.Select(core => members.Select(member => Chosen([.. core], Hosts[member])).ToArray()).ToArray();
        if (Array.FindIndex(tried, answers => answers.Any(answer => answer is not null)) is var first && first < 0) return new Candidate?[members.Length];
        var best = Enumerable.Range(0, cores.Length).Where(core => cores[core].Key.Item1 == cores[first].Key.Item1).MaxBy(core => (tried[core].Count(answer => answer is not null), -core));
        Assert.Equal(best, ByJointRule(cores.Select(core => core.Key.Item1).ToArray(), tried, members.Length));
        return tried[best];
    }

    // The rule for one domain must agree with the rule for all.
    private static int ByJointRule(int[] standings, Candidate?[][] tried, int members)
    {
        var offers = Enumerable.Range(0, members).Select(member => Enumerable.Range(0, tried.Length).Where(core => tried[core][member] is not null)
            .Select(core => new MemberOffer(core, standings[core], 0, default, 0)).ToImmutableArray()).ToImmutableArray();
        return JointRule.Choose([.. Enumerable.Range(0, tried.Length)], offers)!.Shared;
    }

    private int Standing(DriverPackage package)
    {
        var ended = package.Manifest.Support?.EndOfLife < Policy.Today ? 2 : 0;
        return ended + (package.Manifest.Support?.LongTermAvailability?.Until >= Policy.Today ? 0 : 1);
    }

    private static string Core(DriverPackage package) => package.Manifest.Version.Split('+')[0];
}
