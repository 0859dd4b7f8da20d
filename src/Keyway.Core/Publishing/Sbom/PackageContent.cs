// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using Keyway.Packages;

namespace Keyway.Publishing.Sbom;

/// <summary>Everything an SBOM is made from; no disk, network or clock behind it.</summary>
internal sealed record PackageContent
{
    public required DriverManifest Manifest { get; init; }

    /// <summary>The index; null before it is packed.</summary>
    public ContentArtifact? Artifact { get; init; }

    public required ImmutableArray<ContentBuild> Builds { get; init; }
}
