// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Packages.Manifest;

/// <summary>A member of an <see cref="ObjectShape"/>.</summary>
internal sealed record MemberShape(string Name, Shape Shape, bool IsRequired);
