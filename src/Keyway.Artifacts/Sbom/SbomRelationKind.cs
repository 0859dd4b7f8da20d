// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Artifacts.Sbom;

/// <summary>How components belong together.</summary>
public enum SbomRelationKind
{
    /// <summary>The targets are parts of it.</summary>
    Contains,

    /// <summary>It needs the targets.</summary>
    DependsOn,
}
