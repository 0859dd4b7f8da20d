// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;

namespace Keyway.Packages.Manifest;

/// <summary>An object; a member may appear twice, which is for the reader of the tree to refuse.</summary>
internal sealed record PlacedObject(int Offset, ImmutableArray<PlacedMember> Members) : PlacedNode(Offset)
{
    public override string Kind => "an object";

    /// <summary>The first member of a name, or null.</summary>
    public PlacedNode? this[string name] => Members.FirstOrDefault(member => member.Name == name)?.Value;
}
