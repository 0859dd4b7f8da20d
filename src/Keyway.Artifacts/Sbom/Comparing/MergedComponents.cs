// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using System.Globalization;

namespace Keyway.Artifacts.Sbom.Comparing;

/// <summary>Components of several documents under ids that hold in all of them. Two are the same when name, version and hash are.</summary>
internal sealed class MergedComponents(string rootId)
{
    private readonly Dictionary<string, string> idOfIdentity = new(StringComparer.Ordinal);
    private readonly HashSet<string> ids = new(StringComparer.Ordinal) { rootId };
    private readonly Dictionary<string, int> countOfName = new(StringComparer.Ordinal);
    private readonly List<string> order = [];
    private readonly Dictionary<string, (SbomComponent Component, int Count)> components = new(StringComparer.Ordinal);

    public List<SbomRelation> Relations { get; } = [];

    /// <summary>The primary components of the documents, or, of one without, everything in it.</summary>
    public List<string> Roots { get; } = [];

    public IEnumerable<(SbomComponent Component, int Count)> Components => order.Select(id => components[id]);

    public void Add(SbomDocument document)
    {
        Dictionary<string, string> renamed = new(StringComparer.Ordinal);
        HashSet<string> counted = new(StringComparer.Ordinal);
        foreach (var component in document.Components)
        {
            var id = renamed[component.Id] = IdOf(component);
            if (counted.Add(id)) Count(id, component);
        }

        if (document.Root is { } root && renamed.TryGetValue(root, out var primary)) Roots.Add(primary);
        else Roots.AddRange(counted);
        foreach (var relation in document.Relations.Where(relation => renamed.ContainsKey(relation.From)))
            Relations.Add(relation with { From = renamed[relation.From], To = [.. relation.To.Select(to => renamed.GetValueOrDefault(to)).OfType<string>()] });
    }

    private void Count(string id, SbomComponent component)
    {
        if (components.TryGetValue(id, out var known))
        {
            components[id] = known with { Count = known.Count + 1 };
            return;
        }

        order.Add(id);
        components[id] = (component with { Id = id }, 1);
    }

    private string IdOf(SbomComponent component)
    {
        var name = component.PackageUrl ?? string.Join(' ', new[] { component.Kind.ToString().ToLowerInvariant(), component.Name, component.Version }.OfType<string>());
        var identity = string.Join('\0', name, component.Version, component.Hash(SbomHash.Sha256) ?? component.Hash(SbomHash.Sha512) ?? component.Hashes.FirstOrDefault().Hex);
        if (idOfIdentity.TryGetValue(identity, out var known)) return known;
        var (id, number) = (name, countOfName.GetValueOrDefault(name, 1));
        while (!ids.Add(id)) id = $"{name} ({(++number).ToString(CultureInfo.InvariantCulture)})";
        countOfName[name] = number;
        return idOfIdentity[identity] = id;
    }
}
