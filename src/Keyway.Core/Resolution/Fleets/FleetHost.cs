// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Resolution.Fleets;

/// <summary>One host of a fleet: the numbers of its values, what they come to on each axis, and what it is given.</summary>
internal sealed class FleetHost
{
    public required int[] Row { get; init; }

    /// <summary>Null when no package can have a build for its instruction set, or nobody knows it.</summary>
    public IsaCatalogue? Catalogue { get; set; }

    public int[] Place { get; set; } = [];

    public FleetDomain? Domain { get; init; }

    public Slot? Choice { get; set; }
}
