// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using Keyway.Compatibility;

namespace Keyway.Resolution.Explanations;

/// <summary>One change of a situation: other facts, an export table that goes with them, or another option. Applied, never believed: see <see cref="RemedySearch"/>.</summary>
public sealed record Change
{
    private const string Source = "what if";

    public required ChangeCost Cost { get; init; }

    /// <summary>What to do, for people.</summary>
    public required string Text { get; init; }

    public ImmutableArray<FactChange> Facts { get; init; } = [];

    public PolicyChange? Policy { get; init; }

    /// <summary>The export table of the kernel that the changed facts speak of; null when they speak of none.</summary>
    public KernelSymbols? Symbols { get; init; }

    /// <summary>The situation after the change.</summary>
    public Situation Apply(Situation situation)
    {
        var facts = Facts.Aggregate(situation.Facts, (known, change) => change.Value is { } value ? known.With(change.Name, FactOf(value)) : known.Without(change.Name));
        return new Situation(facts, Symbols ?? situation.Symbols, Policy?.Apply(situation.Policy) ?? situation.Policy);
    }

    /// <summary>True when both would set the same fact or option.</summary>
    internal bool Overlaps(Change other) =>
        (Policy is not null && Policy.GetType() == other.Policy?.GetType() && (Policy == other.Policy || Policy is not PolicyChange.NotRequired))
        || Facts.Any(mine => other.Facts.Any(theirs => theirs.Name == mine.Name));

    private static Fact FactOf(FactValue value) => new() { Value = value, Source = Source, Method = FactMethod.Declared, ObservedAt = DateTimeOffset.UnixEpoch };
}
