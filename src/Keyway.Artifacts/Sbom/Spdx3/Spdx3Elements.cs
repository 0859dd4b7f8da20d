// SPDX-License-Identifier: Apache-2.0

using System.Text.Json;

namespace Keyway.Artifacts.Sbom.Spdx3;

/// <summary>What elements have in common.</summary>
internal static class Spdx3Elements
{
    public static void StartElement(this Utf8JsonWriter json, string type, string id, string? name)
    {
        json.Drain();
        json.WriteStartObject();
        json.WriteString("type", type);
        json.WriteString("spdxId", id);
        json.WriteString("creationInfo", Spdx3Ids.Creation);
        json.Optional("name", name);
    }

    public static void ExternalIdentifier(this Utf8JsonWriter json, string type, string? identifier)
    {
        if (identifier is null) return;
        json.WriteStartObject();
        json.WriteString("type", "ExternalIdentifier");
        json.WriteString("externalIdentifierType", type);
        json.WriteString("identifier", identifier);
        json.WriteEndObject();
    }

    public static void ExternalReference(this Utf8JsonWriter json, string type, string? locator)
    {
        if (locator is null) return;
        json.WriteStartArray("externalRef");
        json.WriteStartObject();
        json.WriteString("type", "ExternalRef");
        json.WriteString("externalRefType", type);
        json.Texts("locator", [locator]);
        json.WriteEndObject();
        json.WriteEndArray();
    }
}
