// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;

namespace Keyway.Artifacts.Sbom.Spdx3;

/// <summary>Reads SPDX 3.0 JSON-LD as the standard serialises it: one flat graph in which elements name each other by their ids.</summary>
internal sealed class Spdx3Reader(SbomNode root)
{
    private readonly SbomCollection collection = new(root.Source);
    private readonly Spdx3Graph graph = new(root);

    public SbomDocument Read()
    {
        if (root.Text("@context") is not ("https://spdx.org/rdf/3.0.0/spdx-context.jsonld" or Spdx3Words.Context) and var context) throw Errors.UnknownFormat(root.Source, $"its @context is {Errors.Shown(context ?? "nothing")}");
        var document = graph.OfType("SpdxDocument").FirstOrDefault() ?? throw Errors.Malformed(root.Source, "@graph", "no SpdxDocument in it");
        var sbom = graph.OfType("software_Sbom").FirstOrDefault();
        Spdx3Facts facts = new(graph);
        foreach (var package in graph.OfType("software_Package")) collection.Add(facts.Package(package));
        foreach (var file in graph.OfType("software_File").Where(file => !facts.IsDistribution(file))) collection.Add(facts.File(file));
        foreach (var relationship in graph.Relationships) ReadRelation(relationship);
        var creation = document.Node.IsText("creationInfo") ? graph.Find(document.Node.Required("creationInfo"))?.Node : document.Node.Object("creationInfo");
        return new SbomDocument
        {
            Format = SbomFormat.Spdx301,
            FormatVersion = root.Text("@context")!.Split('/')[4],
            Uri = sbom?.Id ?? document.Id,
            Name = document.Node.Text("name") is { Length: > 0 } name ? name : document.Id,
            Created = creation?.Time("created"),
            Author = creation?.Texts("createdBy").Select(facts.Agent).OfType<SbomAgent>().FirstOrDefault(),
            Tools = creation is { } said ? [.. said.Texts("createdUsing").Select(facts.Tool).OfType<SbomTool>()] : [],
            Lifecycle = Spdx3Words.LifecycleOf(sbom?.Node.Texts("software_sbomType").FirstOrDefault()),
            Root = RootOf(sbom) ?? RootOf(document),
            Components = collection.Components,
            Relations = collection.Relations,
            HasVulnerabilities = graph.OfType("security_Vulnerability").Any(),
        };
    }

    private string? RootOf(Spdx3Element? collected) => collected?.Node.Texts("rootElement").FirstOrDefault(collection.Contains);

    private void ReadRelation(Spdx3Relationship relationship)
    {
        SbomRelationKind? kind = relationship.Type switch
        {
            "contains" => SbomRelationKind.Contains,
            "dependsOn" or "hasDynamicLink" or "hasStaticLink" => SbomRelationKind.DependsOn,
            _ => null,
        };
        if (kind is not { } known) return;
        var targets = relationship.To.Where(target => !IsIndividual(target)).ToImmutableArray();
        var isNone = relationship.To.Any(target => target is Spdx3Words.NoneElement or Spdx3Words.Individuals + Spdx3Words.NoneElement);
        collection.Relate(relationship.From, known, targets, relationship.Completeness ?? (isNone ? SbomCompleteness.Complete : null));
    }

    private static bool IsIndividual(string target) =>
        target is Spdx3Words.NoneElement or Spdx3Words.NoAssertionElement or Spdx3Words.Individuals + Spdx3Words.NoneElement or Spdx3Words.Individuals + Spdx3Words.NoAssertionElement;
}
