// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Packages.Manifest;

/// <summary>A member of an object; the offset is that of the name's quote.</summary>
internal sealed record PlacedMember(string Name, int Offset, PlacedNode Value);
