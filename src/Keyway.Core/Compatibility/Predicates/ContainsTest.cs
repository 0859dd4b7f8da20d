// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using Keyway.Versions;

namespace Keyway.Compatibility.Predicates;

/// <summary>
/// <c>hasAll</c> and <c>hasAny</c>: items of a list, or names of a map. Lists and maps are complete: what they do not hold is not there.
/// </summary>
internal sealed record ContainsTest(GroupKind Kind, ImmutableArray<FactValue> Values) : ValueTest
{
    public override Truth Accepts(FactValue value, PredicateScope scope) => value switch
    {
        FactValue.Null => Truth.False,
        FactValue.List list => Judge(list.Items.Where(item => item is not (FactValue.List or FactValue.Map))),
        FactValue.Map map => Judge(map.Members.Keys.Select(FactValue.Of)),
        _ => Truth.Unknown,
    };

    public override string WantedIn(PredicateScope scope) => $"{(Kind == GroupKind.All ? "all" : "any")} of {FactText.List(Values)}";

    public bool Equals(ContainsTest? other) => other is not null && Kind == other.Kind && Values.ToHashSet().SetEquals(other.Values);

    public override int GetHashCode() => Kind.GetHashCode();

    // One pass over what is there, whatever its size.
    private Truth Judge(IEnumerable<FactValue> there)
    {
        HashSet<FactValue> missing = [.. Values];
        foreach (var item in there)
            if (missing.Remove(item) && (Kind == GroupKind.Any || missing.Count == 0)) return Truth.True;
        return Truth.False;
    }
}
