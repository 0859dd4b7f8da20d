// SPDX-License-Identifier: Apache-2.0

using Keyway.Artifacts;
using Keyway.Compatibility;
using Keyway.Packages;
using Keyway.Resolution;
using Keyway.Resolution.Fleets;
using Keyway.Tests.Fixtures;

namespace Keyway.Tests.Core.Resolution;

/// <summary>A fleet gives every host what the resolver of one host gives it, and every domain what trying all cores gives it.</summary>
public sealed class FleetTests
{
    [Theory]
    [InlineData(1, 2500)]
    [InlineData(2, 2500)]
    [InlineData(3, 2500)]
    [InlineData(4, 2500)]
    public void A_fleet_gives_what_brute_force_gives(int seed, int problems)
    {
        Random random = new(seed);
        var (granted, refused) = (0, 0);
        for (var i = 0; i < problems; i++)
        {
            var problem = FleetProblem.Of(random);
            var fleet = problem.Fleet();
            var expected = problem.Expected();
            for (var host = 0; host < expected.Length; host++) Same(expected[host], fleet.Of(host), $"seed {seed}, problem {i}, host {host}");
            granted += expected.Count(one => one is not null);
            refused += expected.Count(one => one is null);
        }

        Assert.True(granted > problems && refused > problems, $"{granted} granted, {refused} refused");
    }

    [Fact]
    public void After_any_change_a_fleet_is_as_one_made_anew()
    {
        Random random = new(20261124);
        for (var i = 0; i < 400; i++)
        {
            var problem = FleetProblem.Of(random);
            var fleet = problem.Fleet();
            fleet.Settle();
            for (var change = 0; change < 6; change++)
            {
                problem = Change(random, problem, fleet);
                var expected = problem.Expected();
                for (var host = 0; host < expected.Length; host++) Same(expected[host], fleet.Of(host), $"problem {i}, change {change}, host {host}");
            }
        }
    }

    [Fact]
    public void More_new_packages_than_there_is_room_for_are_taken_too()
    {
        Fleet fleet = new([new PackageSketch { Version = "1.0.0" }.Build()], [], KleeneTests.Policy);
        fleet.Add(ResolverTests.TheHost());
        for (var i = 0; i < 600; i++) fleet.Add(new PackageSketch { Version = $"2.{i}.0" }.Build());

        Assert.Equal("2.599.0", fleet.Of(0).Package!.Manifest.Version);
    }

    [Fact]
    public void Why_nothing_was_chosen_is_said_of_the_nearest_candidate()
    {
        Fleet fleet = new([new PackageSketch { Version = "3.0.0", Hosts = [PackageSketch.Host(Isa.Riscv64, "7.x")] }.Build()], [], KleeneTests.Policy);

        var refusal = fleet.Of(fleet.Add(ResolverTests.TheHost())).Refusal!;
        var elsewhere = fleet.Of(fleet.Add(ResolverTests.TheHost().With("isa.name", "amd64", "uname"))).Refusal!;
        var nobody = new Fleet([], [], KleeneTests.Policy);

        Assert.Equal(new FleetRefusal("kernel", Outcome.Fail, "it supports the kernels 7.x, the host runs 6.12.107+deb13-riscv64"), refusal);
        Assert.Equal(new FleetRefusal("isa", Outcome.Fail, "there is no build for amd64, only for riscv64"), elsewhere);
        Assert.Equal(new FleetRefusal("catalogue", Outcome.Fail, "there is no package to choose from"), nobody.Of(nobody.Add(HostFacts.Empty)).Refusal);
    }

    [Fact]
    public void A_member_that_the_rest_of_its_domain_leaves_behind_is_told_so()
    {
        Fleet fleet = new([new PackageSketch { Version = "2.0.0" }.Build(), new PackageSketch { Version = "3.0.0", Hosts = [PackageSketch.Host(Isa.Riscv64, "7.x")] }.Build()], [], KleeneTests.Policy);
        var host = ResolverTests.TheHost().With("domain.cluster-uuid", "a", "nvidia-smi").With("domain.clique", "1", "nvidia-smi");
        int[] members = [fleet.Add(host), fleet.Add(host), fleet.Add(host.With("kernel.release", "7.0.1", "uname"))];

        Assert.Equal("2.0.0", fleet.Of(members[0]).Package!.Manifest.Version);
        Assert.Equal("domain", fleet.Of(members[2]).Refusal!.Check);
    }

    [Fact]
    public void What_nobody_kept_of_the_hosts_cannot_be_asked_about_later()
    {
        FactColumns columns = new();
        columns.Row(ResolverTests.TheHost());

        var refusal = Assert.Throws<KeywayException>(() => columns.Of(FactReading.Of(FactName.Parse("os.id"))));

        Golden.Verify("errors/KW3110.txt", ErrorText.Of(refusal));
        Assert.Equal("v11", columns.Facts(columns.Row(ResolverTests.TheHost()), [columns.Of(FactReading.Of(FactName.OfFirmware("nvswitch")))]).TextOf(FactName.OfFirmware("nvswitch")));
    }

    private static FleetProblem Change(Random random, FleetProblem problem, Fleet fleet)
    {
        switch (random.Next(3))
        {
            case 0:
                var (host, facts) = (random.Next(problem.Hosts.Length), FleetProblem.Host(random));
                fleet.Replace(host, facts);
                return problem with { Hosts = problem.Hosts.SetItem(host, facts) };
            case 1 when problem.Packages.Length > 1:
                var gone = problem.Packages[random.Next(problem.Packages.Length)];
                fleet.Remove(gone.Source, gone.Index.Digest);
                return problem with { Packages = problem.Packages.Remove(gone) };
            default:
                var package = FleetProblem.Package(random);
                if (problem.Packages.Any(known => known.Index.Digest == package.Index.Digest)) return problem;
                fleet.Add(package);
                return problem with { Packages = problem.Packages.Add(package) };
        }
    }

    private static void Same(Candidate? expected, FleetChoice actual, string where)
    {
        Assert.True(expected is null == actual.Refusal is not null, $"{where}: expected {expected?.Package.Manifest.Version ?? "refusal"}, got {actual.Package?.Manifest.Version ?? actual.Refusal?.Reason}");
        Assert.True(expected?.Package.Index.Digest == actual.Package?.Index.Digest, $"{where}: expected {expected?.Package.Manifest.Version} of {expected?.Package.Source}, got {actual.Package?.Manifest.Version} of {actual.Package?.Source}");
        Assert.Equal(expected?.Build, actual.Build);
        Assert.Equal(expected?.Layers.Select(layer => layer.Title) ?? [], actual.Layers.Select(layer => layer.Title));
    }
}
