// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Resolution.Ladders;

/// <summary>One step of one track: from node to node by an image.</summary>
internal sealed record LadderEdge(int From, int To, FirmwareRung Rung, FloorChange Floor)
{
    /// <summary>Without the activation.</summary>
    public LadderCost Cost { get; } = LadderCost.OfStep(Floor, Rung.Bytes);
}
