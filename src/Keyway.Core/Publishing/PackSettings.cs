// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using Keyway.Artifacts.Content;
using Keyway.Artifacts.Sbom;
using Keyway.Publishing.Sbom;

namespace Keyway.Publishing;

/// <summary>What a packer may choose. Nothing else, in particular no clock, user or directory, shows in the digests.</summary>
public sealed record PackSettings
{
    /// <summary>zstd level of the layers.</summary>
    public int Level { get; init; } = ZstdSettings.DefaultLevel;

    /// <summary>Tag of the index; null for the tag of the manifest's version.</summary>
    public string? Tag { get; init; }

    /// <summary>Formats of the SBOMs that are attached to the index and to each manifest; empty for none.</summary>
    public ImmutableArray<SbomFormat> Sboms { get; init; } = [SbomFormat.Spdx301, SbomFormat.CycloneDx16];

    /// <summary>What the SBOMs take from elsewhere.</summary>
    public SbomSettings Sbom { get; init; } = new();

    /// <summary>Compression of an additional container image with the same content; null for none.</summary>
    public ImageCompression? Image { get; init; }
}
