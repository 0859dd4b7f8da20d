// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;

namespace Keyway.Packages;

/// <summary>
/// The OCI config of one ISA's manifest, <c>application/vnd.keyway.driver.config.v1+json</c>: the capability manifest and the full list of content.
/// Everything a host needs to decide and to verify is in it, so resolving never downloads a layer. Spec: spec/package §"Config".
/// </summary>
public sealed record DriverConfig
{
    /// <summary>The media type of this document.</summary>
    public const string MediaType = "application/vnd.keyway.driver.config.v1+json";

    /// <summary>The artifact type of the index and of each ISA's manifest.</summary>
    public const string ArtifactType = "application/vnd.keyway.driver.v1+json";

    /// <summary>The media type of a layer.</summary>
    public const string LayerMediaType = "application/vnd.keyway.layer.v1.tar+zstd";

    public required Isa Isa { get; init; }

    /// <summary>The capability manifest of the whole package.</summary>
    public required DriverManifest Manifest { get; init; }

    public required ImmutableArray<PackagedLayer> Layers { get; init; }
}
