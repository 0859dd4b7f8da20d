// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Artifacts.Sbom;

/// <summary>The relations of a document, by component, for writers: parts as a tree in which each component has one place.</summary>
internal sealed class RelationTable
{
    private readonly Dictionary<string, SbomComponent> components = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SbomRelation> parts = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SbomRelation> needs = new(StringComparer.Ordinal);
    private readonly HashSet<string> placed = new(StringComparer.Ordinal);

    public RelationTable(SbomDocument document)
    {
        foreach (var component in document.Components) components.TryAdd(component.Id, component);
        foreach (var relation in document.Relations) (relation.Kind == SbomRelationKind.Contains ? parts : needs).TryAdd(relation.From, relation);
        if (document.Root is { } root) placed.Add(root);
    }

    public SbomRelation? Parts(string id) => parts.GetValueOrDefault(id);

    public SbomRelation? Needs(string id) => needs.GetValueOrDefault(id);

    /// <summary>The parts of a component that have no place yet; they have one now, so that a part of two is written once and a circle ends.</summary>
    public IReadOnlyList<SbomComponent> TakeParts(string id) => Parts(id) is { } relation ? Take(relation.To.Where(components.ContainsKey).Select(part => components[part])) : [];

    /// <summary>Everything without a place that nothing contains; then, for circles, whatever is left.</summary>
    public IReadOnlyList<SbomComponent> TakeTops(SbomDocument document)
    {
        var contained = parts.Values.SelectMany(relation => relation.To).ToHashSet(StringComparer.Ordinal);
        return Take(document.Components.Where(component => !contained.Contains(component.Id)));
    }

    public IReadOnlyList<SbomComponent> TakeRest(SbomDocument document) => Take(document.Components);

    private List<SbomComponent> Take(IEnumerable<SbomComponent> candidates) => [.. candidates.Where(component => placed.Add(component.Id))];
}
