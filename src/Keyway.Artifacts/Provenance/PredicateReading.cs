// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using System.Text.Json;

namespace Keyway.Artifacts.Provenance;

/// <summary>What the readers of predicates share: refusals that name the predicate type, lists of resources and of names.</summary>
internal static class PredicateReading
{
    private const int MaximumItems = 16_384;

    public static StrictObject Open(JsonElement predicate, string type, params ReadOnlySpan<string> known) =>
        new(predicate, "predicate", known, (path, found, expected) => Errors.BadPredicate(type, path, found, expected));

    public static ImmutableArray<ResourceDescriptor> Resources(StrictObject members, string name)
    {
        var items = Bounded(members, name);
        return [.. items.Select((item, index) => ResourceDescriptorReader.Read(members.Item(name, index, item)))];
    }

    public static ImmutableArray<string> Names(StrictObject members, string name)
    {
        var items = Bounded(members, name);
        foreach (var item in items)
            if (item.ValueKind != JsonValueKind.String) throw members.Refuse(name, $"a list with {StrictObject.Kind(item)} in it", "a list of text");
        return [.. items.Select(item => item.GetString()!)];
    }

    private static ImmutableArray<JsonElement> Bounded(StrictObject members, string name)
    {
        var items = members.OptionalList(name);
        return items.Length <= MaximumItems ? items : throw members.Refuse(name, $"a list of {items.Length}", $"at most {MaximumItems}");
    }
}
