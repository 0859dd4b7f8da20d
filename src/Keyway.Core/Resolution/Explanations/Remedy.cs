// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;

namespace Keyway.Resolution.Explanations;

/// <summary>The cheapest changes found that make a candidate fit, and what the resolver then chooses among all. Both were tried. Spec: spec/explanation §"Remedies".</summary>
public sealed record Remedy
{
    public required ImmutableArray<Change> Changes { get; init; }

    /// <summary>The candidate that would be chosen among all.</summary>
    public required Candidate Then { get; init; }

    /// <summary>The weights of all changes.</summary>
    internal long Weight => Changes.Sum(change => change.Cost.Weight());
}
