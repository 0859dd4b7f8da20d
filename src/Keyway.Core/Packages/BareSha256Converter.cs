// SPDX-License-Identifier: Apache-2.0

using System.Text.Json;
using System.Text.Json.Serialization;
using Keyway.Artifacts.Content;

namespace Keyway.Packages;

/// <summary>A SHA-256 digest as 64 bare hexadecimal digits, the way the manifest writes it.</summary>
internal sealed class BareSha256Converter : JsonConverter<Digest>
{
    private const string Prefix = "sha256:";

    public override Digest Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.String && Digest.TryParse(Prefix + reader.GetString(), out var digest)) return digest;
        throw new JsonException("expected 64 lower-case hexadecimal digits");
    }

    public override void Write(Utf8JsonWriter writer, Digest value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.ToString()[Prefix.Length..]);
}
