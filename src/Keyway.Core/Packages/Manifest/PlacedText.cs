// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Packages.Manifest;

/// <summary>A string, unescaped.</summary>
internal sealed record PlacedText(int Offset, string Value, bool HasEscapes) : PlacedNode(Offset)
{
    public override string Kind => "a string";
}
