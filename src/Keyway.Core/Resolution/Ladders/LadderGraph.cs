// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using Keyway.Compatibility;

namespace Keyway.Resolution.Ladders;

/// <summary>The product of all tracks: a state is a node of each. Shared by all starts that break the same couplings.</summary>
internal sealed class LadderGraph
{
    public LadderGraph(ImmutableArray<LadderTrack> tracks, ImmutableArray<FirmwareRequirement> kept, ImmutableArray<FirmwareRequirement> all)
    {
        Tracks = tracks;
        Couplings = new LadderCouplings(tracks, kept, all);
    }

    public ImmutableArray<LadderTrack> Tracks { get; }

    public LadderCouplings Couplings { get; }

    /// <summary>Whether the track on its own and together with those before it may be where they are.</summary>
    public bool AllowsOnTheWay(int[] state, int track)
    {
        for (var other = 0; other <= track; other++)
            if (!Couplings.AllowsOnTheWay(other, state[other], track, state[track])) return false;
        return true;
    }

    public bool IsGoal(int[] state)
    {
        for (var track = 0; track < state.Length; track++)
        {
            if (!Tracks[track].IsGoal(state[track])) return false;
            for (var other = 0; other <= track; other++)
                if (!Couplings.AllowsInTheEnd(other, state[other], track, state[track])) return false;
        }

        return true;
    }
}
