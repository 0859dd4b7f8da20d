// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using System.Text.Json;

namespace Keyway.Artifacts.Sbom;

/// <summary>Members that may be missing, written without ceremony.</summary>
internal static class JsonWriting
{
    private const int DrainAt = 64 << 10;

    public static void Optional(this Utf8JsonWriter json, string name, string? value)
    {
        if (value is not null) json.WriteString(name, value);
    }

    public static void Texts(this Utf8JsonWriter json, string name, IEnumerable<string> values)
    {
        json.WriteStartArray(name);
        foreach (var value in values) json.WriteStringValue(value);
        json.WriteEndArray();
    }

    /// <summary>Lets a long array go on to the stream; the writer itself would keep it all until its end.</summary>
    public static void Drain(this Utf8JsonWriter json)
    {
        if (json.BytesPending > DrainAt) json.Flush();
    }

    /// <summary>Whole seconds in UTC, the only form that all formats take.</summary>
    public static string Text(this DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
}
