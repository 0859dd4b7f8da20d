// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Artifacts.Provenance;

/// <summary>What comparing two digest sets says.</summary>
public enum DigestMatch
{
    /// <summary>No common digest agrees.</summary>
    Different,

    /// <summary>At least one strong digest is in both, and all that are in both agree.</summary>
    Same,

    /// <summary>Some agree and some do not: one of the two makers lies.</summary>
    Contradiction,
}
