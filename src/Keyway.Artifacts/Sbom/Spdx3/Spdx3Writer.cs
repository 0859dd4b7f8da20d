// SPDX-License-Identifier: Apache-2.0

using System.Text.Json;

namespace Keyway.Artifacts.Sbom.Spdx3;

/// <summary>
/// Writes SPDX 3.0.1 JSON-LD: a package for each component and, where it is a file, that file as its distribution artifact, as BSI TR-03183-2 §8.2 maps it.
/// Elements are in a fixed order: document, SBOM, agents, tools, licences, components, relationships.
/// </summary>
internal sealed class Spdx3Writer(Utf8JsonWriter json)
{
    public void Write(SbomDocument document, string uuid)
    {
        Spdx3Ids ids = new(uuid);
        Spdx3Pool<SbomAgent> agents = new([.. Agents(document)], ids.Agent);
        Spdx3Pool<string> licences = new([.. Licences(document)], ids.Licence);
        json.WriteStartObject();
        json.WriteString("@context", Spdx3Words.Context);
        json.WriteStartArray("@graph");
        WriteCreation(document, ids, agents);
        WriteDocument(document, ids);
        WriteAgents(agents);
        WriteTools(document, ids);
        foreach (var licence in licences.Values) WriteLicence(licence, licences);
        Spdx3ComponentWriter components = new(json, ids, agents);
        foreach (var component in document.Components) components.Write(component);
        Spdx3RelationWriter relations = new(json, ids, licences);
        foreach (var component in document.Components) relations.WriteOwn(component);
        foreach (var relation in document.Relations) relations.Write(relation);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static IEnumerable<SbomAgent> Agents(SbomDocument document) =>
        document.Components.SelectMany(component => new[] { component.Creator, component.Supplier }).Prepend(document.Author).OfType<SbomAgent>();

    private static IEnumerable<string> Licences(SbomDocument document) =>
        document.Components.SelectMany(component => new[] { component.DeclaredLicence?.Expression, component.ConcludedLicence?.Expression }).OfType<string>();

    // `created` and `createdBy` are required: what is not known is the start of 1970 and the tool itself.
    private void WriteCreation(SbomDocument document, Spdx3Ids ids, Spdx3Pool<SbomAgent> agents)
    {
        json.WriteStartObject();
        json.WriteString("type", "CreationInfo");
        json.WriteString("@id", Spdx3Ids.Creation);
        json.WriteString("specVersion", Spdx3Words.Version);
        json.WriteString("created", (document.Created ?? DateTimeOffset.UnixEpoch).Text());
        json.Texts("createdBy", [document.Author is { } author ? agents[author] : ids.Agent(0)]);
        if (!document.Tools.IsEmpty) json.Texts("createdUsing", document.Tools.Select((_, number) => ids.Tool(number)));
        json.WriteEndObject();
        if (document.Author is null) WriteNobody(ids);
    }

    private void WriteNobody(Spdx3Ids ids)
    {
        Start("SoftwareAgent", ids.Agent(0), "unknown");
        json.WriteEndObject();
    }

    private void WriteDocument(SbomDocument document, Spdx3Ids ids)
    {
        Start("SpdxDocument", ids.Document, document.Name);
        json.Texts("rootElement", [ids.Sbom]);
        json.Texts("profileConformance", ["core", "software", "simpleLicensing", "extension"]);
        json.WriteEndObject();
        Start("software_Sbom", ids.Sbom, document.Name);
        if (Spdx3Words.Of(document.Lifecycle) is { } type) json.Texts("software_sbomType", [type]);
        if (document.Root is { } root) json.Texts("rootElement", [ids.Component(root)]);
        json.WriteEndObject();
    }

    private void WriteAgents(Spdx3Pool<SbomAgent> agents)
    {
        foreach (var agent in agents.Values)
        {
            Start(agent.IsPerson ? "Person" : "Organization", agents[agent], agent.Name);
            if (agent.Url is not null || agent.Email is not null)
            {
                json.WriteStartArray("externalIdentifier");
                json.ExternalIdentifier("email", agent.Email);
                json.ExternalIdentifier("urlScheme", agent.Url);
                json.WriteEndArray();
            }

            json.WriteEndObject();
        }
    }

    private void WriteTools(SbomDocument document, Spdx3Ids ids)
    {
        foreach (var (number, tool) in document.Tools.Index())
        {
            Start("Tool", ids.Tool(number), tool.Version is null ? tool.Name : $"{tool.Name}-{tool.Version}");
            json.WriteEndObject();
        }
    }

    private void WriteLicence(string licence, Spdx3Pool<string> licences)
    {
        Start("simplelicensing_LicenseExpression", licences[licence], name: null);
        json.WriteString("simplelicensing_licenseExpression", licence);
        json.WriteEndObject();
    }

    private void Start(string type, string id, string? name) => json.StartElement(type, id, name);
}
