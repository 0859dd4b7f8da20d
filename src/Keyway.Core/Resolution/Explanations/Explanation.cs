// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;

namespace Keyway.Resolution.Explanations;

/// <summary>
/// Why the resolver answered as it did: reason classes over all losers, the nearest of them with the cheapest change that helps, and the facts that
/// nobody knows. Data; <see cref="ExplanationText"/> and <see cref="ExplanationJson"/> render it. The same input gives the same bytes. Spec: spec/explanation.
/// </summary>
public sealed record Explanation
{
    public required HostResolution Resolution { get; init; }

    /// <summary>What was assumed instead of observed.</summary>
    public required Assumptions Assumed { get; init; }

    /// <summary>How many candidates the question was about; the answer rests on all of <see cref="Resolution"/>.</summary>
    public required int Asked { get; init; }

    /// <summary>How many of them fit, the chosen one among them.</summary>
    public required int Fitting { get; init; }

    /// <summary>Every candidate that does not fit is in at least one.</summary>
    public required ImmutableArray<ReasonClass> Classes { get; init; }

    /// <summary>The nearest first.</summary>
    public required ImmutableArray<NearMiss> Nearest { get; init; }

    public required ImmutableArray<UnknownFact> Unknown { get; init; }

    /// <summary>The candidate asked for, when the question was about one that fits; else null.</summary>
    public Candidate? Subject { get; init; }
}
