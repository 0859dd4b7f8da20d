// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using System.Text.Json;

namespace Keyway.Artifacts.Trust.Tuf;

/// <summary>One object of a metadata file, read strictly: a member is there with the right type or the file is refused. Members it does not ask for are kept unread.</summary>
/// <param name="Value">The object.</param>
/// <param name="File">Name of the metadata file, for the refusal.</param>
/// <param name="Place">Where in the file, for the refusal.</param>
internal readonly record struct MetadataMembers(JsonElement Value, string File, string Place)
{
    private static readonly string[] DateForms = ["yyyy-MM-dd'T'HH:mm:ss'Z'", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFzzz", "yyyy-MM-dd'T'HH:mm:sszzz"];

    public static MetadataMembers Of(JsonElement value, string file, string place) => value.ValueKind == JsonValueKind.Object
        ? new(value, file, place)
        : throw Errors.BadMetadata(file, $"{place} is no object");

    /// <summary>Whether an optional member is there; some writers say null for one that is not.</summary>
    public bool Has(string name) => Value.TryGetProperty(name, out var member) && member.ValueKind != JsonValueKind.Null;

    public string Text(string name) => Member(name, JsonValueKind.String, "text").GetString()!;

    public long Integer(string name) => Member(name, JsonValueKind.Number, "an integer").TryGetInt64(out var number)
        ? number
        : throw Wrong(name, "an integer");

    /// <summary>A version, length or threshold: never negative, and at least <paramref name="least"/>.</summary>
    public long Count(string name, long least)
    {
        var number = Integer(name);
        return number >= least ? number : throw Errors.BadMetadata(File, $"{Place}.{name} is {number}, expected {least} or more");
    }

    public bool Truth(string name, bool otherwise)
    {
        if (!Has(name)) return otherwise;
        var member = Value.GetProperty(name);
        return member.ValueKind is JsonValueKind.True or JsonValueKind.False ? member.GetBoolean() : throw Wrong(name, "true or false");
    }

    public MetadataMembers Object(string name) => Of(Member(name, JsonValueKind.Object, "an object"), File, $"{Place}.{name}");

    public IEnumerable<JsonElement> Array(string name) => Member(name, JsonValueKind.Array, "an array").EnumerateArray();

    public IEnumerable<string> Texts(string name)
    {
        foreach (var item in Array(name)) yield return item.ValueKind == JsonValueKind.String ? item.GetString()! : throw Wrong(name, "an array of text");
    }

    /// <summary>The members of an object used as a map.</summary>
    public IEnumerable<(string Name, MetadataMembers Members)> Entries()
    {
        foreach (var entry in Value.EnumerateObject()) yield return (entry.Name, Of(entry.Value, File, $"{Place}[{entry.Name}]"));
    }

    /// <summary>A date-time as section 4.2 wants it; old Sigstore roots add a fraction and an offset, which are unambiguous too.</summary>
    public DateTimeOffset Moment(string name)
    {
        var text = Text(name);
        return DateTimeOffset.TryParseExact(text, DateForms, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var moment)
            ? moment
            : throw Errors.BadMetadata(File, $"{Place}.{name} is '{text}', expected a time such as 2030-01-01T00:00:00Z");
    }

    private JsonElement Member(string name, JsonValueKind kind, string expected)
    {
        if (!Value.TryGetProperty(name, out var member)) throw Errors.BadMetadata(File, $"{Place}.{name} is missing");
        return member.ValueKind == kind ? member : throw Wrong(name, expected);
    }

    private KeywayException Wrong(string name, string expected) => Errors.BadMetadata(File, $"{Place}.{name} is not {expected}");
}
