// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using Keyway.Compatibility;

namespace Keyway.Resolution.Explanations;

/// <summary>Sorts the leaves that speak against candidates into <see cref="ReasonClass"/>es, the largest first.</summary>
internal static class ReasonClasses
{
    public static ImmutableArray<ReasonClass> Of(IReadOnlyList<Blocked> blocked) =>
    [
        .. blocked.SelectMany(one => one.Set.DistinctBy(IdOf).Select(leaf => (Blocked: one, Leaf: leaf)))
            .GroupBy(pair => IdOf(pair.Leaf), StringComparer.Ordinal)
            .Select(Class)
            .OrderByDescending(reason => reason.Candidates.Length)
            .ThenBy(reason => reason.Id, StringComparer.Ordinal),
    ];

    private static ReasonClass Class(IGrouping<string, (Blocked Blocked, Derivation Leaf)> group)
    {
        var (example, leaf) = group.First();
        return new ReasonClass
        {
            Id = group.Key,
            Title = ReasonTitles.Of(leaf),
            Check = leaf.Check,
            Outcome = leaf.Outcome,
            Fact = leaf.Fact,
            Candidates = [.. group.Select(pair => pair.Blocked.Candidate.Package.Index.Digest)],
            Alone = group.Count(pair => pair.Blocked.Set.All(other => IdOf(other) == group.Key)),
            Example = Blocked.NameOf(example.Candidate),
            ExampleReason = leaf.Reason,
        };
    }

    private static string IdOf(Derivation leaf)
    {
        var outcome = leaf.Outcome == Outcome.Fail ? "fail" : "unknown";
        return leaf.Fact is { } fact ? $"{leaf.Check}/{outcome}/{fact}" : $"{leaf.Check}/{outcome}";
    }
}
