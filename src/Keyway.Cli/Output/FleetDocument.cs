// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Cli.Output;

/// <summary>What <c>keyway resolve --fleet --json</c> prints: totals, what was chosen how often, why nothing was how often, and every host in the order read.</summary>
internal sealed record FleetDocument(int SchemaVersion, int Served, int Refused, IReadOnlyList<FleetShare> Chosen, IReadOnlyList<FleetReason> Reasons, IReadOnlyList<FleetAnswer> Hosts);
