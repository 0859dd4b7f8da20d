// SPDX-License-Identifier: Apache-2.0

using Keyway.Artifacts.Content;

namespace Keyway.Publishing;

/// <summary>What a packer may choose. Nothing else, in particular no clock, user or directory, shows in the digests.</summary>
public sealed record PackSettings
{
    /// <summary>zstd level of the layers.</summary>
    public int Level { get; init; } = ZstdSettings.DefaultLevel;

    /// <summary>Tag of the index; null for the tag of the manifest's version.</summary>
    public string? Tag { get; init; }

    /// <summary>Compression of an additional container image with the same content; null for none.</summary>
    public ImageCompression? Image { get; init; }
}
