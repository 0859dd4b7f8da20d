// SPDX-License-Identifier: Apache-2.0

using Keyway.Versions;

namespace Keyway.Compatibility.Predicates;

/// <summary><c>{"not": {...}}</c>; unknown stays unknown.</summary>
internal sealed record NotPredicate(Predicate Part) : Predicate
{
    public override Truth Holds(PredicateScope scope) => Part.Holds(scope).Not();

    public override PredicateAnswer Explain(PredicateScope scope)
    {
        var part = Part.Explain(scope);
        return new() { Truth = part.Truth.Not(), Reason = "not: " + part.Reason, Details = [part] };
    }

    internal override IEnumerable<FactName> Reads() => Part.Reads();
}
