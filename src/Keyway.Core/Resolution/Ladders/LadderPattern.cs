// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using Keyway.Packages;

namespace Keyway.Resolution.Ladders;

/// <summary>
/// Some tracks of a graph, the others left out, and the exact cost from each of their states to the end, by Dijkstra backwards from it. Leaving tracks
/// out of a plan leaves a plan that costs no more, so each is a lower bound for the whole: a pattern database.
/// </summary>
internal sealed class LadderPattern
{
    private readonly LadderGraph graph;
    private readonly int[] members;
    private readonly int[] weights;
    private readonly int[] nodes;
    private readonly LadderCost[] costs;
    private readonly PriorityQueue<int, LadderCost> queue = new();

    public LadderPattern(LadderGraph graph, ImmutableArray<int> members)
    {
        this.graph = graph;
        this.members = [.. members];
        weights = new int[members.Length];
        nodes = new int[members.Length];
        var size = 1;
        for (var i = 0; i < members.Length; i++) (weights[i], size) = (size, size * graph.Tracks[members[i]].Nodes.Count);
        costs = new LadderCost[size];
        Array.Fill(costs, LadderCost.Most);
        Fill();
    }

    /// <summary>Indices of its tracks, ascending.</summary>
    public ReadOnlySpan<int> Members => members;

    /// <summary>The cost from a state of the whole graph; <see cref="LadderCost.Most"/> when there is no way.</summary>
    public LadderCost From(int[] state)
    {
        var index = 0;
        for (var i = 0; i < members.Length; i++) index += weights[i] * state[members[i]];
        return costs[index];
    }

    /// <summary>Takes from each cost what each track needs on its own at least.</summary>
    public void Subtract(LadderCost[][] least)
    {
        for (var index = 0; index < costs.Length; index++)
        {
            if (costs[index] == LadderCost.Most) continue;
            for (var i = 0; i < members.Length; i++) costs[index] -= least[members[i]][NodeOf(index, i)];
        }
    }

    private void Fill()
    {
        for (var index = 0; index < costs.Length; index++)
            if (IsEnd(index)) Offer(index, LadderCost.Zero);
        while (queue.TryDequeue(out var index, out var cost))
        {
            if (cost != costs[index]) continue;
            for (var i = 0; i < members.Length; i++) nodes[i] = NodeOf(index, i);
            Extend(0, index, cost, FirmwareActivation.None);
            Immediate(index, cost);
        }
    }

    // Every set of steps that one activation brings to life and that leads here.
    private void Extend(int member, int index, LadderCost cost, FirmwareActivation activation)
    {
        if (member == members.Length)
        {
            if (activation != FirmwareActivation.None) Offer(index, cost + LadderCost.Of(activation));
            return;
        }

        Extend(member + 1, index, cost, activation);
        foreach (var edge in graph.Tracks[members[member]].Incoming[nodes[member]])
            if (edge.Rung.Activation != FirmwareActivation.None)
                Extend(member + 1, index + (weights[member] * (edge.From - edge.To)), cost + edge.Cost, Larger(activation, edge.Rung.Activation));
    }

    private void Immediate(int index, LadderCost cost)
    {
        for (var i = 0; i < members.Length; i++)
            foreach (var edge in graph.Tracks[members[i]].Incoming[nodes[i]])
                if (edge.Rung.Activation == FirmwareActivation.None) Offer(index + (weights[i] * (edge.From - edge.To)), cost + edge.Cost);
    }

    private void Offer(int index, LadderCost cost)
    {
        if (cost >= costs[index] || !IsAllowed(index, graph.Couplings.AllowsOnTheWay)) return;
        costs[index] = cost;
        queue.Enqueue(index, cost);
    }

    private bool IsEnd(int index)
    {
        for (var i = 0; i < members.Length; i++)
            if (!graph.Tracks[members[i]].IsGoal(NodeOf(index, i))) return false;
        return IsAllowed(index, graph.Couplings.AllowsInTheEnd);
    }

    private bool IsAllowed(int index, Func<int, int, int, int, bool> allows)
    {
        for (var i = 0; i < members.Length; i++)
            for (var j = i; j < members.Length; j++)
                if (!allows(members[i], NodeOf(index, i), members[j], NodeOf(index, j))) return false;
        return true;
    }

    private int NodeOf(int index, int member) => index / weights[member] % graph.Tracks[members[member]].Nodes.Count;

    private static FirmwareActivation Larger(FirmwareActivation left, FirmwareActivation right) => left > right ? left : right;
}
