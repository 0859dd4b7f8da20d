// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;

namespace Keyway.Compatibility;

/// <summary>The outcome of one check and its reason, which names both values. A finding may rest on others: the leaves of an explanation tree.</summary>
public sealed record Finding
{
    /// <summary>What was checked: <c>isa</c>, <c>kernel</c>, <c>modules</c>, <c>firmware</c>…</summary>
    public required string Check { get; init; }

    public required Outcome Outcome { get; init; }

    /// <summary>One sentence for people: the value asked for and the value found.</summary>
    public required string Reason { get; init; }

    /// <summary>The fact it rests on; null when it rests on policy or on the package alone.</summary>
    public FactName? Fact { get; init; }

    /// <summary>Where that fact came from; null when it is unknown.</summary>
    public string? Source { get; init; }

    public ImmutableArray<Finding> Details { get; init; } = [];

    /// <summary>How the outcome follows from <see cref="Details"/>; explanations derive from it what has to change.</summary>
    public DetailRole DetailsAre { get; init; }
}
