// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using Keyway.Packages;
using Keyway.Resolution.Domains;

namespace Keyway.Resolution.Planning;

/// <summary>Plans the members of one domain together, or one host that is in none: the same rule for both. Spec: spec/plan §"Joint choice".</summary>
internal sealed class JointPlanner
{
    private readonly ImmutableArray<ImmutableArray<HostOffer>> offers;
    private readonly ImmutableArray<SharedAxes> values;
    private readonly ImmutableArray<int> ages;
    private readonly ResolvePolicy policy;

    /// <param name="candidates">Packages with a version that can be ordered, the preferred ones first.</param>
    /// <param name="offers">For each member its offers, in the order of the candidates.</param>
    public JointPlanner(ImmutableArray<DriverPackage> candidates, ImmutableArray<ImmutableArray<HostOffer>> offers, ResolvePolicy policy)
    {
        (this.offers, this.policy) = (offers, policy);
        var versions = candidates.Select(package => Versions.StackVersion.Parse(package.Manifest.Version)).ToArray();
        values = [.. candidates.Select((package, i) => SharedAxes.Of(package.Manifest, versions[i])).Distinct()];
        ages = [.. values.Select(value => versions.Where((version, i) => version.CompareCore(NewestOf(value, candidates, versions)) > 0).Select(version => version.ToSemVer().Split('+')[0]).Distinct().Count())];
        Choice = JointRule.Choose(ages, [.. offers.Select(MemberOffers)]);
    }

    public JointChoice? Choice { get; }

    public SharedAxes? Shared => Choice is null ? null : values[Choice.Shared];

    /// <summary>What a member is given; null when it is not served.</summary>
    public HostOffer? GivenTo(int member) => Choice?.Picks[member] is { } pick and >= 0 ? offers[member].Where(offer => offer.Fits).ElementAt(pick) : null;

    /// <summary>Whether nothing that is preferred to an offer fits its member.</summary>
    public bool IsFirstFit(int member, HostOffer offer) => offers[member].First(other => other.Fits) == offer;

    /// <summary>The preferred offer of a member with one shared value, or with any; null when there are no candidates.</summary>
    public HostOffer? Nearest(int member, SharedAxes? value) => offers[member].FirstOrDefault(offer => value is null || ValueOf(offer).Equals(value));

    /// <summary>The newest shared value above the choice that some member could take.</summary>
    public SharedAxes? HeldBackFrom() => Choice is null ? null : values.Where((_, i) => ages[i] < ages[Choice.Shared]).FirstOrDefault(value => offers.Any(member => member.Any(offer => offer.Fits && ValueOf(offer).Equals(value))));

    /// <summary>Whether a member could take a shared value.</summary>
    public bool Fits(int member, SharedAxes value) => offers[member].Any(offer => offer.Fits && ValueOf(offer).Equals(value));

    private static Versions.StackVersion NewestOf(SharedAxes value, ImmutableArray<DriverPackage> candidates, Versions.StackVersion[] versions) =>
        versions.Where((version, i) => SharedAxes.Of(candidates[i].Manifest, version).Equals(value)).First();

    private ImmutableArray<MemberOffer> MemberOffers(ImmutableArray<HostOffer> member) =>
        [.. member.Where(offer => offer.Fits).Select(offer => new MemberOffer(values.IndexOf(ValueOf(offer)), RankOf(offer), SpecificityOf(offer), offer.Path.Cost, offer.FetchBytes))];

    private int RankOf(HostOffer offer) => SupportStanding.Of(offer.Inquiry.Manifest, policy.Today) switch
    {
        { IsSupported: true, IsLongTerm: true } => 0,
        { IsSupported: true } => 1,
        { IsLongTerm: true } => 2,
        _ => 3,
    };

    // Place among the offers of the member's candidates: how many have a more specific version.
    private int SpecificityOf(HostOffer offer) => offers[0].Count(other => other.Inquiry.Version!.CompareSpecificity(offer.Inquiry.Version!) > 0);

    private static SharedAxes ValueOf(HostOffer offer) => SharedAxes.Of(offer.Inquiry.Manifest, offer.Inquiry.Version!);
}
