// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using Keyway.Artifacts.Content;
using Keyway.Versions;

namespace Keyway.Compatibility.Matrices;

/// <summary>Which releases of the package an entry is about: both parts must hold. Spec: spec/matrix §"Applies".</summary>
public sealed record MatrixScope
{
    /// <summary>A semver range over the cores; null means every version.</summary>
    public VersionRange? Versions { get; init; }

    /// <summary>Digests of indexes or of builds; empty means every build.</summary>
    public ImmutableArray<Digest> Builds { get; init; } = [];
}
