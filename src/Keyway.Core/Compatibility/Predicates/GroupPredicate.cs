// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using Keyway.Versions;

namespace Keyway.Compatibility.Predicates;

/// <summary><c>{"all": [...]}</c> and <c>{"any": [...]}</c>: Kleene's and, and or.</summary>
internal sealed record GroupPredicate(GroupKind Kind, ImmutableArray<Predicate> Parts) : Predicate
{
    public override Truth Holds(PredicateScope scope)
    {
        var decided = Kind == GroupKind.All ? Truth.False : Truth.True;
        var result = decided.Not();
        foreach (var part in Parts)
        {
            result = Kind == GroupKind.All ? result.And(part.Holds(scope)) : result.Or(part.Holds(scope));
            if (result == decided) return result;
        }

        return result;
    }

    public override PredicateAnswer Explain(PredicateScope scope) => Join(Kind, [.. Parts.Select(part => part.Explain(scope))]);

    /// <summary>One answer from those of the parts; there must be one.</summary>
    public static PredicateAnswer Join(GroupKind kind, ImmutableArray<PredicateAnswer> parts)
    {
        var truth = parts.Aggregate(kind == GroupKind.All ? Truth.True : Truth.False, (so, part) => kind == GroupKind.All ? so.And(part.Truth) : so.Or(part.Truth));
        return new() { Truth = truth, Reason = Reason(truth, parts), Details = parts };
    }

    public bool Equals(GroupPredicate? other) => other is not null && Kind == other.Kind && Parts.SequenceEqual(other.Parts);

    public override int GetHashCode() => HashCode.Combine(Kind, Parts.Length);

    internal override IEnumerable<FactName> Reads() => Parts.SelectMany(part => part.Reads());

    // The part that decided says more than a count, and a group of many is summed up by the first such part.
    private static string Reason(Truth truth, ImmutableArray<PredicateAnswer> parts)
    {
        if (parts.Length == 1) return parts[0].Reason;
        var deciding = parts.Where(part => part.Truth == truth).ToArray();
        if (deciding.Length == parts.Length) return $"{Quantity(truth)} of {parts.Length} conditions: {deciding[0].Reason}";
        return deciding.Length == 1 ? deciding[0].Reason : $"{deciding[0].Reason} (and {deciding.Length - 1} more)";
    }

    private static string Quantity(Truth truth) => truth switch { Truth.True => "all", Truth.False => "none", _ => "undecided, each" };
}
