// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;

namespace Keyway.Resolution.Explanations;

/// <summary>A candidate that nearly fits: what speaks against it, and what would help.</summary>
public sealed record NearMiss
{
    public required Candidate Candidate { get; init; }

    public required Derivation Derivation { get; init; }

    /// <summary>The minimal failing set.</summary>
    public required ImmutableArray<Derivation> Failing { get; init; }

    /// <summary>Null when nothing that was tried makes it fit.</summary>
    public Remedy? Remedy { get; init; }
}
