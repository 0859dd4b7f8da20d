// SPDX-License-Identifier: Apache-2.0

using Keyway.Versions;

namespace Keyway.Resolution.Ladders;

/// <summary>One component goes from one revision to the next.</summary>
public sealed record LadderStep
{
    public required string Component { get; init; }

    public required ComponentVersion From { get; init; }

    /// <summary>The image to write.</summary>
    public required FirmwareRung Rung { get; init; }

    /// <summary>Whether the device refuses afterwards what it took before.</summary>
    public required FloorChange Floor { get; init; }
}
