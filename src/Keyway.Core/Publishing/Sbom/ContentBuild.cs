// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using Keyway.Packages;

namespace Keyway.Publishing.Sbom;

/// <summary>What is in the build of one ISA.</summary>
internal sealed record ContentBuild
{
    public required Isa Isa { get; init; }

    /// <summary>Its manifest; null before it is packed.</summary>
    public ContentArtifact? Artifact { get; init; }

    public required ImmutableArray<ContentFile> Files { get; init; }

    public ImmutableArray<ContentLink> Links { get; init; } = [];
}
