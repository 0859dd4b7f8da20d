// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;

namespace Keyway.Artifacts.Sbom.CycloneDx;

/// <summary>Reads CycloneDX JSON from version 1.2 on.</summary>
internal sealed class CycloneDxReader(SbomNode bom)
{
    private static readonly ImmutableArray<string> Versions = ["1.2", "1.3", "1.4", "1.5", "1.6", "1.7"];

    private readonly SbomCollection collection = new(bom.Source);

    public SbomDocument Read()
    {
        var version = bom.Required("specVersion");
        if (!Versions.Contains(version)) throw Errors.UnknownFormat(bom.Source, $"CycloneDX {Errors.Shown(version)}");
        var metadata = bom.Object("metadata");
        var root = metadata?.Object("component") is { } primary ? ReadComponent(primary) : null;
        if (root is not null) collection.Add(root);
        ReadComponents(root);
        ReadRelations();
        return new SbomDocument
        {
            Format = version == "1.7" ? SbomFormat.CycloneDx17 : SbomFormat.CycloneDx16,
            FormatVersion = version,
            Uri = bom.Text("serialNumber") is { } serial ? $"urn:cdx:{serial.Replace("urn:uuid:", "", StringComparison.Ordinal)}/1" : null,
            Name = root is null ? bom.Source : $"{root.Name}{(root.Version is null ? "" : " " + root.Version)}",
            Created = metadata?.Time("timestamp"),
            Author = metadata is { } said ? AuthorOf(said) : null,
            Tools = metadata is { } tooled ? [.. ToolsOf(tooled)] : [],
            Lifecycle = metadata?.Objects("lifecycles").Select(lifecycle => CycloneDxWords.LifecycleOf(lifecycle.Text("phase") ?? "")).FirstOrDefault() ?? SbomLifecycle.Unknown,
            Root = root?.Id,
            Components = collection.Components,
            Relations = collection.Relations,
            HasVulnerabilities = bom.Objects("vulnerabilities").Any(),
        };
    }

    private static SbomAgent? AuthorOf(SbomNode metadata) =>
        CycloneDxComponent.Agent(metadata.Object("manufacturer")) ?? CycloneDxComponent.Agent(metadata.Object("manufacture"))
        ?? metadata.Objects("authors").Select(author => new SbomAgent { Name = author.Text("name") ?? author.Text("email") ?? "unknown", Email = author.Text("email"), IsPerson = true }).FirstOrDefault()
        ?? CycloneDxComponent.Agent(metadata.Object("supplier"));

    // Up to 1.4 an array of vendor, name and version; since then components.
    private static IEnumerable<SbomTool> ToolsOf(SbomNode metadata) =>
        (metadata.IsArray("tools") ? metadata.Objects("tools") : metadata.Object("tools")?.Objects("components") ?? [])
            .Select(tool => new SbomTool(tool.Required("name"), tool.Text("version")));

    private void ReadComponents(SbomComponent? root)
    {
        List<SbomComponent> tops = [];
        foreach (var node in bom.Objects("components")) tops.Add(ReadTree(node));
        if (root is not null) Contain(root, tops.Where(component => !component.IsExternal));
    }

    private SbomComponent ReadTree(SbomNode node)
    {
        var component = ReadComponent(node);
        collection.Add(component);
        List<SbomComponent> parts = [];
        foreach (var part in node.Objects("components")) parts.Add(ReadTree(part));
        if (parts.Count > 0) Contain(component, parts);
        return component;
    }

    // What has no name for relations still needs one here.
    private SbomComponent ReadComponent(SbomNode node) => CycloneDxComponent.Read(node, $"component {collection.Count + 1}");

    private void Contain(SbomComponent whole, IEnumerable<SbomComponent> parts) =>
        collection.Relate(whole.Id, SbomRelationKind.Contains, parts.Select(part => part.Id), completeness: null);

    private void ReadRelations()
    {
        foreach (var dependency in bom.Objects("dependencies"))
            collection.Relate(dependency.Required("ref"), SbomRelationKind.DependsOn, dependency.Texts("dependsOn"), completeness: null);
        foreach (var composition in bom.Objects("compositions"))
        {
            var completeness = CycloneDxWords.CompletenessOf(composition.Required("aggregate"));
            foreach (var id in composition.Texts("assemblies")) collection.Relate(id, SbomRelationKind.Contains, [], completeness);
            foreach (var id in composition.Texts("dependencies")) collection.Relate(id, SbomRelationKind.DependsOn, [], completeness);
        }
    }
}
