// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;

namespace Keyway.Policy;

/// <summary>An attestation of some kind that has to be there, whatever it says. Spec: spec/policy §"Other attestations".</summary>
public sealed record AttestationRule
{
    public required string PredicateType { get; init; }

    public required ImmutableArray<string> Signers { get; init; }

    public int? Threshold { get; init; }

    internal int Needed => Threshold ?? 1;

    public AttestationCover Covers { get; init; }
}
