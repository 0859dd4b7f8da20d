// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using System.Text;
using Keyway.Artifacts.Content;
using Keyway.Compatibility;
using Keyway.Packages;
using Keyway.Resolution;
using Keyway.Resolution.Planning;
using Keyway.Tests.Fixtures;
using Keyway.Versions;

namespace Keyway.Tests.Core.Resolution.Planning;

/// <summary>Plans of hosts and domains, from facts and packages that exist in memory only.</summary>
public sealed class PlannerTests
{
    private static readonly ResolvePolicy Policy = new() { Today = new DateOnly(2026, 11, 24) };

    [Fact]
    public void Firmware_climbs_over_an_image_that_another_package_brings()
    {
        var plan = PlanOne([Package("2.3.0", "v11", ">=v10"), Package("2.4.0", "v12", ">=v11")], Facts(("firmware.link", FactValue.Of("v10"))));

        Assert.Equal("2.4.0", plan.Package?.Manifest.Version);
        Assert.Equal(["v11", "v12"], plan.Firmware.Select(batch => batch.Steps.Single().Rung.Revision.Text));
        Assert.Equal(2, plan.FirmwareCost.Reboots);
        Assert.Equal(FirmwareActivation.ColdReboot, plan.Disruption);
        Assert.Equal(plan.Layers.Sum(layer => layer.Size), plan.FetchBytes);
        Assert.Equal(3, plan.Layers.Length);
    }

    [Fact]
    public void A_missing_rung_refuses_the_newer_package_and_the_older_one_is_planned()
    {
        var plan = PlanOne([Package("2.3.0", "v10", ">=v9"), Package("2.4.0", "v12", ">=v11")], Facts(("firmware.link", FactValue.Of("v10"))));

        Assert.Equal("2.3.0", plan.Package?.Manifest.Version);
        Assert.Empty(plan.Firmware);
    }

    [Fact]
    public void Firmware_of_an_unknown_revision_is_unknown_and_the_policy_decides()
    {
        ImmutableArray<DriverPackage> packages = [Package("2.4.0", "v12", ">=v11")];

        Assert.Equal("demo 2.4.0: link v12 is brought, and firmware.link is not known", PlanOne(packages, Facts()).Because);
        Assert.NotNull(PlanOne(packages, Facts(), Policy with { Unknown = UnknownPolicy.Warn }).Package);
    }

    [Fact]
    public void A_component_that_the_host_does_not_have_asks_nothing() =>
        Assert.Empty(PlanOne([Package("2.4.0", "v12", ">=v11")], Facts(("firmware.link", FactValue.Nothing))).Firmware);

    [Fact]
    public void A_revision_of_another_scheme_is_unknown() => Assert.Equal(
        "demo 2.4.0: link v12 is brought, and 'B.2' is no revision of scheme integer",
        PlanOne([Package("2.4.0", "v12", ">=v11")], Facts(("firmware.link", FactValue.Of("B.2")))).Because);

    [Fact]
    public void A_coupling_to_the_driver_orders_driver_and_firmware()
    {
        FirmwareRequirement coupling = new() { When = Range("link", VersionScheme.Integer, ">=v12"), Needs = Range("driver", VersionScheme.SemVer, ">=2.4.0"), Source = "m1" };
        var package = Package("2.4.0", "v12", ">=v11");

        var plan = PlanOne([package], Facts(("firmware.link", FactValue.Of("v11")), ("gpu.driver", FactValue.Of("2.3.0"))), Policy, coupling);

        Assert.Equal(["driver", "link"], plan.Firmware.SelectMany(batch => batch.Steps).Select(step => step.Component));
    }

