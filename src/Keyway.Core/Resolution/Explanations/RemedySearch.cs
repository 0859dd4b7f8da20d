// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using Keyway.Packages;

namespace Keyway.Resolution.Explanations;

/// <summary>
/// Finds the cheapest changes that make one package fit: (1) take the cheapest set of changes not yet tried, (2) ask the resolver about the package in
/// the changed situation, (3) done when it fits, else (4) add each change that might answer the first check that still blocks. Costs only grow, so the
/// first set that fits is the cheapest of all that can be put together. Nothing is returned that the resolver did not accept.
/// </summary>
internal static class RemedySearch
{
    private const int MostQuestions = 1500;
    private const int MostChanges = 8;

    public static ImmutableArray<Change>? Cheapest(DriverPackage package, Situation situation)
    {
        PriorityQueue<ImmutableArray<Change>, (long Cost, int Order)> open = new();
        HashSet<string> seen = [""];
        open.Enqueue([], (0, 0));
        for (var asked = 0; asked < MostQuestions && open.TryDequeue(out var changes, out var priority); asked++) // 1
        {
            var changed = changes.Aggregate(situation, (current, change) => change.Apply(current));
            var candidate = changed.Judge(package); // 2
            if (candidate.Verdict == CandidateVerdict.Chosen) return changes; // 3
            if (changes.Length == MostChanges) continue;
            foreach (var option in Options(candidate, changed).Where(option => !changes.Any(option.Overlaps))) // 4
            {
                var next = changes.Add(option);
                if (seen.Add(KeyOf(next))) open.Enqueue(next, (priority.Cost + option.Cost.Weight(), seen.Count));
            }
        }

        return null;
    }

    private static IEnumerable<Change> Options(Candidate candidate, Situation situation)
    {
        var first = Derivation.Of(candidate).Parts.First(part => FailingSet.Of(part, situation.Policy.Unknown).Length > 0);
        return first.Leaves().Where(leaf => FailingSet.Blocks(leaf, situation.Policy.Unknown)).SelectMany(leaf => RemedyOptions.For(leaf, candidate, situation));
    }

    private static string KeyOf(ImmutableArray<Change> changes) => string.Join('\n', changes.Select(change => change.Text).Order(StringComparer.Ordinal));
}
