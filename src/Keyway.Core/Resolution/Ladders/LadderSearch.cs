// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using Keyway.Packages;

namespace Keyway.Resolution.Ladders;

/// <summary>
/// A* over the product graph with partial expansion: a state's successors are made by depth-first choice of a step for each track, cut off where the bound
/// exceeds the state's own, and the state goes back into the queue with the least that was cut off. The first end taken from the queue is the cheapest,
/// since <see cref="LadderBound"/> never exceeds the truth. Counts its work, so that the limit does not depend on the machine.
/// </summary>
internal sealed class LadderSearch
{
    private const int MostStates = 100_000;
    private const int MostChoices = 5_000_000;

    private readonly LadderGraph graph;
    private readonly LadderBound bound;
    private readonly ulong[] weights;
    private readonly Dictionary<ulong, int> known = [];
    private readonly List<LadderState> states = [];
    private readonly PriorityQueue<(int State, LadderCost Cost), (LadderCost Total, int Order)> queue = new();
    private readonly int[] next;
    private readonly LadderEdge?[] chosen;
    private LadderCost limit;
    private LadderCost cutOff;
    private int parent;
    private int choices;
    private int order;

    public LadderSearch(LadderGraph graph, LadderBound bound)
    {
        this.graph = graph;
        this.bound = bound;
        weights = new ulong[graph.Tracks.Length];
        var size = 1UL;
        for (var i = 0; i < weights.Length; i++) (weights[i], size) = (size, size * (ulong)graph.Tracks[i].Nodes.Count);
        next = new int[weights.Length];
        chosen = new LadderEdge?[weights.Length];
    }

    /// <summary>The cheapest way, null when there is none.</summary>
    /// <param name="isDecided">False when the limit of work was reached first.</param>
    public LadderPath? Find(int[] start, out bool isDecided)
    {
        isDecided = true;
        Enter(start, LadderCost.Zero, -1);
        while (queue.TryDequeue(out var entry, out var key))
        {
            var state = states[entry.State];
            if (state.Cost != entry.Cost) continue;
            if (graph.IsGoal(state.Nodes)) return Path(state);
            Expand(entry.State, key.Total);
            isDecided = states.Count < MostStates && choices < MostChoices;
            if (!isDecided) return null;
        }

        return null;
    }

    private void Expand(int index, LadderCost total)
    {
        var state = states[index];
        (parent, limit, cutOff) = (index, total, LadderCost.Most);
        var own = LadderCost.Zero;
        for (var track = 0; track < next.Length; track++) own += bound.LeastOf(track, state.Nodes[track]);
        Choose(0, state.Nodes, state.Cost + own, FirmwareActivation.None, LadderCost.Zero);
        for (var track = 0; track < next.Length; track++) StepAtOnce(track, state.Nodes, state.Cost + own);
        if (cutOff != LadderCost.Most) queue.Enqueue((index, state.Cost), (cutOff, --order));
    }

    // `reached`: cost so far plus what each track needs on its own; `excess`: what the pairs chosen so far need beyond that.
    private void Choose(int track, int[] nodes, LadderCost reached, FirmwareActivation activation, LadderCost excess)
    {
        if (track == next.Length)
        {
            if (activation != FirmwareActivation.None) Enter(next, CostOf(reached + LadderCost.Of(activation)), parent);
            return;
        }

        Try(track, nodes, null, reached, activation, excess);
        foreach (var edge in graph.Tracks[track].Outgoing[nodes[track]])
            if (edge.Rung.Activation != FirmwareActivation.None) Try(track, nodes, edge, reached, activation, excess);
    }

    private void Try(int track, int[] nodes, LadderEdge? edge, LadderCost reached, FirmwareActivation activation, LadderCost excess)
    {
        if (++choices > MostChoices) return;
        (next[track], chosen[track]) = (edge?.To ?? nodes[track], edge);
        if (!graph.AllowsOnTheWay(next, track)) return;
        var least = bound.LeastOf(track, next[track]);
        excess = bound.ExcessUpTo(next, track, excess);
        if (least == LadderCost.Most || excess == LadderCost.Most) return;
        if (edge is not null)
        {
            reached = reached - bound.LeastOf(track, nodes[track]) + least + edge.Cost;
            if (edge.Rung.Activation > activation) activation = edge.Rung.Activation;
        }

        var total = reached + LadderCost.Of(activation) + excess;
        if (total.Parts <= limit.Parts) Choose(track + 1, nodes, reached, activation, excess);
        else if (total < cutOff) cutOff = total;
    }

    // A step that needs no activation is alone: it takes effect before anything else can.
    private void StepAtOnce(int track, int[] nodes, LadderCost reached)
    {
        foreach (var edge in graph.Tracks[track].Outgoing[nodes[track]].Where(edge => edge.Rung.Activation == FirmwareActivation.None))
        {
            nodes.CopyTo(next, 0);
            Array.Clear(chosen);
            (next[track], chosen[track]) = (edge.To, edge);
            if (IsAllowed()) Enter(next, CostOf(reached - bound.LeastOf(track, nodes[track]) + bound.LeastOf(track, edge.To) + edge.Cost), parent);
        }
    }

    private bool IsAllowed()
    {
        for (var track = 0; track < next.Length; track++)
            if (bound.LeastOf(track, next[track]) == LadderCost.Most || !graph.AllowsOnTheWay(next, track)) return false;
        return true;
    }

    private LadderCost CostOf(LadderCost reached)
    {
        for (var track = 0; track < next.Length; track++) reached -= bound.LeastOf(track, next[track]);
        return reached;
    }

    private void Enter(int[] nodes, LadderCost cost, int from)
    {
        var (key, rest, excess) = (0UL, LadderCost.Zero, LadderCost.Zero);
        for (var track = 0; track < nodes.Length; track++)
        {
            key += weights[track] * (ulong)nodes[track];
            if (bound.LeastOf(track, nodes[track]) is var least && least == LadderCost.Most) return;
            rest += least;
            excess = bound.ExcessUpTo(nodes, track, excess);
        }

        if (excess == LadderCost.Most) return;
        var isKnown = known.TryGetValue(key, out var index);
        if (isKnown && states[index].Cost <= cost) return;
        LadderState state = new([.. nodes], cost, from, from < 0 ? [] : [.. chosen]);
        if (isKnown) states[index] = state;
        else
        {
            known.Add(key, index = states.Count);
            states.Add(state);
        }

        queue.Enqueue((index, cost), (cost + rest + excess, --order));
    }

    private LadderPath Path(LadderState end)
    {
        List<LadderBatch> batches = [];
        for (var state = end; state.Parent >= 0; state = states[state.Parent]) batches.Add(BatchOf(state, states[state.Parent]));
        batches.Reverse();
        return new LadderPath([.. batches], end.Cost);
    }

    private LadderBatch BatchOf(LadderState state, LadderState before)
    {
        var steps = state.Edges.Select((edge, track) => (edge, track)).Where(one => one.edge is not null).Select(one => new LadderStep
        {
            Component = graph.Tracks[one.track].Component.Name,
            From = graph.Tracks[one.track].Nodes[before.Nodes[one.track]].Revision,
            Rung = one.edge!.Rung,
            Floor = one.edge.Floor,
        }).ToImmutableArray();
        return new LadderBatch(steps, steps.Max(step => step.Rung.Activation));
    }
}
