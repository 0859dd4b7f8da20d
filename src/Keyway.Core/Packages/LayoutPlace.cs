// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Packages;

/// <summary>Where a path of a source directory belongs.</summary>
/// <param name="Kind">Payload kind.</param>
/// <param name="Isa">The ISA it is for; null when it is the same for all.</param>
/// <param name="Name">Kernel release, DKMS name or firmware file; empty for userspace.</param>
/// <param name="TreePath">Path in the package tree.</param>
internal sealed record LayoutPlace(PayloadKind Kind, Isa? Isa, string Name, string TreePath);
