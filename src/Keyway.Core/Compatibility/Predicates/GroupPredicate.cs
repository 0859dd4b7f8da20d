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

    // The parts that decided say more than a count; a person reads three of them.
    private static string Reason(Truth truth, ImmutableArray<PredicateAnswer> parts)
    {
        var deciding = parts.Where(part => part.Truth == truth).Select(part => part.Reason).ToArray();
        return string.Join(", and ", deciding.Take(3)) + (deciding.Length > 3 ? $", and {deciding.Length - 3} more" : "");
    }
}
