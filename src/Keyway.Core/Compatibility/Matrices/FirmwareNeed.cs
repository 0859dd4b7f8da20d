// SPDX-License-Identifier: Apache-2.0

using Keyway.Versions;

namespace Keyway.Compatibility.Matrices;

/// <summary>A revision of one firmware component that an entry asks for; it is compared with the fact <c>firmware.&lt;component&gt;</c>.</summary>
public sealed record FirmwareNeed
{
    /// <summary>The component as manifests name it: <c>gpu.vbios</c>.</summary>
    public required string Component { get; init; }

    /// <summary>The revisions, over the scheme of the component.</summary>
    public required VersionRange Range { get; init; }
}
