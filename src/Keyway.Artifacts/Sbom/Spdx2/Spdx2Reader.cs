// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using Keyway.Artifacts.Sbom.CycloneDx;

namespace Keyway.Artifacts.Sbom.Spdx2;

/// <summary>Reads SPDX 2.2 and 2.3 JSON.</summary>
internal sealed class Spdx2Reader(SbomNode document)
{
    private const string CompletenessPrefix = "completeness: ";

    private readonly SbomCollection collection = new(document.Source);
    private string? described;

    public SbomDocument Read()
    {
        var version = document.Required("spdxVersion");
        if (version is not ("SPDX-2.2" or "SPDX-2.3")) throw Errors.UnknownFormat(document.Source, Errors.Shown(version));
        described = document.Texts("documentDescribes").FirstOrDefault();
        foreach (var node in document.Objects("packages")) ReadPackage(node);
        foreach (var node in document.Objects("files")) collection.Add(Spdx2Component.File(node));
        foreach (var node in document.Objects("relationships")) ReadRelationship(node);
        var creation = document.Object("creationInfo");
        var creators = creation?.Texts("creators").ToList() ?? [];
        return new SbomDocument
        {
            Format = SbomFormat.Spdx23,
            FormatVersion = version["SPDX-".Length..],
            Uri = document.Text("documentNamespace"),
            Name = document.Required("name"),
            Created = creation?.Time("created"),
            Author = creators.Select(Spdx2Component.Agent).OfType<SbomAgent>().FirstOrDefault(),
            Tools = [.. creators.Where(creator => creator.StartsWith("Tool:", StringComparison.Ordinal)).Select(ToolOf).Where(tool => tool.Name.Length > 0)],
            Lifecycle = creation?.Text("comment") is { } comment && comment.StartsWith(Spdx2Words.StagePrefix, StringComparison.Ordinal) ? CycloneDxWords.LifecycleOf(comment[Spdx2Words.StagePrefix.Length..]) : SbomLifecycle.Unknown,
            Root = described is not null && collection.Contains(described) ? described : null,
            Components = collection.Components,
            Relations = collection.Relations,
        };
    }

    private static SbomTool ToolOf(string creator)
    {
        var text = creator["Tool:".Length..].Trim();
        var hyphen = text.LastIndexOf('-');
        return hyphen > 0 ? new(text[..hyphen], text[(hyphen + 1)..]) : new(text, Version: null);
    }

    private void ReadPackage(SbomNode node)
    {
        var package = Spdx2Component.Package(node);
        collection.Add(package);
        if (node.IsArray("hasFiles")) collection.Relate(package.Id, SbomRelationKind.Contains, node.Texts("hasFiles"), completeness: null);
    }

    // Words that say nothing about parts or needs at run time are left out.
    private void ReadRelationship(SbomNode node)
    {
        var (from, to) = (node.Required("spdxElementId"), node.Required("relatedSpdxElement"));
        var completeness = CompletenessOf(node.Text("comment"));
        switch (node.Required("relationshipType"))
        {
            case "DESCRIBES": described ??= to; break;
            case "DESCRIBED_BY": described ??= from; break;
            case "CONTAINS": Relate(from, SbomRelationKind.Contains, to, completeness); break;
            case "CONTAINED_BY": Relate(to, SbomRelationKind.Contains, from, completeness); break;
            case "DEPENDS_ON" or "DYNAMIC_LINK" or "STATIC_LINK": Relate(from, SbomRelationKind.DependsOn, to, completeness); break;
            case "DEPENDENCY_OF" or "RUNTIME_DEPENDENCY_OF": Relate(to, SbomRelationKind.DependsOn, from, completeness); break;
            default: break;
        }
    }

    private void Relate(string from, SbomRelationKind kind, string to, SbomCompleteness? completeness)
    {
        ImmutableArray<string> targets = to is Spdx2Words.None or Spdx2Words.NoAssertion ? [] : [to];
        collection.Relate(from, kind, targets, completeness ?? (to == Spdx2Words.None ? SbomCompleteness.Complete : null));
    }

    private static SbomCompleteness? CompletenessOf(string? comment) => comment switch
    {
        CompletenessPrefix + "complete" => SbomCompleteness.Complete,
        CompletenessPrefix + "incomplete" => SbomCompleteness.Incomplete,
        CompletenessPrefix + "unknown" => SbomCompleteness.Unknown,
        _ => null,
    };
}
