// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Cli.Output;

/// <summary>How many hosts of a fleet were given one package.</summary>
internal sealed record FleetShare(string Package, string Version, string Source, string Index, int Hosts);
