// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using Keyway.Packages.Manifest;
using Keyway.Versions;

namespace Keyway.Compatibility.Predicates;

/// <summary>Reads one leaf whose members have already been found to be of the right kind.</summary>
internal sealed class LeafReader(PlacedObject node, bool isInWhere, Findings findings)
{
    public LeafPredicate? Read() => Subject() is { } subject && Test() is { } test ? new(subject, test) : null;

    // A fact of the host inside `where` would be the same for every item, and a long list of it would be read for each: it belongs outside.
    private PredicateSubject? Subject()
    {
        var (fact, member) = ((node["fact"] as PlacedText)?.Value, (node["member"] as PlacedText)?.Value);
        if (isInWhere && fact is not null) return Wrong<PredicateSubject>(node["fact"]!, "'fact' inside 'where'", "name a 'member' of the item there; conditions on facts go outside, under 'all'");
        if (isInWhere && member is null) return Wrong<PredicateSubject>(node, "a condition on an item has no 'member'", "name a member of the item, or '.' for the item itself");
        if (!isInWhere && fact is null) return Wrong<PredicateSubject>(node, "a condition has no 'fact'", "name a fact; 'member' alone is for 'where'");
        return new(fact is null ? null : FactName.Parse(fact), member);
    }

    private ValueTest? Test() => ((PlacedText)node["op"]!).Value switch
    {
        "eq" => Equal(isNegated: false),
        "ne" => Equal(isNegated: true),
        "in" => new AmongTest([.. Values()], Values()),
        "range" => Range(),
        "hasAll" => new ContainsTest(GroupKind.All, Values()),
        "hasAny" => new ContainsTest(GroupKind.Any, Values()),
        "exists" => new PresenceTest(IsWanted: true),
        "absent" => new PresenceTest(IsWanted: false),
        "glob" => new GlobTest(new Glob(((PlacedText)node["value"]!).Value)),
        _ => new CrcSubsetTest(((PlacedObject)node["value"]!).Members.ToImmutableSortedDictionary(symbol => symbol.Name, symbol => ((PlacedText)symbol.Value).Value, StringComparer.Ordinal)),
    };

    private ValueTest? Equal(bool isNegated)
    {
        if (node["value"] is null == node["otherFact"] is null) return Wrong<ValueTest>(node, $"a comparison has {(node["value"] is null ? "neither" : "both")} 'value' {(node["value"] is null ? "nor" : "and")} 'otherFact'", "give one of them");
        if (node["otherFact"] is PlacedText other) return new OtherFactTest(FactName.Parse(other.Value), isNegated);
        return new EqualTest(ScalarShape.Of(node["value"]!)!, isNegated);
    }

    private RangeTest? Range()
    {
        var (scheme, text) = (VersionSchemes.Parse(((PlacedText)node["scheme"]!).Value), (PlacedText)node["value"]!);
        return VersionRange.TryParse(scheme, text.Value, out var range)
            ? new(range)
            : Wrong<RangeTest>(text, $"'value' is '{Shown.Text(text.Value)}', no range of scheme {scheme.Name()}", "valid: versions of the scheme with >= > <= < before, spaces for and, ' || ' for or", isText: true);
    }

    private ImmutableArray<FactValue> Values() => [.. ((PlacedArray)node["value"]!).Items.Select(item => ScalarShape.Of(item)!)];

    private T? Wrong<T>(PlacedNode place, string message, string hint, bool isText = false) where T : class
    {
        findings.Add(isText ? ManifestCodes.BadText : ManifestCodes.Contradiction, place.Offset, message, hint);
        return null;
    }
}
