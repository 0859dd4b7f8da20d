// SPDX-License-Identifier: Apache-2.0

using System.Text.Json;

namespace Keyway.Artifacts.Sbom.Spdx2;

/// <summary>Writes one component as a package.</summary>
internal sealed class Spdx2PackageWriter(Utf8JsonWriter json, string date)
{
    /// <summary>How the format writes people and organizations; a page has no place in it.</summary>
    public static string Text(SbomAgent agent) => $"{(agent.IsPerson ? "Person" : "Organization")}: {agent.Name}{(agent.Email is null ? "" : $" ({agent.Email})")}";

    public void Write(SbomComponent component)
    {
        json.WriteStartObject();
        json.WriteString("SPDXID", Spdx2Ids.Of(component.Id));
        json.WriteString("name", component.Name);
        json.Optional("versionInfo", component.Version);
        json.Optional("packageFileName", component.FileName);
        json.WriteString("supplier", component.Supplier is { } supplier ? Text(supplier) : Spdx2Words.NoAssertion);
        json.WriteString("originator", component.Creator is { } creator ? Text(creator) : Spdx2Words.NoAssertion);
        json.WriteString("downloadLocation", IsAddress(component.DistributionUri) ? component.DistributionUri : Spdx2Words.NoAssertion);
        json.WriteBoolean("filesAnalyzed", false);
        json.Optional("homepage", component.Homepage);
        WriteChecksums(component);
        json.WriteString("licenseConcluded", component.ConcludedLicence?.Expression ?? Spdx2Words.NoAssertion);
        json.WriteString("licenseDeclared", component.DeclaredLicence?.Expression ?? Spdx2Words.NoAssertion);
        json.WriteString("copyrightText", Spdx2Words.NoAssertion);
        json.Optional("description", component.Description);
        WriteReferences(component);
        json.WriteString("primaryPackagePurpose", Spdx2Words.Of(component.Kind));
        WriteAnnotations(component);
        json.WriteEndObject();
        json.Drain();
    }

    // Package URLs and relative paths are no download locations.
    private static bool IsAddress(string? uri) => uri is not null && (uri.StartsWith("https://", StringComparison.Ordinal) || uri.StartsWith("http://", StringComparison.Ordinal));

    private void WriteChecksums(SbomComponent component)
    {
        if (component.Hashes.IsEmpty) return;
        json.WriteStartArray("checksums");
        foreach (var hash in component.Hashes)
        {
            json.WriteStartObject();
            json.WriteString("algorithm", hash.Spdx2Name);
            json.WriteString("checksumValue", hash.Hex);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private void WriteReferences(SbomComponent component)
    {
        if (component is { PackageUrl: null, Cpe: null }) return;
        json.WriteStartArray("externalRefs");
        WriteReference("PACKAGE-MANAGER", "purl", component.PackageUrl);
        WriteReference("SECURITY", component.Cpe?.StartsWith("cpe:/", StringComparison.Ordinal) == true ? "cpe22Type" : "cpe23Type", component.Cpe);
        json.WriteEndArray();
    }

    private void WriteReference(string category, string type, string? locator)
    {
        if (locator is null) return;
        json.WriteStartObject();
        json.WriteString("referenceCategory", category);
        json.WriteString("referenceType", type);
        json.WriteString("referenceLocator", locator);
        json.WriteEndObject();
    }

    private void WriteAnnotations(SbomComponent component)
    {
        var properties = Spdx2Properties.Of(component).ToList();
        if (properties.Count == 0) return;
        json.WriteStartArray("annotations");
        foreach (var property in properties)
        {
            json.WriteStartObject();
            json.WriteString("annotationDate", date);
            json.WriteString("annotationType", "OTHER");
            json.WriteString("annotator", "Tool: keyway");
            json.WriteString("comment", $"{property.Name}={property.Value}");
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
