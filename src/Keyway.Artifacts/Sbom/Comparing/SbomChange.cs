// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Artifacts.Sbom.Comparing;

/// <summary>What happened to a component.</summary>
public enum SbomChange
{
    Added,
    Removed,

    /// <summary>It is in both, with another value of one member.</summary>
    Changed,
}
