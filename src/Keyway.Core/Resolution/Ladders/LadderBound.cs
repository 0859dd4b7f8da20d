// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;

namespace Keyway.Resolution.Ladders;

/// <summary>
/// What the rest of the way costs at least. Each track's own least number of raised floors, steps and bytes add up; on top comes the largest excess that
/// any pair of tracks has together, which includes the activations. Never too much, so A* with it is exact. Spec: spec/plan §"Ladders".
/// </summary>
internal sealed class LadderBound
{
    private readonly LadderCost[][] least;
    private readonly LadderPattern[][] byLastMember;

    public LadderBound(LadderGraph graph)
    {
        least = [.. graph.Tracks.Select(Least)];
        var patterns = Pairs(graph.Tracks.Length).Select(pair => new LadderPattern(graph, pair)).ToArray();
        foreach (var pattern in patterns) pattern.Subtract(least);
        byLastMember = [.. Enumerable.Range(0, graph.Tracks.Length).Select(track => patterns.Where(pattern => pattern.Members[^1] == track).ToArray())];
    }

    /// <summary>What one track needs on its own at least; <see cref="LadderCost.Most"/> when it cannot get there.</summary>
    public LadderCost LeastOf(int track, int node) => least[track][node];

    /// <summary>The largest excess of the pairs whose later track is this one.</summary>
    public LadderCost ExcessUpTo(int[] state, int track, LadderCost known)
    {
        foreach (var pattern in byLastMember[track])
            if (pattern.From(state) is var excess && excess > known) known = excess;
        return known;
    }

    private static IEnumerable<ImmutableArray<int>> Pairs(int count) => count == 1
        ? [[0]]
        : from left in Enumerable.Range(0, count) from right in Enumerable.Range(left + 1, count - left - 1) select ImmutableArray.Create(left, right);

    // Each part is the least on its own, whatever the others are: Bellman-Ford, since the tables are small.
    private static LadderCost[] Least(LadderTrack track)
    {
        var raises = Least(track, edge => LadderCost.OfStep(edge.Floor, 0) - LadderCost.OfStep(FloorChange.Kept, 0));
        var steps = Least(track, _ => LadderCost.OfStep(FloorChange.Kept, 0));
        var bytes = Least(track, edge => LadderCost.OfStep(FloorChange.Kept, edge.Rung.Bytes) - LadderCost.OfStep(FloorChange.Kept, 0));
        return [.. raises.Select((raise, node) => raise == LadderCost.Most ? LadderCost.Most : raise + steps[node] + bytes[node])];
    }

    private static LadderCost[] Least(LadderTrack track, Func<LadderEdge, LadderCost> price)
    {
        var found = Enumerable.Range(0, track.Nodes.Count).Select(node => track.IsGoal(node) ? LadderCost.Zero : LadderCost.Most).ToArray();
        var edges = track.Outgoing.SelectMany(outgoing => outgoing).ToArray();
        for (var hasChanged = true; hasChanged;)
        {
            hasChanged = false;
            foreach (var edge in edges)
            {
                if (found[edge.To] == LadderCost.Most || found[edge.To] + price(edge) is var cost && cost >= found[edge.From]) continue;
                (found[edge.From], hasChanged) = (cost, true);
            }
        }

        return found;
    }
}
