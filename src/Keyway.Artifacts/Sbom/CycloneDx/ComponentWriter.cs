// SPDX-License-Identifier: Apache-2.0

using System.Text.Json;

namespace Keyway.Artifacts.Sbom.CycloneDx;

/// <summary>Writes one component and the parts that have their place in it.</summary>
internal sealed class ComponentWriter(Utf8JsonWriter json, SbomFormat format)
{
    // A reader that follows the depth limit of this project's own must be able to read what is written here.
    private const int MaxDepth = 8;

    public void Write(string name, SbomComponent component)
    {
        json.WriteStartObject(name);
        WriteMembers(component);
        json.WriteEndObject();
    }

    public void WriteTree(SbomComponent component, RelationTable relations) => WriteTree(component, relations, depth: 1);

    public void WriteAgent(string name, SbomAgent? agent)
    {
        if (agent is null) return;
        json.WriteStartObject(name);
        json.WriteString("name", agent.Name);
        if (agent.Url is not null) json.Texts("url", [agent.Url]);
        if (agent.Email is not null)
        {
            json.WriteStartArray("contact");
            json.WriteStartObject();
            json.WriteString("email", agent.Email);
            json.WriteEndObject();
            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    private void WriteTree(SbomComponent component, RelationTable relations, int depth)
    {
        json.WriteStartObject();
        WriteMembers(component);
        if (depth < MaxDepth && relations.TakeParts(component.Id) is { Count: > 0 } parts)
        {
            json.WriteStartArray("components");
            foreach (var part in parts) WriteTree(part, relations, depth + 1);
            json.WriteEndArray();
        }

        json.WriteEndObject();
        json.Drain();
    }

    private void WriteMembers(SbomComponent component)
    {
        json.WriteString("type", CycloneDxWords.Of(component.Kind));
        json.WriteString("bom-ref", component.Id);
        WriteAgent("supplier", component.Supplier);
        WriteAgent("manufacturer", component.Creator);
        json.WriteString("name", component.Name);
        json.Optional("version", component.Version);
        if (component.IsExternal && format == SbomFormat.CycloneDx17) json.WriteBoolean("isExternal", true);
        json.Optional("description", component.Description);
        if (!component.Hashes.IsEmpty) WriteHashes(component);
        WriteLicences(component);
        json.Optional("cpe", component.Cpe);
        json.Optional("purl", component.PackageUrl);
        WriteReferences(component);
        WriteProperties(component);
    }

    private void WriteHashes(SbomComponent component)
    {
        json.WriteStartArray("hashes");
        foreach (var hash in component.Hashes)
        {
            json.WriteStartObject();
            json.WriteString("alg", hash.Algorithm);
            json.WriteString("content", hash.Hex);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    // 1.6 takes either one expression or any number of listed licences; a declared licence that finds no place so becomes a property.
    private void WriteLicences(SbomComponent component)
    {
        var (concluded, declared) = (component.ConcludedLicence, component.DeclaredLicence);
        if (concluded is null && declared is null) return;
        json.WriteStartArray("licenses");
        WriteLicence(concluded, "concluded");
        if (concluded is null || !HasDeclaredProperty(component)) WriteLicence(declared, "declared");
        json.WriteEndArray();
    }

    private bool HasDeclaredProperty(SbomComponent component) =>
        format == SbomFormat.CycloneDx16 && component is { ConcludedLicence: { } concluded, DeclaredLicence: { } declared } && !(concluded.IsListed && declared.IsListed);

    private void WriteLicence(SbomLicence? licence, string acknowledgement)
    {
        if (licence is null) return;
        json.WriteStartObject();
        if (licence.IsListed) json.WriteStartObject("license");
        json.WriteString(licence.IsListed ? "id" : "expression", licence.Expression);
        json.WriteString("acknowledgement", acknowledgement);
        if (licence.IsListed) json.WriteEndObject();
        json.WriteEndObject();
    }

    private void WriteReferences(SbomComponent component)
    {
        if (component is { Homepage: null, SourceUri: null, DistributionUri: null }) return;
        json.WriteStartArray("externalReferences");
        WriteReference("website", component.Homepage);
        WriteReference("source-distribution", component.SourceUri);
        WriteReference("distribution", component.DistributionUri, component);
        json.WriteEndArray();
    }

    private void WriteReference(string type, string? url, SbomComponent? hashed = null)
    {
        if (url is null) return;
        json.WriteStartObject();
        json.WriteString("type", type);
        json.WriteString("url", url);
        if (hashed is { Hashes.IsEmpty: false }) WriteHashes(hashed);
        json.WriteEndObject();
    }

    private void WriteProperties(SbomComponent component)
    {
        var properties = PropertiesOf(component).ToList();
        if (properties.Count == 0) return;
        json.WriteStartArray("properties");
        foreach (var property in properties)
        {
            json.WriteStartObject();
            json.WriteString("name", property.Name);
            json.WriteString("value", property.Value);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private IEnumerable<SbomProperty> PropertiesOf(SbomComponent component)
    {
        foreach (var property in component.Properties) yield return property;
        if (component.FileName is { } file) yield return new(PropertyNames.FileName, file);
        if (component.IsExecutable is { } executable) yield return new(PropertyNames.Executable, executable ? PropertyNames.IsExecutable : PropertyNames.IsNotExecutable);
        if (component.IsArchive is { } archive) yield return new(PropertyNames.Archive, archive ? PropertyNames.IsArchive : PropertyNames.IsNoArchive);
        if (component.IsStructured is { } structured) yield return new(PropertyNames.Structured, structured ? PropertyNames.IsStructured : PropertyNames.IsUnstructured);
        if (component.IsExternal && format == SbomFormat.CycloneDx16) yield return new(PropertyNames.External, "true");
        if (HasDeclaredProperty(component)) yield return new(PropertyNames.DeclaredLicence, component.DeclaredLicence!.Expression);
    }
}
