// SPDX-License-Identifier: Apache-2.0

using System.Text.Json;

namespace Keyway.Artifacts.Sbom.CycloneDx;

/// <summary>Writes CycloneDX 1.6 or 1.7 JSON. Members are in the order of the schema, components in the order of the document.</summary>
internal sealed class CycloneDxWriter(Utf8JsonWriter json, SbomFormat format)
{
    private readonly ComponentWriter components = new(json, format);

    public void Write(SbomDocument document, string uuid)
    {
        RelationTable relations = new(document);
        json.WriteStartObject();
        json.WriteString("$schema", $"http://cyclonedx.org/schema/bom-{SpecVersion}.schema.json");
        json.WriteString("bomFormat", "CycloneDX");
        json.WriteString("specVersion", SpecVersion);
        json.WriteString("serialNumber", "urn:uuid:" + uuid);
        json.WriteNumber("version", 1);
        WriteMetadata(document);
        WriteComponents(document, relations);
        WriteDependencies(document, relations);
        WriteCompositions(document);
        json.WriteEndObject();
    }

    private string SpecVersion => format == SbomFormat.CycloneDx17 ? "1.7" : "1.6";

    private void WriteMetadata(SbomDocument document)
    {
        json.WriteStartObject("metadata");
        json.Optional("timestamp", document.Created?.Text());
        if (CycloneDxWords.Of(document.Lifecycle) is { } phase)
        {
            json.WriteStartArray("lifecycles");
            json.WriteStartObject();
            json.WriteString("phase", phase);
            json.WriteEndObject();
            json.WriteEndArray();
        }

        if (!document.Tools.IsEmpty) WriteTools(document);
        components.WriteAgent("manufacturer", document.Author);
        if (document.RootComponent is { } root) components.Write("component", root);
        json.WriteEndObject();
    }

    private void WriteTools(SbomDocument document)
    {
        json.WriteStartObject("tools");
        json.WriteStartArray("components");
        foreach (var tool in document.Tools)
        {
            json.WriteStartObject();
            json.WriteString("type", "application");
            json.WriteString("name", tool.Name);
            json.Optional("version", tool.Version);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private void WriteComponents(SbomDocument document, RelationTable relations)
    {
        json.WriteStartArray("components");
        if (document.Root is { } root) WriteAll(relations.TakeParts(root));
        WriteAll(relations.TakeTops(document));
        WriteAll(relations.TakeRest(document));
        json.WriteEndArray();

        void WriteAll(IReadOnlyList<SbomComponent> taken)
        {
            foreach (var component in taken) components.WriteTree(component, relations);
        }
    }

    private void WriteDependencies(SbomDocument document, RelationTable relations)
    {
        json.WriteStartArray("dependencies");
        foreach (var component in document.Components)
        {
            if (relations.Needs(component.Id) is not { } needs) continue;
            json.WriteStartObject();
            json.WriteString("ref", component.Id);
            if (!needs.To.IsEmpty) json.Texts("dependsOn", needs.To);
            json.WriteEndObject();
            json.Drain();
        }

        json.WriteEndArray();
    }

    private void WriteCompositions(SbomDocument document)
    {
        var groups = document.Relations.GroupBy(relation => (relation.Kind, relation.Completeness)).OrderBy(group => group.Key).ToList();
        if (groups.Count == 0) return;
        json.WriteStartArray("compositions");
        foreach (var group in groups)
        {
            json.WriteStartObject();
            json.WriteString("aggregate", CycloneDxWords.Of(group.Key.Completeness));
            json.Texts(group.Key.Kind == SbomRelationKind.Contains ? "assemblies" : "dependencies", group.Select(relation => relation.From));
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
