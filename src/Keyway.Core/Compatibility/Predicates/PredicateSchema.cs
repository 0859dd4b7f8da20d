// SPDX-License-Identifier: Apache-2.0

using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Keyway.Packages.Manifest;

namespace Keyway.Compatibility.Predicates;

/// <summary>The JSON Schema (2020-12) of a document that holds predicates, made from its shape.</summary>
internal static class PredicateSchema
{
    public static JsonWriterOptions Indented { get; } = new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static byte[] Write(string title, ObjectShape root)
    {
        ArrayBufferWriter<byte> buffer = new();
        using (Utf8JsonWriter writer = new(buffer, Indented))
        {
            writer.WriteStartObject();
            writer.WriteString("$schema", "https://json-schema.org/draft/2020-12/schema");
            writer.WriteString("title", title);
            root.WriteKeywords(writer);
            writer.WriteStartObject("$defs");
            PredicateForms.WriteDefinition(writer);
            writer.WriteEndObject();
            writer.WriteEndObject();
        }

        buffer.Write("\n"u8);
        return buffer.WrittenSpan.ToArray();
    }
}
