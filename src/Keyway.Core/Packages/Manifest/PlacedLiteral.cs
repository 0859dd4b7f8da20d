// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Packages.Manifest;

/// <summary>true, false or null.</summary>
internal sealed record PlacedLiteral(int Offset, string Word) : PlacedNode(Offset)
{
    public override string Kind => Word;
}
