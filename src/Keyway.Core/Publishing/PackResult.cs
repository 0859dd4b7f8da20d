// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using Keyway.Artifacts.Oci;
using Keyway.Packages;
using Keyway.Publishing.Sbom;

namespace Keyway.Publishing;

/// <summary>What was written.</summary>
public sealed record PackResult
{
    /// <summary>The index of the driver package.</summary>
    public required Descriptor Index { get; init; }

    /// <summary>Its tag.</summary>
    public required string Tag { get; init; }

    /// <summary>The builds in the order of the index.</summary>
    public required ImmutableArray<IsaBuild> Builds { get; init; }

    /// <summary>The SBOMs attached to the index and the manifests.</summary>
    public ImmutableArray<AttachedSbom> Sboms { get; init; } = [];

    /// <summary>The index of the container-image flavour; null unless it was asked for.</summary>
    public Descriptor? Image { get; init; }

    /// <summary>Its tag.</summary>
    public string? ImageTag { get; init; }
}
