// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;

namespace Keyway.Artifacts.Provenance;

/// <summary>
/// A JSON object of a foreign format under strict reading: known members have the known kind, a known name in another case is refused (another
/// reader would take it for the member), unknown members are left alone. Duplicate names are refused by the parser before.
/// </summary>
internal sealed class StrictObject
{
    public const int MaximumText = 65_536;

    private readonly JsonElement element;
    private readonly Func<string, string, string, KeywayException> refusal;

    public StrictObject(JsonElement element, string path, ReadOnlySpan<string> known, Func<string, string, string, KeywayException> refusal)
    {
        this.element = element;
        this.refusal = refusal;
        Path = path;
        if (element.ValueKind != JsonValueKind.Object) throw refusal(path, Kind(element), "an object");
        foreach (var member in element.EnumerateObject()) CheckCase(member.Name, known);
    }

    public string Path { get; }

    public KeywayException Refuse(string member, string found, string expected) => refusal($"{Path}.{member}", found, expected);

    public JsonElement? Optional(string name) => element.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;

    public JsonElement Required(string name) => Optional(name) ?? throw Refuse(name, "absent", "present");

    public string Text(string name) => Text(Required(name), name);

    public string? OptionalText(string name) => Optional(name) is { } value ? Text(value, name) : null;

    public ImmutableArray<JsonElement> List(string name) => Required(name) is { ValueKind: JsonValueKind.Array } list
        ? [.. list.EnumerateArray()]
        : throw Refuse(name, Kind(element.GetProperty(name)), "a list");

    public ImmutableArray<JsonElement> OptionalList(string name) => Optional(name) is null ? [] : List(name);

    public StrictObject Object(string name, params ReadOnlySpan<string> known) => new(Required(name), $"{Path}.{name}", known, refusal);

    public StrictObject? OptionalObject(string name, params ReadOnlySpan<string> known) =>
        Optional(name) is { } value ? new(value, $"{Path}.{name}", known, refusal) : null;

    /// <summary>An item of a list, to be read as an object of the same document.</summary>
    public StrictItem Item(string list, int index, JsonElement item) => new(item, $"{Path}.{list}[{index}]", refusal);

    public StrictItem Item(string name) => new(Required(name), $"{Path}.{name}", refusal);

    /// <summary>Text by name, of an object whose names are data.</summary>
    public ImmutableSortedDictionary<string, string> Texts(string name)
    {
        var values = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        if (Optional(name) is not { } map) return values.ToImmutable();
        if (map.ValueKind != JsonValueKind.Object) throw Refuse(name, Kind(map), "an object");
        foreach (var member in map.EnumerateObject()) values.Add(member.Name, Text(member.Value, $"{name}.{member.Name}"));
        return values.ToImmutable();
    }

    /// <summary>Any value by name, of an object whose names are data.</summary>
    public ImmutableSortedDictionary<string, JsonElement> Values(string name)
    {
        var values = ImmutableSortedDictionary.CreateBuilder<string, JsonElement>(StringComparer.Ordinal);
        if (Optional(name) is not { } map) return values.ToImmutable();
        if (map.ValueKind != JsonValueKind.Object) throw Refuse(name, Kind(map), "an object");
        foreach (var member in map.EnumerateObject()) values.Add(member.Name, member.Value.Clone());
        return values.ToImmutable();
    }

    public DateTimeOffset? OptionalTime(string name)
    {
        if (OptionalText(name) is not { } text) return null;
        return DateTimeOffset.TryParseExact(text, TimeFormats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time)
            ? time
            : throw Refuse(name, $"'{text}'", "an RFC 3339 time in UTC such as 2026-11-24T09:30:00Z");
    }

    public static string Kind(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "a list",
        JsonValueKind.String => "text",
        JsonValueKind.Number => "a number",
        JsonValueKind.Null => "null",
        _ => "a truth value",
    };

    private static readonly string[] TimeFormats = ["yyyy-MM-dd'T'HH:mm:ss'Z'", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", "yyyy-MM-dd'T'HH:mm:sszzz"];

    private void CheckCase(string name, ReadOnlySpan<string> known)
    {
        foreach (var right in known)
            if (name != right && string.Equals(name, right, StringComparison.OrdinalIgnoreCase)) throw Refuse(name, "a variant in case", right);
    }

    private string Text(JsonElement value, string name)
    {
        if (value.ValueKind != JsonValueKind.String) throw Refuse(name, Kind(value), "text");
        var text = value.GetString()!;
        return text.Length <= MaximumText ? text : throw Refuse(name, $"text of {text.Length} characters", $"at most {MaximumText}");
    }
}
