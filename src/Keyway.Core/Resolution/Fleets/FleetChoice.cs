// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using Keyway.Packages;

namespace Keyway.Resolution.Fleets;

/// <summary>The answer for one host of a fleet: what <see cref="Resolver"/> would choose for it alone, or within its domain; or why nothing was chosen.</summary>
public sealed record FleetChoice
{
    /// <summary>Null when nothing fits.</summary>
    public DriverPackage? Package { get; init; }

    /// <summary>The build for the host's instruction set; null when nothing fits.</summary>
    public IsaBuild? Build { get; init; }

    /// <summary>The layers that the host needs, in the order of the config.</summary>
    public ImmutableArray<PackagedLayer> Layers { get; init; } = [];

    /// <summary>Null when something was chosen.</summary>
    public FleetRefusal? Refusal { get; init; }
}
