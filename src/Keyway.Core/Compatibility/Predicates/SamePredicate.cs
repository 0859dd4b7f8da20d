// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using Keyway.Versions;

namespace Keyway.Compatibility.Predicates;

/// <summary>
/// <c>same</c>: a fact has one value on every host of the domain, or a member one value in every item of a list. Two known values that differ decide it,
/// whatever else is unknown. Spec: spec/matrix §"Same".
/// </summary>
internal sealed record SamePredicate(FactName Subject, string? Member) : Predicate
{
    private static readonly FactName DomainMembers = FactName.Parse("domain.members");

    public override Truth Holds(PredicateScope scope) => Values(scope) is { } values ? Judge(values) : Truth.Unknown;

    public override PredicateAnswer Explain(PredicateScope scope)
    {
        var wanted = Member is null ? $"the same {Subject} on every host of the domain" : $"the same {Member} in each of {Subject}";
        var values = Values(scope);
        return new()
        {
            Truth = values is { } known ? Judge(known) : Truth.Unknown,
            Reason = values is { } found ? $"found {Listed(found)}; wanted {wanted}" : $"{(Member is null ? "the members of the domain are" : Subject + " is")} not known; wanted {wanted}",
            Fact = Subject,
            Source = scope.Facts.Find(Subject)?.Source,
        };
    }

    internal override IEnumerable<FactName> Reads() => Member is null ? [Subject, DomainMembers] : [Subject];

    // An unknown value is null here. A host that is in no domain agrees with itself.
    private ImmutableArray<FactValue?>? Values(PredicateScope scope)
    {
        if (Member is { } member) return Items(scope.Facts.Find(Subject)?.Value, member);
        if (!scope.Domain.IsEmpty) return [.. scope.Domain.Select(host => host.Find(Subject)?.Value)];
        return scope.Facts.Find(DomainMembers)?.Value is FactValue.Null ? [FactValue.Nothing] : null;
    }

    private static ImmutableArray<FactValue?>? Items(FactValue? list, string member) => list switch
    {
        FactValue.List { Items: var items } => [.. items.Select(item => PredicateSubject.MemberOf(item, member))],
        FactValue.Null => [],
        _ => null,
    };

    private static Truth Judge(ImmutableArray<FactValue?> values)
    {
        FactValue? first = null;
        var isComplete = true;
        foreach (var value in values)
        {
            if (value is null) isComplete = false;
            else if (first is null) first = value;
            else if (!first.Equals(value)) return Truth.False;
        }

        return isComplete ? Truth.True : Truth.Unknown;
    }

    private static string Listed(ImmutableArray<FactValue?> values)
    {
        var groups = values.GroupBy(FactText.Of, StringComparer.Ordinal).OrderBy(group => group.Key, StringComparer.Ordinal).ToArray();
        var shown = string.Join(", ", groups.Take(4).Select(group => $"{group.Key} ({group.Count()})"));
        return groups.Length switch { 0 => "nothing", <= 4 => shown, _ => $"{shown} and {groups.Length - 4} more" };
    }
}
