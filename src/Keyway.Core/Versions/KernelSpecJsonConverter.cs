// SPDX-License-Identifier: Apache-2.0

using System.Text.Json;
using System.Text.Json.Serialization;

namespace Keyway.Versions;

/// <summary>Reads and writes a <see cref="KernelSpec"/> as its text.</summary>
public sealed class KernelSpecJsonConverter : JsonConverter<KernelSpec>
{
    /// <inheritdoc/>
    public override KernelSpec Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var text = reader.TokenType == JsonTokenType.String ? reader.GetString() : null;
        return KernelSpec.TryParse(text, out var spec) ? spec : throw new JsonException($"'{text}' is not a kernel spec");
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, KernelSpec value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
}
