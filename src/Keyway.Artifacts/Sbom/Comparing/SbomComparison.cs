// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;

namespace Keyway.Artifacts.Sbom.Comparing;

/// <summary>Compares two documents, whatever their formats: components that came and went, and what changed in those that stayed. Ordered by component.</summary>
public static class SbomComparison
{
    public static ImmutableArray<SbomDifference> Compare(SbomDocument before, SbomDocument after)
    {
        ComponentKeys old = new(before), now = new(after);
        var (oldNeeds, nowNeeds) = (Needs(before, old), Needs(after, now));
        var differences = ImmutableArray.CreateBuilder<SbomDifference>();
        foreach (var key in old.Components.Keys.Union(now.Components.Keys).Order(StringComparer.Ordinal))
        {
            if (!now.Components.TryGetValue(key, out var here)) differences.Add(new(SbomChange.Removed, key, null, old.Components[key].Version, null));
            else if (!old.Components.TryGetValue(key, out var there)) differences.Add(new(SbomChange.Added, key, null, null, here.Version));
            else differences.AddRange(Changes(key, Members(there, oldNeeds.GetValueOrDefault(key)), Members(here, nowNeeds.GetValueOrDefault(key))));
        }

        return differences.ToImmutable();
    }

    private static IEnumerable<SbomDifference> Changes(string key, SortedDictionary<string, string> before, SortedDictionary<string, string> after) =>
        from member in before.Keys.Union(after.Keys).Order(StringComparer.Ordinal)
        let old = before.GetValueOrDefault(member)
        let now = after.GetValueOrDefault(member)
        // A hash that only one side has says nothing; formats and tools differ in which they write.
        where old != now && !(member.StartsWith("hash ", StringComparison.Ordinal) && (old is null || now is null))
        select new SbomDifference(SbomChange.Changed, key, member, old, now);

    private static SortedDictionary<string, string> Members(SbomComponent component, string? needs)
    {
        SortedDictionary<string, string> members = new(StringComparer.Ordinal);
        Add("version", component.Version);
        Add("supplier", component.Supplier?.Name);
        Add("filename", component.FileName);
        Add("licence declared", component.DeclaredLicence?.Expression);
        Add("licence concluded", component.ConcludedLicence?.Expression);
        Add("needs", needs);
        foreach (var hash in component.Hashes) Add("hash " + hash.Algorithm, hash.Hex);
        foreach (var property in component.Properties.GroupBy(property => property.Name)) Add(property.Key, string.Join(", ", property.Select(value => value.Value)));
        return members;

        void Add(string name, string? value)
        {
            if (value is not null) members[name] = value;
        }
    }

    private static Dictionary<string, string> Needs(SbomDocument document, ComponentKeys keys)
    {
        Dictionary<string, string> needs = new(StringComparer.Ordinal);
        foreach (var relation in document.Relations.Where(relation => relation.Kind == SbomRelationKind.DependsOn && !relation.To.IsEmpty))
            needs.TryAdd(keys.Of(relation.From), string.Join(", ", relation.To.Select(keys.Of).Order(StringComparer.Ordinal)));
        return needs;
    }
}
