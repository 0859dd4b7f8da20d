// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;

namespace Keyway.Packages.Manifest;

/// <summary>An array.</summary>
internal sealed record PlacedArray(int Offset, ImmutableArray<PlacedNode> Items) : PlacedNode(Offset)
{
    public override string Kind => "an array";
}
