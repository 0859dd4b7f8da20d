// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using Keyway.Compatibility;
using Keyway.Versions;

namespace Keyway.Resolution.Ladders;

/// <summary>
/// The couplings as tables over the nodes of two tracks. A coupling that does not hold where a host starts cannot be kept on the way, so it is
/// asked of the last state only; every other one is asked of each state. An answer of unknown counts as broken.
/// </summary>
internal sealed class LadderCouplings
{
    private readonly bool[]?[,] way;
    private readonly bool[]?[,] end;
    private readonly ImmutableArray<LadderTrack> tracks;

    public LadderCouplings(ImmutableArray<LadderTrack> tracks, ImmutableArray<FirmwareRequirement> kept, ImmutableArray<FirmwareRequirement> all)
    {
        this.tracks = tracks;
        way = new bool[tracks.Length, tracks.Length][];
        end = new bool[tracks.Length, tracks.Length][];
        foreach (var requirement in kept) Apply(way, requirement);
        foreach (var requirement in all) Apply(end, requirement);
    }

    /// <summary>Whether a coupling holds between two positions, or of one when it has no condition.</summary>
    public static bool Holds(FirmwareRequirement requirement, LadderPosition? condition, LadderPosition needed) =>
        (requirement.When is { } when && condition is not null && when.Range.Matches(condition.Revision) == Truth.False) || requirement.Needs.Range.Matches(needed.Revision) == Truth.True;

    /// <summary>Whether two tracks may be at these nodes on the way; <paramref name="left"/> is not above <paramref name="right"/>.</summary>
    public bool AllowsOnTheWay(int left, int leftNode, int right, int rightNode) => Allows(way, left, leftNode, right, rightNode);

    /// <summary>Whether two tracks may be at these nodes in the end.</summary>
    public bool AllowsInTheEnd(int left, int leftNode, int right, int rightNode) => Allows(end, left, leftNode, right, rightNode);

    private bool Allows(bool[]?[,] table, int left, int leftNode, int right, int rightNode) =>
        table[left, right] is not { } allowed || allowed[(leftNode * tracks[right].Nodes.Count) + rightNode];

    private void Apply(bool[]?[,] table, FirmwareRequirement requirement)
    {
        var needed = IndexOf(requirement.Needs.Component);
        var condition = requirement.When is { } when ? IndexOf(when.Component) : needed;
        if (needed < 0 || condition < 0) return;
        var (left, right) = (Math.Min(needed, condition), Math.Max(needed, condition));
        var (rows, columns) = (tracks[left].Nodes, tracks[right].Nodes);
        var allowed = table[left, right] ??= [.. Enumerable.Repeat(true, rows.Count * columns.Count)];
        for (var i = 0; i < allowed.Length; i++)
        {
            var (row, column) = (rows[i / columns.Count], columns[i % columns.Count]);
            var holds = left == needed ? Holds(requirement, requirement.When is null ? null : column, row) : Holds(requirement, row, column);
            allowed[i] &= holds;
        }
    }

    private int IndexOf(string component)
    {
        for (var i = 0; i < tracks.Length; i++)
            if (tracks[i].Component.Name == component) return i;
        return -1;
    }
}
