// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Artifacts.Sbom;

/// <summary>What was at hand when an SBOM was made: the generation context of CISA's minimum elements.</summary>
public enum SbomLifecycle
{
    /// <summary>Not said.</summary>
    Unknown,

    /// <summary>Plans.</summary>
    Design,

    /// <summary>Source before a build.</summary>
    PreBuild,

    /// <summary>The build itself.</summary>
    Build,

    /// <summary>What a build gave.</summary>
    PostBuild,

    /// <summary>What is installed or runs.</summary>
    Operations,
}
