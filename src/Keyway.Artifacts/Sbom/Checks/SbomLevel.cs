// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Artifacts.Sbom.Checks;

/// <summary>How much a rule matters.</summary>
public enum SbomLevel
{
    /// <summary>The profile is not met without it.</summary>
    Required,

    /// <summary>To be given if it exists; only whoever makes the component knows whether it does.</summary>
    IfExists,
}
