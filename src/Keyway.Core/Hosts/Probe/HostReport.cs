// SPDX-License-Identifier: Apache-2.0

using Keyway.Compatibility;

namespace Keyway.Hosts.Probe;

/// <summary>What one probe saw.</summary>
/// <param name="Facts">The facts, with what could not be used as warnings.</param>
/// <param name="Symbols">The export table of the running kernel; null when no complete table was found.</param>
public sealed record HostReport(HostFacts Facts, KernelSymbols? Symbols);
