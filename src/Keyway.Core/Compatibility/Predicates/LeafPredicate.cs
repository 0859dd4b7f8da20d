// SPDX-License-Identifier: Apache-2.0

using Keyway.Versions;

namespace Keyway.Compatibility.Predicates;

/// <summary><c>{"fact": ..., "op": ..., "value": ...}</c>: one test of one value. What is unknown stays unknown for every operator.</summary>
internal sealed record LeafPredicate(PredicateSubject Subject, ValueTest Test) : Predicate
{
    public override Truth Holds(PredicateScope scope) => Subject.ValueIn(scope) is { } value ? Test.Accepts(value, scope) : Truth.Unknown;

    public override PredicateAnswer Explain(PredicateScope scope)
    {
        var fact = Subject.FactIn(scope);
        return new()
        {
            Truth = Holds(scope),
            Reason = $"{Subject.NameIn(scope)} is {FactText.Of(Subject.ValueIn(scope))}; wanted {Test.WantedIn(scope)}",
            Fact = fact,
            Source = fact is { } name ? scope.Facts.Find(name)?.Source : null,
        };
    }

    internal override IEnumerable<FactName> Reads() => Subject.Fact is { } fact ? Test.Reads().Prepend(fact) : Test.Reads();
}
