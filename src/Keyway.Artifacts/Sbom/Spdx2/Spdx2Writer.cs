// SPDX-License-Identifier: Apache-2.0

using System.Text.Json;
using Keyway.Artifacts.Sbom.CycloneDx;

namespace Keyway.Artifacts.Sbom.Spdx2;

/// <summary>Writes SPDX 2.3 JSON, for tools that read nothing newer. Each component is a package; what the format cannot say is an annotation.</summary>
internal sealed class Spdx2Writer(Utf8JsonWriter json)
{
    public void Write(SbomDocument document, string uuid)
    {
        json.WriteStartObject();
        json.WriteString("spdxVersion", Spdx2Words.Version);
        json.WriteString("dataLicense", "CC0-1.0");
        json.WriteString("SPDXID", Spdx2Ids.Document);
        json.WriteString("name", document.Name);
        json.WriteString("documentNamespace", $"urn:uuid:{uuid}");
        WriteCreation(document);
        Spdx2PackageWriter packages = new(json, (document.Created ?? DateTimeOffset.UnixEpoch).Text());
        json.WriteStartArray("packages");
        foreach (var component in document.Components) packages.Write(component);
        json.WriteEndArray();
        WriteLicences(document);
        WriteRelationships(document);
        json.WriteEndObject();
    }

    private void WriteCreation(SbomDocument document)
    {
        json.WriteStartObject("creationInfo");
        if (CycloneDxWords.Of(document.Lifecycle) is { } stage) json.WriteString("comment", Spdx2Words.StagePrefix + stage);
        json.WriteString("created", (document.Created ?? DateTimeOffset.UnixEpoch).Text());
        json.WriteStartArray("creators");
        foreach (var tool in document.Tools) json.WriteStringValue($"Tool: {tool.Name}{(tool.Version is null ? "" : "-" + tool.Version)}");
        if (document.Author is { } author) json.WriteStringValue(Spdx2PackageWriter.Text(author));
        else if (document.Tools.IsEmpty) json.WriteStringValue("Tool: unknown");
        json.WriteEndArray();
        json.WriteEndObject();
    }

    // The texts are in the package, not in its parts list.
    private void WriteLicences(SbomDocument document)
    {
        var references = LicenceReferences.Of(document);
        if (references.Count == 0) return;
        json.WriteStartArray("hasExtractedLicensingInfos");
        foreach (var reference in references)
        {
            json.WriteStartObject();
            json.WriteString("licenseId", reference);
            json.WriteString("name", reference["LicenseRef-".Length..]);
            json.WriteString("extractedText", $"The text of {reference} comes with the package.");
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private void WriteRelationships(SbomDocument document)
    {
        json.WriteStartArray("relationships");
        if (document.Root is { } root) Write(Spdx2Ids.Document, "DESCRIBES", Spdx2Ids.Of(root), comment: null);
        foreach (var relation in document.Relations) Write(relation);
        json.WriteEndArray();
    }

    // The format has no completeness of a list: a comment says it, and an empty list has NONE or NOASSERTION for its target.
    private void Write(SbomRelation relation)
    {
        var word = relation.Kind == SbomRelationKind.Contains ? "CONTAINS" : "DEPENDS_ON";
        var comment = $"completeness: {relation.Completeness.ToString().ToLowerInvariant()}";
        if (relation.To.IsEmpty) Write(Spdx2Ids.Of(relation.From), word, relation.Completeness == SbomCompleteness.Complete ? Spdx2Words.None : Spdx2Words.NoAssertion, comment);
        foreach (var target in relation.To) Write(Spdx2Ids.Of(relation.From), word, Spdx2Ids.Of(target), comment);
    }

    private void Write(string from, string word, string to, string? comment)
    {
        json.WriteStartObject();
        json.WriteString("spdxElementId", from);
        json.WriteString("relationshipType", word);
        json.WriteString("relatedSpdxElement", to);
        json.Optional("comment", comment);
        json.WriteEndObject();
    }
}
