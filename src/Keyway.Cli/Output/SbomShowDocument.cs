// SPDX-License-Identifier: Apache-2.0

using Keyway.Artifacts.Sbom;

namespace Keyway.Cli.Output;

/// <summary>What <c>keyway sbom show --json</c> prints.</summary>
internal sealed record SbomShowDocument(
    string File, string Format, string Name, string? Uri, DateTimeOffset? Created, string? Author, IReadOnlyList<string> Tools, string Lifecycle, string? Root, IReadOnlyList<SbomComponentDocument> Components)
{
    public static SbomShowDocument Of(string file, SbomDocument document) => new(
        file,
        $"{(document.Format!.Value.IsCycloneDx() ? "cyclonedx" : "spdx")}-{document.FormatVersion}",
        document.Name,
        document.Uri,
        document.Created,
        document.Author?.Name,
        [.. document.Tools.Select(tool => tool.Version is null ? tool.Name : $"{tool.Name} {tool.Version}")],
        document.Lifecycle.ToString().ToLowerInvariant(),
        document.Root,
        [.. ComponentsOf(document)]);

    private static IEnumerable<SbomComponentDocument> ComponentsOf(SbomDocument document)
    {
        var needs = document.Relations.Where(relation => relation.Kind == SbomRelationKind.DependsOn).DistinctBy(relation => relation.From).ToDictionary(relation => relation.From, StringComparer.Ordinal);
        foreach (var component in document.Components) yield return SbomComponentDocument.Of(component, needs.GetValueOrDefault(component.Id));
    }
}
