// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Artifacts.Sbom;

/// <summary>Whether a list of relations names everything there is.</summary>
public enum SbomCompleteness
{
    /// <summary>Nobody can tell, or nobody said.</summary>
    Unknown,

    /// <summary>There is more than is listed.</summary>
    Incomplete,

    /// <summary>Everything is listed.</summary>
    Complete,
}
