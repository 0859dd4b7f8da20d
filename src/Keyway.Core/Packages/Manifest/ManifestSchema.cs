// SPDX-License-Identifier: Apache-2.0

using System.Text.Encodings.Web;
using System.Text.Json;

namespace Keyway.Packages.Manifest;

/// <summary>The JSON Schema (2020-12) of the manifest, made from its shape; spec/manifest/schema.json is its reviewed copy.</summary>
public static class ManifestSchema
{
    /// <summary>The schema as indented UTF-8 with a newline at the end.</summary>
    public static byte[] Write()
    {
        using MemoryStream stream = new();
        using (Utf8JsonWriter writer = new(stream, new JsonWriterOptions { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            writer.WriteStartObject();
            writer.WriteString("$schema", "https://json-schema.org/draft/2020-12/schema");
            writer.WriteString("title", "Keyway driver manifest, version 1");
            ManifestShape.Root.WriteKeywords(writer);
            writer.WriteEndObject();
        }

        stream.WriteByte((byte)'\n');
        return stream.ToArray();
    }
}
