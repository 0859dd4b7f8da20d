// SPDX-License-Identifier: Apache-2.0

using System.Text.Json;
using System.Text.Json.Serialization;

namespace Keyway.Versions;

/// <summary>Reads and writes a <see cref="KernelRelease"/> as its text.</summary>
public sealed class KernelReleaseJsonConverter : JsonConverter<KernelRelease>
{
    /// <inheritdoc/>
    public override KernelRelease Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var text = reader.TokenType == JsonTokenType.String ? reader.GetString() : null;
        return KernelRelease.TryParse(text, out var release) ? release : throw new JsonException($"'{text}' is not a kernel release");
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, KernelRelease value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
}
