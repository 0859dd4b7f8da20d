// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Packages.Manifest;

/// <summary>A number; null when it is no 64-bit integer.</summary>
internal sealed record PlacedNumber(int Offset, long? Value) : PlacedNode(Offset)
{
    public override string Kind => Value is null ? "a number that is not a 64-bit integer" : "a number";
}
