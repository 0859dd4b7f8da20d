// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;

namespace Keyway.Artifacts.Sbom;

/// <summary>Components and relations while a document is read or merged: counted, ids unique, one relation of a kind for each component.</summary>
internal sealed class SbomCollection(string source)
{
    private readonly List<SbomComponent> components = [];
    private readonly HashSet<string> ids = new(StringComparer.Ordinal);
    private readonly Dictionary<(string From, SbomRelationKind Kind), (List<string> To, SbomCompleteness? Completeness)> relations = [];
    private readonly List<(string From, SbomRelationKind Kind)> order = [];
    private int targets;

    public int Count => components.Count;

    public ImmutableArray<SbomComponent> Components => [.. components];

    public ImmutableArray<SbomRelation> Relations =>
    [
        .. order.Select(key => new SbomRelation
        {
            From = key.From,
            Kind = key.Kind,
            To = [.. relations[key].To.Distinct(StringComparer.Ordinal)],
            Completeness = relations[key].Completeness ?? SbomCompleteness.Unknown,
        }),
    ];

    public bool Contains(string id) => ids.Contains(id);

    public void Add(SbomComponent component)
    {
        if (components.Count == SbomLimits.Components) throw Errors.TooLarge(source, "more components", SbomLimits.Components);
        if (!ids.Add(component.Id)) throw Errors.Ambiguous(source, component.Id);
        components.Add(component);
    }

    /// <summary>Adds to a relation; of several things said about its completeness the least counts.</summary>
    public void Relate(string from, SbomRelationKind kind, IEnumerable<string> to, SbomCompleteness? completeness)
    {
        var key = (from, kind);
        if (!relations.TryGetValue(key, out var known))
        {
            order.Add(key);
            known = ([], null);
        }

        foreach (var target in to)
        {
            if (++targets > SbomLimits.Relations) throw Errors.TooLarge(source, "more relations", SbomLimits.Relations);
            known.To.Add(target);
        }

        if (completeness is { } said) known.Completeness = known.Completeness is { } before && before < said ? before : said;
        relations[key] = known;
        if (order.Count > SbomLimits.Relations) throw Errors.TooLarge(source, "more relations", SbomLimits.Relations);
    }
}
