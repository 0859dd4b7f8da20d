// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;

namespace Keyway.Policy;

/// <summary>
/// How it has to have been built: SLSA provenance of which every external parameter is expected. Spec: spec/policy §"Provenance"; SLSA 1.0
/// §"Verifying artifacts".
/// </summary>
public sealed record ProvenanceRule
{
    /// <summary>The builders that are trusted, each with the level it is trusted up to.</summary>
    public required ImmutableArray<TrustedBuilder> Builders { get; init; }

    /// <summary>The least SLSA build level.</summary>
    public required int MinimumLevel { get; init; }

    public required ImmutableArray<string> BuildTypes { get; init; }

    /// <summary>What each external parameter may be. One that is not named here refuses.</summary>
    public required ImmutableSortedDictionary<string, ParameterRule> ExternalParameters { get; init; }

    public SourceRule? Source { get; init; }

    /// <summary>The index alone when every build is made in one go; each manifest by default.</summary>
    public AttestationCover? Covers { get; init; }
}
