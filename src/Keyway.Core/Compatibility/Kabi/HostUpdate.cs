// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Compatibility.Kabi;

/// <summary>How one host of a fleet takes a kernel update: its worst package decides.</summary>
/// <param name="Isa">The host's instruction set; null when the facts do not say.</param>
/// <param name="Worst">The package that hinders most; null when none does.</param>
public sealed record HostUpdate(string Name, string? Isa, UpdateVerdict Verdict, PackageUpdate? Worst);
