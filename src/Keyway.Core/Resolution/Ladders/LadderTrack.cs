// SPDX-License-Identifier: Apache-2.0

using Keyway.Versions;

namespace Keyway.Resolution.Ladders;

/// <summary>
/// One component as a graph: a node is a revision together with the floor that holds by then, since a device that went up and down again keeps the floor.
/// Holds only what some start reaches.
/// </summary>
internal sealed class LadderTrack
{
    /// <summary>More nodes than any vendor's ladder has; bounds the tables.</summary>
    public const int MostNodes = 128;

    private readonly List<LadderPosition> nodes = [];
    private readonly List<LadderEdge[]> outgoing = [];

    private LadderTrack(LadderComponent component) => Component = component;

    public LadderComponent Component { get; }

    public IReadOnlyList<LadderPosition> Nodes => nodes;

    /// <summary>Steps by the node they leave.</summary>
    public IReadOnlyList<LadderEdge[]> Outgoing => outgoing;

    /// <summary>Steps by the node they reach.</summary>
    public LadderEdge[][] Incoming { get; private set; } = [];

    public bool IsGoal(int node) => Component.Target is not { } target || nodes[node].Revision.Compare(target) == 0;

    /// <summary>The graph, or null when it has too many nodes.</summary>
    public static LadderTrack? Build(LadderComponent component, IEnumerable<LadderPosition> starts)
    {
        LadderTrack track = new(component with { Rungs = component.Rungs.Sort((left, right) => left.Identity.CompareTo(right.Identity)) });
        foreach (var start in starts) track.NodeOf(start);
        for (var node = 0; node < track.nodes.Count && node <= MostNodes; node++) track.outgoing.Add(track.EdgesOf(node));
        if (track.nodes.Count > MostNodes) return null;
        track.Incoming = [.. Enumerable.Range(0, track.nodes.Count).Select(node => track.outgoing.SelectMany(edges => edges).Where(edge => edge.To == node).ToArray())];
        return track;
    }

    /// <summary>The node of a position; a new one while the graph is being built.</summary>
    public int NodeOf(LadderPosition position)
    {
        var found = nodes.FindIndex(node => IsSame(node.Revision, position.Revision) && (node.Floor is null ? position.Floor is null : position.Floor is not null && IsSame(node.Floor, position.Floor)));
        if (found >= 0) return found;
        nodes.Add(position);
        return nodes.Count - 1;
    }

    private LadderEdge[] EdgesOf(int node)
    {
        List<LadderEdge> edges = [];
        foreach (var rung in Component.Rungs)
            if (StepOf(node, rung) is { } edge && !edges.Exists(known => IsAtLeastAsGood(known, edge))) edges.Add(edge);
        return [.. edges];
    }

    private LadderEdge? StepOf(int node, FirmwareRung rung)
    {
        var (from, floor) = nodes[node];
        if (IsSame(from, rung.Revision) || !rung.MayFollow(from)) return null;
        if (floor is not null && rung.Revision.Compare(floor) is null or < 0) return null;
        var isRaised = rung.Floor is not null && (floor is null || floor.Compare(rung.Floor) < 0);
        return new LadderEdge(node, NodeOf(new LadderPosition(rung.Revision, isRaised ? rung.Floor : floor)), rung, isRaised ? FloorChange.Raised : FloorChange.Kept);
    }

    private static bool IsAtLeastAsGood(LadderEdge known, LadderEdge edge) =>
        known.To == edge.To && known.Rung.Activation <= edge.Rung.Activation && known.Cost <= edge.Cost;

    private static bool IsSame(ComponentVersion left, ComponentVersion right) => left.Compare(right) == 0;
}
