// SPDX-License-Identifier: Apache-2.0

using System.Globalization;

namespace Keyway.Artifacts.Sbom.Comparing;

/// <summary>
/// One document out of many, such as those of all packages of a fleet: the same component is there once, and says in how many documents it was. The order of
/// the inputs does not matter. Spec: spec/sbom §"Merging".
/// </summary>
public static class SbomMerge
{
    /// <summary>Property of a component: in how many of the merged documents it was.</summary>
    public const string CountProperty = "keyway:merge:documents";

    private const string RootId = "merged";

    /// <param name="name">What the whole is called: the fleet, the site.</param>
    /// <param name="documents">What to merge.</param>
    /// <param name="tool">The program that merges.</param>
    /// <exception cref="KeywayException">KW2705: nothing to merge. KW2701: too much of it.</exception>
    public static SbomDocument Merge(string name, IReadOnlyCollection<SbomDocument> documents, SbomTool tool)
    {
        if (documents.Count == 0) throw Errors.NothingToMerge();
        List<SbomDocument> ordered = [.. documents.OrderBy(SortKey, StringComparer.Ordinal)];
        MergedComponents merged = new(RootId);
        foreach (var document in ordered) merged.Add(document);
        SbomCollection collection = new(name);
        collection.Add(new SbomComponent { Id = RootId, Kind = SbomKind.Platform, Name = name });
        foreach (var (component, count) in merged.Components)
            collection.Add(component with { Properties = component.Properties.Add(new(CountProperty, count.ToString(CultureInfo.InvariantCulture))) });
        collection.Relate(RootId, SbomRelationKind.Contains, merged.Roots, SbomCompleteness.Complete);
        foreach (var relation in merged.Relations) collection.Relate(relation.From, relation.Kind, relation.To, relation.Completeness);
        return new SbomDocument
        {
            Name = name,
            Created = ordered.Max(document => document.Created),
            Author = ordered.Select(document => document.Author).Distinct().ToList() is [{ } only] ? only : null,
            Tools = [tool],
            Lifecycle = ordered.Select(document => document.Lifecycle).Distinct().ToList() is [var common] ? common : SbomLifecycle.Unknown,
            Root = RootId,
            Components = collection.Components,
            Relations = collection.Relations,
        };
    }

    private static string SortKey(SbomDocument document) => string.Join('\0', document.RootComponent?.PackageUrl, document.RootComponent?.Name, document.RootComponent?.Version, document.Uri, document.Name);
}
