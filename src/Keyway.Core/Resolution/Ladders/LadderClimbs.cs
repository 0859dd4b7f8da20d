// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using Keyway.Compatibility;

namespace Keyway.Resolution.Ladders;

/// <summary>Answers for many starts over the same tracks: graph and bound are shared by the starts that break the same couplings.</summary>
internal sealed class LadderClimbs(ImmutableArray<LadderTrack> tracks, ImmutableArray<FirmwareRequirement> requirements)
{
    private readonly Dictionary<string, (LadderGraph Graph, LadderBound Bound, ImmutableArray<FirmwareRequirement> Kept)> graphs = new(StringComparer.Ordinal);
    private readonly Dictionary<string, LadderAnswer> answers = new(StringComparer.Ordinal);

    public ImmutableArray<LadderAnswer> Of(IReadOnlyList<IReadOnlyDictionary<string, LadderPosition>> starts) => [.. starts.Select(Of)];

    private LadderAnswer Of(IReadOnlyDictionary<string, LadderPosition> start)
    {
        int[] nodes = [.. tracks.Select(track => track.NodeOf(start[track.Component.Name]))];
        var key = string.Join(',', nodes);
        if (!answers.TryGetValue(key, out var answer)) answers.Add(key, answer = Climb(start, nodes));
        return answer;
    }

    private LadderAnswer Climb(IReadOnlyDictionary<string, LadderPosition> start, int[] nodes)
    {
        var (graph, bound, kept) = GraphOf(start);
        var path = new LadderSearch(graph, bound).Find(nodes, out var isDecided);
        if (path is not null) return path;
        return isDecided ? new LadderDiagnosis(tracks, kept, requirements, nodes).Explain() : new LadderUndecided("the search reached its limit of work before it had proven anything");
    }

    private (LadderGraph Graph, LadderBound Bound, ImmutableArray<FirmwareRequirement> Kept) GraphOf(IReadOnlyDictionary<string, LadderPosition> start)
    {
        var kept = requirements.Where(requirement => requirement.When is { } when && IsKept(requirement, when, start)).ToImmutableArray();
        var key = string.Join(',', requirements.Select(requirement => kept.Contains(requirement) ? 1 : 0));
        if (graphs.TryGetValue(key, out var known)) return known;
        LadderGraph graph = new(tracks, kept, requirements);
        return graphs[key] = (graph, new LadderBound(graph), kept);
    }

    private static bool IsKept(FirmwareRequirement requirement, ComponentRange when, IReadOnlyDictionary<string, LadderPosition> start) =>
        start.TryGetValue(when.Component, out var condition) && start.TryGetValue(requirement.Needs.Component, out var needed) && LadderCouplings.Holds(requirement, condition, needed);
}
