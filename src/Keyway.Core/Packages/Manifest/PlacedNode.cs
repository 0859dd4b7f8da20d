// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Packages.Manifest;

/// <summary>One value of a JSON document and where it stands.</summary>
/// <param name="Offset">Byte offset of its first character.</param>
internal abstract record PlacedNode(int Offset)
{
    /// <summary>What it is, in the words of a message.</summary>
    public abstract string Kind { get; }
}
