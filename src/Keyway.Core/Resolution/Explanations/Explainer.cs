// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using Keyway.Compatibility;
using Keyway.Packages;

namespace Keyway.Resolution.Explanations;

/// <summary>Builds explanations from the resolver's findings. Pure; every remedy in them was applied and resolved again. Spec: spec/explanation.</summary>
public static class Explainer
{
    private const int Tried = 12;
    private const int Shown = 3;

    /// <summary>Why the resolver answered as it did.</summary>
    /// <param name="about">The candidates the question is about; null for all.</param>
    public static Explanation Explain(ImmutableArray<DriverPackage> candidates, Situation situation, Assumptions assumed, Func<DriverPackage, bool>? about = null)
    {
        var resolution = situation.Resolve(candidates);
        var asked = resolution.Candidates.Where(candidate => about?.Invoke(candidate.Package) ?? true).ToArray();
        var blocked = asked.Where(candidate => candidate.Verdict is CandidateVerdict.Rejected or CandidateVerdict.Undecided).Select(candidate => Blocked.Of(candidate, situation.Policy.Unknown)).ToArray();
        return new Explanation
        {
            Resolution = resolution,
            Assumed = assumed,
            Asked = asked.Length,
            Fitting = asked.Length - blocked.Length,
            Classes = ReasonClasses.Of(blocked),
            Nearest = Nearest(blocked, candidates, situation),
            Unknown = Unknowns(blocked, situation.Facts),
            Subject = asked is [{ Verdict: CandidateVerdict.Chosen or CandidateVerdict.Surpassed } one] ? one : null,
        };
    }

    // The guess decides which are tried; what was found by trying decides their order.
    private static ImmutableArray<NearMiss> Nearest(Blocked[] blocked, ImmutableArray<DriverPackage> candidates, Situation situation) =>
    [
        .. blocked.OrderBy(one => one.Set.Sum(leaf => ChangeCosts.Guess(leaf, situation)))
            .Take(Tried)
            .Select(one => (Blocked: one, Changes: RemedySearch.Cheapest(one.Candidate.Package, situation)))
            .OrderBy(pair => pair.Changes?.Sum(change => change.Cost.Weight()) ?? long.MaxValue)
            .Take(Shown)
            .Select(pair => Miss(pair.Blocked, pair.Changes, candidates, situation)),
    ];

    private static NearMiss Miss(Blocked blocked, ImmutableArray<Change>? changes, ImmutableArray<DriverPackage> candidates, Situation situation) => new()
    {
        Candidate = blocked.Candidate,
        Derivation = blocked.Derivation,
        Failing = blocked.Set,
        Remedy = changes is { } found ? RemedyOf(found, candidates, situation) : null,
    };

    private static Remedy? RemedyOf(ImmutableArray<Change> changes, ImmutableArray<DriverPackage> candidates, Situation situation) =>
        changes.Aggregate(situation, (current, change) => change.Apply(current)).Resolve(candidates) is Granted granted ? new Remedy { Changes = changes, Then = granted.Chosen } : null;

    private static ImmutableArray<UnknownFact> Unknowns(Blocked[] blocked, HostFacts facts) =>
    [
        .. blocked.SelectMany(one => one.Derivation.Leaves().Where(leaf => leaf.Outcome == Outcome.Unknown).Select(leaf => leaf.Fact).OfType<FactName>().Where(fact => facts.Find(fact) is null).Distinct())
            .GroupBy(fact => fact)
            .Select(group => new UnknownFact(group.Key, FactOrigins.Of(group.Key), group.Count()))
            .OrderByDescending(unknown => unknown.Candidates)
            .ThenBy(unknown => unknown.Name),
    ];
}
