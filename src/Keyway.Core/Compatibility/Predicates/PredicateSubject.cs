// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Compatibility.Predicates;

/// <summary>
/// What a leaf looks at: a fact, a member of a map fact, or, inside <c>where</c>, a member of the item (<c>.</c> is the item itself).
/// A member that a map does not have is unknown, as a fact that is absent.
/// </summary>
internal sealed record PredicateSubject(FactName? Fact, string? Member)
{
    /// <summary>The member that is the whole item.</summary>
    public const string WholeItem = ".";

    /// <summary>The value, or null when it is unknown.</summary>
    public FactValue? ValueIn(PredicateScope scope)
    {
        if (Fact is not { } fact) return scope.Item is { } item ? MemberOf(item.Value, Member!) : null;
        var value = scope.Facts.Find(fact)?.Value;
        return Member is null || value is null ? value : MemberOf(value, Member);
    }

    public string NameIn(PredicateScope scope)
    {
        if (Fact is { } fact) return Member is null ? fact.ToString() : $"{fact}[{Member}]";
        var item = scope.Item is { } found ? $"{found.List}[{found.Index}]" : "item";
        return Member == WholeItem ? item : $"{item}.{Member}";
    }

    public FactName? FactIn(PredicateScope scope) => Fact ?? scope.Item?.List;

    /// <summary>A member of a map; null when unknown. Of what is not there, no member is there either.</summary>
    public static FactValue? MemberOf(FactValue value, string member) => value switch
    {
        _ when member == WholeItem => value,
        FactValue.Map map => map.Members.GetValueOrDefault(member),
        FactValue.Null => FactValue.Nothing,
        _ => null,
    };
}
