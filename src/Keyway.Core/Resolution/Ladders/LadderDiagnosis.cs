// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using Keyway.Compatibility;

namespace Keyway.Resolution.Ladders;

/// <summary>
/// Why there is no way: the smallest set of components that cannot get there even when all others are left out, and of their couplings only those
/// without which they could.
/// </summary>
internal sealed class LadderDiagnosis(ImmutableArray<LadderTrack> tracks, ImmutableArray<FirmwareRequirement> kept, ImmutableArray<FirmwareRequirement> all, int[] start)
{
    // Beyond this a smaller set is not looked for: its table would be larger than the search was.
    private const int MostPatternStates = 200_000;

    public LadderBlocked Explain()
    {
        foreach (var subset in Subsets())
        {
            if (Reaches(subset, all)) continue;
            return subset.Length == 1 && Reaches(subset, []) is false ? new LadderGap(tracks[subset[0]], start[subset[0]]).Explain() : Couplings(subset);
        }

        return Couplings([.. Enumerable.Range(0, tracks.Length)]);
    }

    private LadderBlocked Couplings(ImmutableArray<int> subset)
    {
        var needed = all.Where(requirement => IsAmong(requirement, subset)).ToImmutableArray();
        if (SizeOf(subset) <= MostPatternStates)
            foreach (var requirement in needed)
                if (!Reaches(subset, needed.Remove(requirement))) needed = needed.Remove(requirement);
        var names = subset.Select(track => tracks[track].Component.Name).ToImmutableArray();
        var places = string.Join(", ", subset.Select(track => $"{tracks[track].Component.Name} at {tracks[track].Nodes[start[track]].Revision}{Aim(tracks[track].Component)}"));
        return new LadderBlocked { Components = names, Couplings = needed, Reason = $"no order of steps is allowed for {places}, since {string.Join(" and ", needed)}" };
    }

    private static string Aim(LadderComponent component) => component.Target is { } target ? $" (wanted {target})" : "";

    private bool IsAmong(FirmwareRequirement requirement, ImmutableArray<int> subset)
    {
        var names = subset.Select(track => tracks[track].Component.Name).ToArray();
        return names.Contains(requirement.Needs.Component) && (requirement.When is null || names.Contains(requirement.When.Component));
    }

    private bool Reaches(ImmutableArray<int> subset, ImmutableArray<FirmwareRequirement> requirements)
    {
        LadderGraph graph = new(tracks, [.. kept.Where(requirements.Contains)], requirements);
        return new LadderPattern(graph, subset).From(start) != LadderCost.Most;
    }

    private IEnumerable<ImmutableArray<int>> Subsets() =>
        from subset in Enumerable.Range(1, (1 << tracks.Length) - 1).Select(Members)
        where SizeOf(subset) <= MostPatternStates
        orderby subset.Length, string.Join(',', subset.Select(track => track.ToString("D2", System.Globalization.CultureInfo.InvariantCulture))) // by size, then by name
        select subset;

    private ImmutableArray<int> Members(int mask) => [.. Enumerable.Range(0, tracks.Length).Where(track => (mask & (1 << track)) != 0)];

    private long SizeOf(ImmutableArray<int> subset) => subset.Aggregate(1L, (size, track) => Math.Min(size * tracks[track].Nodes.Count, int.MaxValue));
}
