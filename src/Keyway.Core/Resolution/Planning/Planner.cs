// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using Keyway.Compatibility;
using Keyway.Packages;
using Keyway.Resolution.Ladders;
using Keyway.Versions;

namespace Keyway.Resolution.Planning;

/// <summary>
/// Decides for every host which package it gets and how it gets there: checks as <see cref="Resolver"/> makes them, firmware by <see cref="Ladder"/>
/// over the images of all packages, NVLink domains jointly. Pure: the same input, in any order, gives the same plan. Spec: spec/plan.
/// </summary>
public static class Planner
{
    /// <summary>The plan.</summary>
    /// <param name="candidates">Packages in any order; one whose version cannot be ordered is never chosen.</param>
    /// <param name="hosts">Hosts in any order, names distinct.</param>
    /// <param name="couplings">Couplings between firmware components, and between them and the driver.</param>
    public static RolloutPlan Plan(ImmutableArray<DriverPackage> candidates, ImmutableArray<PlanHost> hosts, ResolvePolicy policy, ImmutableArray<FirmwareRequirement> couplings)
    {
        var ordered = Ordered(candidates, policy);
        var catalogue = FirmwareCatalogue.Of(candidates);
        var groups = hosts.Sort((left, right) => string.CompareOrdinal(left.Name, right.Name))
            .GroupBy(host => (Domain: DomainIdentity.Of(host.Facts), Alone: DomainIdentity.Of(host.Facts) is null ? host.Name : ""))
            .Select(group => (group.Key.Domain, Members: group.ToImmutableArray())).ToArray();
        List<HostPlan> plans = [];
        List<(DomainIdentity Identity, DomainPlan Plan)> domains = [];
        foreach (var (identity, members) in groups)
        {
            JointPlanner joint = new(ordered, [.. members.Select(host => ordered.Select(package => HostOffer.Of(host, package, policy, catalogue, couplings)).ToImmutableArray())], policy);
            plans.AddRange(members.Select((host, i) => PlanOf(host, i, joint)));
            if (identity is not null) domains.Add((identity, DomainOf(identity, members, joint, policy)));
        }

        return new RolloutPlan([.. plans.OrderBy(plan => plan.Host, StringComparer.Ordinal)], [.. domains.OrderBy(domain => domain.Identity).Select(domain => domain.Plan)]);
    }

    private static ImmutableArray<DriverPackage> Ordered(ImmutableArray<DriverPackage> candidates, ResolvePolicy policy)
    {
        Preference preference = new(policy);
        var read = candidates.Select(package => (Package: package, Version: StackVersion.TryParse(package.Manifest.Version, out var version) ? version : null)).Where(one => one.Version is not null).ToArray();
        Array.Sort(read, (left, right) => preference.OnAnyHost(left.Package, left.Version!, right.Package, right.Version!) is var order and not 0
            ? order
            : Preference.Last(left.Package, left.Version!, right.Package, right.Version!));
        return [.. read.Select(one => one.Package)];
    }

    private static HostPlan PlanOf(PlanHost host, int member, JointPlanner joint)
    {
        if (joint.GivenTo(member) is not { } given) return Nothing(host, joint.Nearest(member, joint.Shared) ?? joint.Nearest(member, null));
        var disruption = Disturbance.Of(given);
        var (drain, because) = Disturbance.DrainOf(given, disruption);
        return new HostPlan
        {
            Host = host.Name,
            Package = given.Inquiry.Package,
            Build = given.Inquiry.Build,
            Because = joint.IsFirstFit(member, given) ? "no package that is preferred to it fits" : "the members of its domain agree on it",
            Findings = given.Findings,
            Firmware = given.Path.Batches,
            FirmwareCost = given.Path.Cost,
            Disruption = disruption,
            Drain = drain,
            DrainBecause = because,
            Layers = given.Layers,
        };
    }

    private static HostPlan Nothing(PlanHost host, HostOffer? nearest) => new()
    {
        Host = host.Name,
        Because = nearest is null ? "there is no package to choose from" : $"{Shown(nearest)}: {Reason(nearest)}",
        Findings = nearest is null ? [] : [.. nearest.Findings.Where(finding => finding.Outcome is Outcome.Fail or Outcome.Unknown)],
    };

    private static DomainPlan DomainOf(DomainIdentity identity, ImmutableArray<PlanHost> members, JointPlanner joint, ResolvePolicy policy)
    {
        var newer = joint.HeldBackFrom();
        return new DomainPlan
        {
            ClusterUuid = identity.ClusterUuid,
            Clique = identity.Clique,
            Members = [.. members.Select(host => host.Name)],
            Shared = joint.Shared,
            Blocking = [.. Blocking(members, joint), .. Missing(members, policy)],
            HeldBackFrom = newer,
            HeldBackBy = newer is null ? [] : [.. members.Select((host, i) => (host, i)).Where(one => !joint.Fits(one.i, newer)).Select(one => new BlockingMember(one.host.Name, Reason(joint.Nearest(one.i, newer))))],
        };
    }

    private static IEnumerable<BlockingMember> Blocking(ImmutableArray<PlanHost> members, JointPlanner joint) =>
        from one in members.Select((host, i) => (host, i))
        where joint.GivenTo(one.i) is null
        select new BlockingMember(one.host.Name, Reason(joint.Nearest(one.i, joint.Shared)));

    // A member that is named and not in the plan is one of which nothing is known.
    private static IEnumerable<BlockingMember> Missing(ImmutableArray<PlanHost> members, ResolvePolicy policy)
    {
        if (policy.Unknown == UnknownPolicy.Warn) return [];
        var named = members.SelectMany(host => host.Facts.ListOf(FactNames.DomainMembers) ?? []).OfType<FactValue.Text>().Select(text => text.Value);
        return named.Except(members.Select(host => host.Name), StringComparer.Ordinal).Order(StringComparer.Ordinal).Select(name => new BlockingMember(name, "it is a member of the domain, and nothing is known about it"));
    }

    private static string Reason(HostOffer? nearest) => nearest is null ? "there is no package to choose from" : nearest.Fits ? "another choice serves more of the domain" : nearest.WhyNot;

    private static string Shown(HostOffer offer) => $"{offer.Inquiry.Manifest.Package} {offer.Inquiry.Manifest.Version}";
}
