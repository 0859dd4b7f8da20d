// SPDX-License-Identifier: Apache-2.0

using System.Text.Json;

namespace Keyway.Artifacts.Sbom.Spdx3;

/// <summary>Writes a component as a package and, where it is a file, as that file.</summary>
internal sealed class Spdx3ComponentWriter(Utf8JsonWriter json, Spdx3Ids ids, Spdx3Pool<SbomAgent> agents)
{
    public void Write(SbomComponent component)
    {
        WritePackage(component);
        if (component.FileName is not null) WriteFile(component, component.FileName);
    }

    private void WritePackage(SbomComponent component)
    {
        json.StartElement("software_Package", ids.Component(component.Id), component.Name);
        json.Optional("description", component.Description);
        if (component.PackageUrl is not null || component.Cpe is not null)
        {
            json.WriteStartArray("externalIdentifier");
            json.ExternalIdentifier("packageUrl", component.PackageUrl);
            json.ExternalIdentifier(component.Cpe?.StartsWith("cpe:/", StringComparison.Ordinal) == true ? "cpe22" : "cpe23", component.Cpe);
            json.WriteEndArray();
        }

        json.ExternalReference("sourceArtifact", component.SourceUri);
        if (component.FileName is null) WriteHashes(component);
        WriteProperties(component);
        if (component.Creator is { } creator) json.Texts("originatedBy", [agents[creator]]);
        if (component.Supplier is { } supplier) json.WriteString("suppliedBy", agents[supplier]);
        json.WriteString("software_primaryPurpose", Spdx3Words.Of(component.Kind));
        json.Optional("software_homePage", component.Homepage);
        json.Optional("software_packageUrl", component.PackageUrl);
        json.Optional("software_packageVersion", component.Version);
        if (component.FileName is null) json.Optional("software_downloadLocation", component.DistributionUri);
        json.WriteEndObject();
    }

    // Additional purposes are how BSI tells executable, archive and structured; one that is missing means no.
    private void WriteFile(SbomComponent component, string name)
    {
        json.StartElement("software_File", ids.File(component.Id), name);
        json.ExternalReference("binaryArtifact", component.DistributionUri);
        WriteHashes(component);
        if (component.Creator is { } creator) json.Texts("originatedBy", [agents[creator]]);
        json.WriteString("software_fileKind", "file");
        json.WriteString("software_primaryPurpose", Spdx3Words.Of(component.Kind));
        string[] purposes = [.. PurposesOf(component)];
        if (purposes.Length > 0) json.Texts("software_additionalPurpose", purposes);
        json.WriteEndObject();
    }

    private static IEnumerable<string> PurposesOf(SbomComponent component)
    {
        if (component.IsExecutable == true) yield return "executable";
        if (component.IsArchive == true) yield return "archive";
        if (component.IsStructured == true) yield return component.Kind == SbomKind.Firmware ? "firmware" : "container";
    }

    private void WriteHashes(SbomComponent component)
    {
        if (component.Hashes.IsEmpty) return;
        json.WriteStartArray("verifiedUsing");
        foreach (var hash in component.Hashes)
        {
            json.WriteStartObject();
            json.WriteString("type", "Hash");
            json.WriteString("algorithm", hash.Spdx3Name);
            json.WriteString("hashValue", hash.Hex);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private void WriteProperties(SbomComponent component)
    {
        var properties = component.IsExternal ? component.Properties.Add(new(PropertyNames.External, "true")) : component.Properties;
        if (properties.IsEmpty) return;
        json.WriteStartArray("extension");
        json.WriteStartObject();
        json.WriteString("type", "extension_CdxPropertiesExtension");
        json.WriteStartArray("extension_cdxProperty");
        foreach (var property in properties)
        {
            json.WriteStartObject();
            json.WriteString("type", "extension_CdxPropertyEntry");
            json.WriteString("extension_cdxPropName", property.Name);
            json.WriteString("extension_cdxPropValue", property.Value);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndArray();
    }
}
