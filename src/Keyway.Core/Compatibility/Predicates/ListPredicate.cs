// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using Keyway.Versions;

namespace Keyway.Compatibility.Predicates;

/// <summary>
/// <c>each</c>, <c>any</c> and <c>count</c> over the items of a list fact. A list that is null has no items. Quantifiers do not nest, so the cost stays
/// linear. Spec: spec/matrix §"Lists".
/// </summary>
internal sealed record ListPredicate(ListQuantifier Quantifier, FactName List, Predicate? Where, int AtLeast, int AtMost) : Predicate
{
    /// <summary>Items an explanation shows; a list may have thousands.</summary>
    private const int Shown = 8;

    public override Truth Holds(PredicateScope scope) => Items(scope.Facts) is { } items ? Judge(items.Length, Count(items, scope)) : Truth.Unknown;

    public override PredicateAnswer Explain(PredicateScope scope)
    {
        var fact = scope.Facts.Find(List);
        if (Items(scope.Facts) is not { } items) return Answer(fact, Truth.Unknown, $"{List} is {FactText.Of(fact?.Value)}; wanted {Wanted}", []);
        var truth = Judge(items.Length, Count(items, scope));
        var answers = Where is null ? [] : items.Take(Shown).Select((item, index) => Where.Explain(At(scope, index, item))).ToImmutableArray();
        return Answer(fact, truth, $"{List} has {Counted(items.Length, Count(items, scope))}; wanted {Wanted}", answers);
    }

    internal override IEnumerable<FactName> Reads() => Where is null ? [List] : Where.Reads().Prepend(List);

    private string Wanted => Quantifier switch
    {
        ListQuantifier.Each => $"each with {Where}",
        ListQuantifier.Any => $"at least one with {Where}",
        _ => (AtLeast == AtMost ? $"exactly {AtLeast}" : AtMost == int.MaxValue ? $"at least {AtLeast}" : $"{AtLeast} to {AtMost}") + (Where is null ? "" : $" with {Where}"),
    };

    private string Counted(int all, (int Certain, int Possible) fit) => Where is null
        ? $"{all} items"
        : $"{all} items, of which {fit.Certain} fit{(fit.Possible > fit.Certain ? $" and {fit.Possible - fit.Certain} may" : "")}";

    private PredicateAnswer Answer(Fact? fact, Truth truth, string reason, ImmutableArray<PredicateAnswer> details) =>
        new() { Truth = truth, Reason = reason, Fact = List, Source = fact?.Source, Details = details };

    private ImmutableArray<FactValue>? Items(HostFacts facts) => facts.Find(List)?.Value switch
    {
        FactValue.List list => list.Items,
        FactValue.Null => [],
        _ => null,
    };

    private (int Certain, int Possible) Count(ImmutableArray<FactValue> items, PredicateScope scope)
    {
        if (Where is null) return (items.Length, items.Length);
        var (certain, possible) = (0, 0);
        for (var i = 0; i < items.Length; i++)
        {
            var truth = Where.Holds(At(scope, i, items[i]));
            if (truth == Truth.True) certain++;
            if (truth != Truth.False) possible++;
        }

        return (certain, possible);
    }

    private PredicateScope At(PredicateScope scope, int index, FactValue item) => scope with { Item = new(List, index, item) };

    private Truth Judge(int all, (int Certain, int Possible) fit)
    {
        var (least, most) = Quantifier switch { ListQuantifier.Each => (all, all), ListQuantifier.Any => (1, int.MaxValue), _ => (AtLeast, AtMost) };
        if (fit.Certain >= least && fit.Possible <= most) return Truth.True;
        return fit.Possible < least || fit.Certain > most ? Truth.False : Truth.Unknown;
    }
}
