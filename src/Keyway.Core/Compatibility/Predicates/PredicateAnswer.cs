// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using Keyway.Versions;

namespace Keyway.Compatibility.Predicates;

/// <summary>Whether a predicate holds and why: a tree whose leaves name the value found, the value wanted and where the fact came from.</summary>
public sealed record PredicateAnswer
{
    public required Truth Truth { get; init; }

    /// <summary>One sentence for people.</summary>
    public required string Reason { get; init; }

    /// <summary>The fact a leaf rests on; null for a group.</summary>
    public FactName? Fact { get; init; }

    /// <summary>Where that fact came from; null when it is unknown.</summary>
    public string? Source { get; init; }

    /// <summary>The answers it was put together from, in the order of the predicate.</summary>
    public ImmutableArray<PredicateAnswer> Details { get; init; } = [];

    /// <summary>The answer as an outcome: it fits, it does not, or the facts do not say.</summary>
    public Outcome Outcome => Truth switch { Truth.True => Outcome.Ok, Truth.False => Outcome.Fail, _ => Outcome.Unknown };

    /// <summary>The leaves that made it what it is: those with the same answer as the whole.</summary>
    public IEnumerable<PredicateAnswer> Deciding() => Details.IsEmpty ? [this] : Contributing().SelectMany(detail => detail.Deciding());

    /// <summary>The answer as a finding of a check.</summary>
    public Finding ToFinding(string check) => new()
    {
        Check = check,
        Outcome = Outcome,
        Reason = Reason,
        Fact = Fact,
        Source = Source,
        Details = [.. Details.Select(detail => detail.ToFinding(check))],
    };

    // A negation has its one part decide, whatever that part says.
    private IEnumerable<PredicateAnswer> Contributing() => Details.Any(detail => detail.Truth == Truth) ? Details.Where(detail => detail.Truth == Truth) : Details;
}
