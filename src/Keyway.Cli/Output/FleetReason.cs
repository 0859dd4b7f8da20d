// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Cli.Output;

/// <summary>How many hosts of a fleet were given nothing for reasons of one class, and the first of them.</summary>
internal sealed record FleetReason(string Check, string Outcome, int Hosts, string Example, string Reason);
