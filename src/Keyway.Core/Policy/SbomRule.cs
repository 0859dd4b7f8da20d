// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;

namespace Keyway.Policy;

/// <summary>Which signed bills of materials have to be there. Spec: spec/policy §"SBOM".</summary>
public sealed record SbomRule
{
    public required ImmutableArray<string> Signers { get; init; }

    /// <summary>Formats such as <c>spdx-3.0</c>, <c>cyclonedx-1.6</c>; one of them is enough.</summary>
    public required ImmutableArray<string> Formats { get; init; }

    public AttestationCover Covers { get; init; }
}
