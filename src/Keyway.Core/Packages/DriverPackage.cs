// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using Keyway.Artifacts.Oci;

namespace Keyway.Packages;

/// <summary>A driver package as found in a repository: one index and a build per ISA. Read by <c>Distribution.PackageCatalogue</c>; the pure resolver takes it as a value.</summary>
public sealed record DriverPackage
{
    /// <summary>Repository name as a person would write it: <c>registry.example/gpu/driver</c> or <c>oci:out</c>.</summary>
    public required string Source { get; init; }

    /// <summary>Descriptor of the image index.</summary>
    public required Descriptor Index { get; init; }

    /// <summary>Tags that point to this index, in ordinal order; may be empty.</summary>
    public ImmutableArray<string> Tags { get; init; } = [];

    /// <summary>The builds in the order of the index.</summary>
    public required ImmutableArray<IsaBuild> Builds { get; init; }

    /// <summary>The capability manifest, the same in each build.</summary>
    public DriverManifest Manifest => Builds[0].Config.Manifest;
}
