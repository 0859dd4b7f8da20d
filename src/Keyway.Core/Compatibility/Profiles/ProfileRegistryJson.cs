// SPDX-License-Identifier: Apache-2.0

using System.Buffers;
using System.Text.Json;
using Keyway.Compatibility.Predicates;

namespace Keyway.Compatibility.Profiles;

/// <summary>Writes registries canonically: profiles and what they imply in ordinal order, two spaces, a final line feed.</summary>
internal static class ProfileRegistryJson
{
    public static byte[] Write(ProfileRegistry registry)
    {
        ArrayBufferWriter<byte> buffer = new();
        using (Utf8JsonWriter writer = new(buffer, PredicateSchema.Indented))
        {
            writer.WriteStartObject();
            writer.WriteNumber("schemaVersion", 1);
            writer.WriteStartArray("profiles");
            foreach (var profile in registry.Profiles) WriteProfile(writer, profile);
            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        buffer.Write("\n"u8);
        return buffer.WrittenSpan.ToArray();
    }

    private static void WriteProfile(Utf8JsonWriter writer, InterconnectProfile profile)
    {
        writer.WriteStartObject();
        writer.WriteString("name", profile.Name);
        writer.WriteNumber("level", profile.Level);
        if (profile.Description is not null) writer.WriteString("description", profile.Description);
        if (!profile.Implies.IsEmpty)
        {
            writer.WriteStartArray("implies");
            foreach (var name in profile.Implies.Order(StringComparer.Ordinal)) writer.WriteStringValue(name);
            writer.WriteEndArray();
        }

        if (profile.Needs is not null)
        {
            writer.WritePropertyName("needs");
            PredicateJson.WriteTo(writer, profile.Needs);
        }

        writer.WriteEndObject();
    }
}
