// SPDX-License-Identifier: Apache-2.0

using System.Text.Json;
using System.Text.Json.Serialization;

namespace Keyway.Versions;

/// <summary>Reads and writes a <see cref="StackVersion"/> as its text.</summary>
public sealed class StackVersionJsonConverter : JsonConverter<StackVersion>
{
    /// <inheritdoc/>
    public override StackVersion Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var text = reader.TokenType == JsonTokenType.String ? reader.GetString() : null;
        return StackVersion.TryParse(text, out var version) ? version : throw new JsonException($"'{text}' is not a stack version");
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, StackVersion value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
}
