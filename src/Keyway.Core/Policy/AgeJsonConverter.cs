// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Keyway.Policy;

/// <summary>An age as <c>P90D</c> or <c>PT12H</c>: days or hours of ISO 8601, because months and years have no fixed length.</summary>
internal sealed class AgeJsonConverter : JsonConverter<TimeSpan>
{
    private const int MostDays = 36_500;

    /// <inheritdoc/>
    public override TimeSpan Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var text = reader.TokenType == JsonTokenType.String ? reader.GetString()! : "";
        if (Number(text, "P", 'D') is { } days and <= MostDays) return TimeSpan.FromDays(days);
        if (Number(text, "PT", 'H') is { } hours and <= MostDays * 24) return TimeSpan.FromHours(hours);
        throw new JsonException($"'{text}' is no age: write days or hours, as in P90D or PT12H");
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, TimeSpan value, JsonSerializerOptions options) => writer.WriteStringValue(Text(value));

    internal static string Text(TimeSpan value) => value.Ticks % TimeSpan.TicksPerDay == 0
        ? string.Create(CultureInfo.InvariantCulture, $"P{value.Days}D")
        : string.Create(CultureInfo.InvariantCulture, $"PT{(long)value.TotalHours}H");

    private static int? Number(string text, string prefix, char unit) =>
        text.Length > prefix.Length + 1 && text.StartsWith(prefix, StringComparison.Ordinal) && text[^1] == unit
            && int.TryParse(text.AsSpan(prefix.Length, text.Length - prefix.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0
            ? number
            : null;
}
