// SPDX-License-Identifier: Apache-2.0

using System.Text.Json;

namespace Keyway.Artifacts.Sbom;

/// <summary>One object of a foreign document with its place, so that a refusal can name it. What is asked for must have the right type; everything else is left alone.</summary>
internal readonly struct SbomNode
{
    private readonly JsonElement element;
    private readonly string source;
    private readonly string path;

    public SbomNode(JsonElement element, string source, string path)
    {
        this.element = element;
        this.source = source;
        this.path = path;
        if (element.ValueKind != JsonValueKind.Object) throw Malformed($"expected an object, found {element.ValueKind}");
    }

    public string Source => source;

    public SbomNode? Object(string name) => Find(name) is { } value ? new SbomNode(value, source, PathOf(name)) : null;

    public IEnumerable<SbomNode> Objects(string name)
    {
        foreach (var (number, item) in Items(name).Index()) yield return new SbomNode(item, source, $"{PathOf(name)}[{number}]");
    }

    public string? Text(string name) => Find(name) is { } value ? TextOf(value, name) : null;

    public string Required(string name) => Text(name) is { Length: > 0 } text ? text : throw Errors.Malformed(source, PathOf(name), "expected a text, found nothing");

    public IEnumerable<string> Texts(string name)
    {
        foreach (var item in Items(name)) yield return TextOf(item, name);
    }

    public bool Flag(string name) => Find(name) is { } value && value.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => throw Errors.Malformed(source, PathOf(name), $"expected true or false, found {value.ValueKind}"),
    };

    public bool Has(string name) => Find(name) is not null;

    public bool IsText(string name) => Find(name)?.ValueKind == JsonValueKind.String;

    public bool IsArray(string name) => Find(name)?.ValueKind == JsonValueKind.Array;

    public DateTimeOffset? Time(string name)
    {
        if (Text(name) is not { } text) return null;
        return DateTimeOffset.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.AssumeUniversal, out var time) && text.Contains('T', StringComparison.Ordinal)
            ? time
            : throw Errors.Malformed(source, PathOf(name), $"'{Errors.Shown(text)}' is no RFC 3339 time");
    }

    public KeywayException Malformed(string problem) => Errors.Malformed(source, path, problem);

    private JsonElement.ArrayEnumerator Items(string name)
    {
        if (Find(name) is not { } value) return default;
        return value.ValueKind == JsonValueKind.Array ? value.EnumerateArray() : throw Errors.Malformed(source, PathOf(name), $"expected an array, found {value.ValueKind}");
    }

    // A null is what careless serialisers write for nothing.
    private JsonElement? Find(string name) => element.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;

    private string TextOf(JsonElement value, string name)
    {
        if (value.ValueKind != JsonValueKind.String) throw Errors.Malformed(source, PathOf(name), $"expected a text, found {value.ValueKind}");
        var text = value.GetString()!;
        return text.Length <= SbomLimits.Text ? text : throw Errors.TooLarge(source, $"a text of {text.Length} characters at {PathOf(name)}", SbomLimits.Text);
    }

    private string PathOf(string name) => path.Length == 0 ? name : $"{path}.{name}";
}
