// SPDX-License-Identifier: Apache-2.0

using System.Collections.Frozen;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Keyway.Packages;

/// <summary>An enumeration as exactly its <see cref="JsonStringEnumMemberNameAttribute"/> words: no numbers and no other case, which the platform's converter would take.</summary>
public sealed class WordConverter<TEnum> : JsonConverter<TEnum>
    where TEnum : struct, Enum
{
    private static readonly FrozenDictionary<TEnum, string> WordOf = typeof(TEnum).GetFields(BindingFlags.Public | BindingFlags.Static)
        .ToFrozenDictionary(field => (TEnum)field.GetValue(null)!, field => field.GetCustomAttribute<JsonStringEnumMemberNameAttribute>()!.Name);

    private static readonly FrozenDictionary<string, TEnum> ValueOf = WordOf.ToFrozenDictionary(pair => pair.Value, pair => pair.Key);

    /// <summary>The word of a value.</summary>
    internal static string Word(TEnum value) => WordOf[value];

    internal static bool TryParse(string word, out TEnum value) => ValueOf.TryGetValue(word, out value);

    /// <summary>All words in the order of the values.</summary>
    internal static IEnumerable<string> Words => WordOf.OrderBy(pair => pair.Key).Select(pair => pair.Value);

    /// <inheritdoc/>
    public override TEnum Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName && TryParse(reader.GetString()!, out var value)) return value;
        throw new JsonException($"expected one of {string.Join(", ", Words)}");
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, TEnum value, JsonSerializerOptions options) => writer.WriteStringValue(Word(value));

    /// <inheritdoc/>
    public override TEnum ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        Read(ref reader, typeToConvert, options);

    /// <inheritdoc/>
    public override void WriteAsPropertyName(Utf8JsonWriter writer, TEnum value, JsonSerializerOptions options) => writer.WritePropertyName(Word(value));
}