    [Fact]
    public void A_coupling_needs_to_know_the_driver_that_runs()
    {
        FirmwareRequirement coupling = new() { When = Range("driver", VersionScheme.SemVer, ">=2.4.0"), Needs = Range("vbios", VersionScheme.Integer, ">=v3"), Source = "m1" };
        var packages = ImmutableArray.Create(Package("2.4.0", "v12", ">=v11"));

        var unknown = PlanOne(packages, Facts(("firmware.link", FactValue.Of("v12")), ("firmware.vbios", FactValue.Of("v3"))), Policy, coupling);
        var old = PlanOne(packages, Facts(("firmware.link", FactValue.Of("v12")), ("firmware.vbios", FactValue.Of("v2")), ("gpu.driver", FactValue.Nothing)), Policy, coupling);

        Assert.Equal("demo 2.4.0: firmware is coupled to the driver, and gpu.driver is not known", unknown.Because);
        Assert.Contains("no order of steps is allowed for driver at 2.4.0 (wanted 2.4.0), vbios at v2, since driver >=2.4.0 needs vbios >=v3 (m1)", old.Because, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("v12", null, DrainNeed.None, "nothing that runs is touched")]
    [InlineData("v11", "idle", DrainNeed.Needed, "the change takes cold-reboot, which stops everything on the host")]
    [InlineData("v11", "busy", DrainNeed.Needed, "the change takes cold-reboot, and 1 processes use the GPUs")]
    [InlineData("v11", null, DrainNeed.Needed, "the change takes cold-reboot, which stops everything on the host")]
    public void Drain_follows_from_what_restarts_and_who_uses_it(string revision, string? users, DrainNeed need, string because)
    {
        var facts = Facts(("firmware.link", FactValue.Of(revision)));
        if (users is not null) facts = facts.With(FactNames.GpuUsers, Fact(FactValue.Of(users == "busy" ? ["pid 7"] : Array.Empty<string>())));

        var plan = PlanOne([Package("2.4.0", "v12", ">=v11")], facts);

        Assert.Equal((need, because), (plan.Drain, plan.DrainBecause));
    }

    [Fact]
    public void Layers_that_are_there_are_not_fetched()
    {
        var package = Package("2.4.0", "v12", ">=v11");
        var first = package.Builds[0].Config.Layers[0];
        PlanHost host = new("a", Facts(("firmware.link", FactValue.Of("v11"))), null, [first.Digest]);

        var plan = Planner.Plan([package], [host], Policy, []).Hosts[0];

        Assert.Equal(plan.Layers.Sum(layer => layer.Size) - first.Size, plan.FetchBytes);
    }

    [Fact]
    public void Without_packages_there_is_nothing_to_choose() => Assert.Equal("there is no package to choose from", PlanOne([], Facts()).Because);

    [Fact]
    public void Domain_takes_the_version_that_all_can_take_and_names_who_holds_it_back()
    {
        var plan = Planner.Plan(
            [Package("2.3.0", "v11", ">=v10"), Package("2.4.0", "v12", ">=v11")],
            [Member("node2", "v11"), Member("node1", "v11", kernel: "5.15.0")], Policy, []);
        var older = Planner.Plan([Package("2.3.0", "v11", ">=v10", "6.x", "5.x"), Package("2.4.0", "v12", ">=v11")], [Member("node2", "v11"), Member("node1", "v11", kernel: "5.15.0")], Policy, []);

        Assert.Equal(["node1"], plan.Domains.Single().Blocking.Select(member => member.Host));
        Assert.Equal("2.3.0", older.Domains.Single().Shared?.Driver);
        Assert.Equal("2.4.0", older.Domains.Single().HeldBackFrom?.Driver);
        Assert.Equal([new BlockingMember("node1", "it supports the kernels 6.x, the host runs 5.15.0")], older.Domains.Single().HeldBackBy);
        Assert.All(older.Hosts, host => Assert.Equal("2.3.0", host.Package?.Manifest.Version));
        Golden.Verify("../../../spec/plan/vectors/valid/domain.json", Encoding.UTF8.GetString(PlanJson.Write(older)));
        Golden.Verify("cli/plan-domain.txt", PlanText.Write(older));
    }

    [Fact]
    public void A_member_of_which_nothing_is_known_blocks_in_production_only()
    {
        var host = Member("node1", "v11") is var member ? member with { Facts = member.Facts.With(FactNames.DomainMembers, Fact(FactValue.Of(["node1", "node2"]))) } : null!;
        ImmutableArray<DriverPackage> packages = [Package("2.4.0", "v12", ">=v11")];

        Assert.Equal("node2", Planner.Plan(packages, [host], Policy, []).Domains[0].Blocking.Single().Host);
        Assert.Empty(Planner.Plan(packages, [host], Policy with { Unknown = UnknownPolicy.Warn }, []).Domains[0].Blocking);
    }

    [Fact]
    public void Plans_do_not_depend_on_order_and_members_of_300_seeded_domains_agree()
    {
        Random random = new(8);
        for (var run = 0; run < 300; run++)
        {
            var packages = Enumerable.Range(0, random.Next(1, 5)).Select(i => Package($"2.{i}.0", $"v{random.Next(10, 14)}", $">=v{random.Next(8, 13)}", "6.x", random.Next(2) == 0 ? "5.x" : "6.1+")).ToImmutableArray();
            var hosts = Enumerable.Range(0, random.Next(1, 19)).Select(i => Member($"node{i:D2}", random.Next(10) < 3 ? null : $"v{random.Next(9, 13)}", random.Next(2) == 0 ? "5.15.0" : "6.8.0")).ToImmutableArray();

            var plan = Planner.Plan(packages, hosts, Policy, []);

            Assert.Equal(PlanJson.Write(plan), PlanJson.Write(Planner.Plan([.. packages.Reverse()], [.. hosts.Reverse()], Policy, [])));
            Assert.True(plan.Hosts.Where(host => host.Package is not null).Select(host => host.Package!.Index.Digest).Distinct().Count() <= 1);
            var most = packages.Max(package => hosts.Count(host => Planner.Plan([package, .. Others(packages, package)], [host], Policy with { Versions = VersionRange.Parse(VersionScheme.SemVer, package.Manifest.Version) }, []).Hosts[0].Package is not null));
            Assert.Equal(most, plan.Hosts.Count(host => host.Package is not null));
        }
    }

    private static IEnumerable<DriverPackage> Others(ImmutableArray<DriverPackage> packages, DriverPackage package) => packages.Where(other => other != package);

    private static HostPlan PlanOne(ImmutableArray<DriverPackage> packages, HostFacts facts, ResolvePolicy? policy = null, params FirmwareRequirement[] couplings) =>
        Planner.Plan(packages, [new PlanHost("a", facts, null, ImmutableHashSet<Digest>.Empty)], policy ?? Policy, [.. couplings]).Hosts.Single();

    private static DriverPackage Package(string version, string rev, string from, params string[] kernels) =>
        new PackageSketch { Version = version, Hosts = [PackageSketch.Host(Isa.Riscv64, kernels.Length == 0 ? ["6.x"] : kernels)], Firmware = [PackageSketch.Image("link", rev, "integer", from)] }.Build();

    private static PlanHost Member(string name, string? revision, string kernel = "6.8.0")
    {
        var facts = Facts([("domain.cluster-uuid", FactValue.Of("c0ffee")), ("domain.clique", FactValue.Of(1)), .. revision is null ? Array.Empty<(string, FactValue)>() : [("firmware.link", FactValue.Of(revision))]]);
        return new PlanHost(name, facts.With(FactNames.KernelRelease, Fact(FactValue.Of(kernel))), null, ImmutableHashSet<Digest>.Empty);
    }

    private static HostFacts Facts(params (string Name, FactValue Value)[] facts) => facts.Aggregate(
        HostFacts.Empty.With(FactNames.IsaName, Fact(FactValue.Of("riscv64"))).With(FactNames.KernelRelease, Fact(FactValue.Of("6.8.0"))).With(FactNames.GpuDevices, Fact(FactValue.Of(["gpu"]))),
        (all, one) => all.With(FactName.Parse(one.Name), Fact(one.Value)));

    private static Fact Fact(FactValue value) => new() { Value = value, Source = "test", Method = FactMethod.Declared, ObservedAt = DateTimeOffset.UnixEpoch };

    private static ComponentRange Range(string component, VersionScheme scheme, string range) => new(component, VersionRange.Parse(scheme, range));
}
