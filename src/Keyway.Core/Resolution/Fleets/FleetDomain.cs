// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Resolution.Fleets;

/// <summary>The hosts that share one NVLink fabric and so take one core together. Spec: spec/resolution §"Domains".</summary>
internal sealed class FleetDomain
{
    public List<FleetHost> Members { get; } = [];

    /// <summary>Number of the core that was taken; -1 when there is none.</summary>
    public int Core { get; set; } = -1;

    public int Served { get; set; }
}
