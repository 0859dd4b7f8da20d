// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Resolution.Ladders;

/// <summary>Whether a step takes away a way back.</summary>
public enum FloorChange
{
    /// <summary>The device takes afterwards what it took before.</summary>
    Kept,

    /// <summary>The device refuses from then on some revisions that it took before.</summary>
    Raised,
}
