// SPDX-License-Identifier: Apache-2.0

using System.Buffers.Text;
using System.Globalization;
using System.Text.Json;

namespace Keyway.Artifacts.Trust.Roots;

/// <summary>
/// One JSON object of a Sigstore message, read strictly: canonical proto3 JSON only (client specification §5), that is lowerCamelCase names, 64-bit numbers as decimal
/// strings, padded standard base64, and neither null nor a member twice. Whatever else there is refuses the document, with the path of the member.
/// </summary>
internal readonly struct ProtoObject
{
    private const int MaxTokens = 1 << 16;

    private readonly JsonElement element;
    private readonly string path;
    private readonly Func<string, Exception?, KeywayException> refuse;
    private readonly bool nullIsAbsent;

    private ProtoObject(JsonElement element, string path, Func<string, Exception?, KeywayException> refuse, bool nullIsAbsent)
    {
        this.element = element;
        this.path = path;
        this.refuse = refuse;
        this.nullIsAbsent = nullIsAbsent;
        if (element.ValueKind != JsonValueKind.Object) throw Refuse(path, $"is a JSON {NameOf(element.ValueKind)}, expected an object");
    }

    /// <summary>Where it stands in the document, for messages; empty at the top.</summary>
    public string Path => path;

    /// <summary>Parses the document; the caller disposes it after reading.</summary>
    public static JsonDocument ParseDocument(ReadOnlyMemory<byte> json, int maxDepth, Func<string, Exception?, KeywayException> refuse)
    {
        try
        {
            if (HasMoreTokensThan(MaxTokens, json.Span, maxDepth)) throw refuse($"it has more than {MaxTokens} JSON tokens", null);
            return JsonDocument.Parse(json, new JsonDocumentOptions { AllowDuplicateProperties = false, MaxDepth = maxDepth });
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException) // the latter for names that are no Unicode text
        {
            throw refuse($"it is not JSON as it should be: {e.Message}", e);
        }
    }

    /// <param name="document">Stays undisposed while this is read.</param>
    /// <param name="refuse">Makes the refusal from a reason.</param>
    /// <param name="nullIsAbsent">Whether a member may be null, which says the same as leaving it out; published trusted roots have such members.</param>
    public static ProtoObject Of(JsonDocument document, Func<string, Exception?, KeywayException> refuse, bool nullIsAbsent = false) => new(document.RootElement, "", refuse, nullIsAbsent);

    /// <summary>Refuses every member that is not named: canonical proto3 JSON has no other spelling, and a reader that skips one sees another document than its neighbour.</summary>
    public void Allow(params ReadOnlySpan<string> names)
    {
        foreach (var member in element.EnumerateObject())
        {
            if (!Names(member, names)) throw Refuse(Join(NameOf(member)), "is not a member of this message");
        }
    }

    /// <summary>Refuses members that differ from a named one only in case or underscores; further ones are a newer writer's.</summary>
    public void AllowAndKeep(params ReadOnlySpan<string> names)
    {
        foreach (var member in element.EnumerateObject())
        {
            if (Names(member, names)) continue;
            var plain = NameOf(member).Replace("_", "", StringComparison.Ordinal);
            foreach (var name in names)
            {
                if (plain.Equals(name, StringComparison.OrdinalIgnoreCase)) throw Refuse(Join(NameOf(member)), $"is misspelt, expected '{name}'");
            }
        }
    }

    public bool Has(string name) => TryGet(name, out _);

    /// <summary>How many items a list has; 0 for anything else.</summary>
    public int Count(string name) => TryGet(name, out var value) && value.ValueKind == JsonValueKind.Array ? value.GetArrayLength() : 0;

    /// <summary>The text; empty when the member is absent, as proto3 has it.</summary>
    public string Text(string name)
    {
        if (!TryGet(name, out var value)) return "";
        return value.ValueKind == JsonValueKind.String ? TextOf(value, name) : throw Refuse(Join(name), $"is a JSON {NameOf(value.ValueKind)}, expected text");
    }

    /// <summary>The 64-bit number, which canonical proto3 JSON writes as a string; 0 when absent.</summary>
    public long Int64(string name)
    {
        if (!TryGet(name, out _)) return 0;
        var text = Text(name);
        var isCanonical = long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number.ToString(CultureInfo.InvariantCulture) == text;
        return isCanonical ? number : throw Refuse(Join(name), $"is '{Shortened(text)}', expected a decimal number of 64 bits");
    }

    /// <summary>The bytes; empty when absent.</summary>
    public ReadOnlyMemory<byte> Bytes(string name)
    {
        if (!TryGet(name, out _)) return ReadOnlyMemory<byte>.Empty;
        return TryDecodeBase64(Text(name), out var bytes) ? bytes : throw Refuse(Join(name), "is not padded standard base64");
    }

    public ProtoObject? Object(string name) => TryGet(name, out var value) ? new ProtoObject(value, Join(name), refuse, nullIsAbsent) : null;

    /// <summary>The objects of a list; empty when absent. More than <paramref name="limit"/> are refused before any is read.</summary>
    public IReadOnlyList<ProtoObject> Objects(string name, int limit)
    {
        List<ProtoObject> objects = [];
        foreach (var (item, index) in Items(name, limit)) objects.Add(new ProtoObject(item, $"{Join(name)}[{index}]", refuse, nullIsAbsent));
        return objects;
    }

    /// <summary>The byte strings of a list; empty when absent.</summary>
    public IReadOnlyList<ReadOnlyMemory<byte>> BytesList(string name, int limit)
    {
        List<ReadOnlyMemory<byte>> values = [];
        foreach (var (item, index) in Items(name, limit))
        {
            var bytes = Array.Empty<byte>();
            if (item.ValueKind != JsonValueKind.String || !TryDecodeBase64(TextOf(item, name), out bytes)) throw Refuse($"{Join(name)}[{index}]", "is not padded standard base64");
            values.Add(bytes);
        }
        return values;
    }

    public KeywayException Refuse(string member, string reason) => refuse(member.Length == 0 ? $"the document {reason}" : $"'{Shortened(member)}' {reason}", null);

    public string Join(string name) => path.Length == 0 ? name : $"{path}.{name}";

    // .NET's decoder skips white space and accepts stray bits in the last character: two texts for the same bytes. Encoding again shows both.
    internal static bool TryDecodeBase64(string text, out byte[] bytes)
    {
        bytes = [];
        if (text.Length % 4 != 0) return false;
        var buffer = new byte[Base64.GetMaxDecodedFromUtf8Length(text.Length)];
        if (!Convert.TryFromBase64String(text, buffer, out var written)) return false;
        bytes = written == buffer.Length ? buffer : buffer[..written];
        return Convert.ToBase64String(bytes) == text;
    }

    // A parsed document costs memory by its tokens, not by its bytes: megabytes of `[[],[],…` would cost a hundred times that of any real document.
    private static bool HasMoreTokensThan(int limit, ReadOnlySpan<byte> json, int maxDepth)
    {
        Utf8JsonReader reader = new(json, new JsonReaderOptions { MaxDepth = maxDepth });
        while (limit >= 0 && reader.Read()) limit--;
        return limit < 0;
    }

    private bool TryGet(string name, out JsonElement value) => element.TryGetProperty(name, out value) && !(nullIsAbsent && value.ValueKind == JsonValueKind.Null);

    private IEnumerable<(JsonElement Item, int Index)> Items(string name, int limit)
    {
        if (!TryGet(name, out var list)) yield break;
        if (list.ValueKind != JsonValueKind.Array) throw Refuse(Join(name), $"is a JSON {NameOf(list.ValueKind)}, expected a list");
        if (list.GetArrayLength() > limit) throw Refuse(Join(name), $"has {list.GetArrayLength()} items, more than the {limit} allowed");
        var index = 0;
        foreach (var item in list.EnumerateArray()) yield return (item, index++);
    }

    // A string may hold half of a surrogate pair or bytes that are no UTF-8: JsonElement throws then.
    private string TextOf(JsonElement value, string name)
    {
        try
        {
            return value.GetString()!;
        }
        catch (InvalidOperationException)
        {
            throw Refuse(Join(name), "is not Unicode text");
        }
    }

    private static bool Names(JsonProperty member, ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (member.NameEquals(name)) return true;
        }
        return false;
    }

    private static string NameOf(JsonProperty member)
    {
        try
        {
            return member.Name;
        }
        catch (InvalidOperationException)
        {
            return "(no Unicode text)";
        }
    }

    private static string NameOf(JsonValueKind kind) => kind.ToString().ToLowerInvariant();

    private static string Shortened(string text) => text.Length <= 60 ? text : text[..60] + "…";
}
