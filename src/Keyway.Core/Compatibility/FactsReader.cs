// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;

namespace Keyway.Compatibility;

/// <summary>Reads facts documents strictly: every member known, nothing twice, every size bounded. Spec: spec/facts §"Document".</summary>
internal sealed class FactsReader
{
    public const int MaximumBytes = 8 << 20;
    public const int MaximumFacts = 4096;
    public const int MaximumText = 65_536;
    public const int MaximumItems = 65_536;

    private const int MaximumDepth = 12;

    private readonly string document;

    private FactsReader(string document) => this.document = document;

    public static HostFacts Read(ReadOnlyMemory<byte> json, string document)
    {
        if (json.Length > MaximumBytes) throw Errors.FactsTooLarge(document, $"more than {MaximumBytes} bytes", $"{MaximumBytes} bytes");
        try
        {
            using var parsed = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = MaximumDepth, AllowDuplicateProperties = false });
            return new FactsReader(document).Document(parsed.RootElement);
        }
        catch (JsonException problem)
        {
            throw Errors.FactsNotJson(document, problem);
        }
        catch (InvalidOperationException problem)
        {
            // A lone surrogate escape is only seen when the text is fetched.
            throw Errors.FactsNotJson(document, problem);
        }
    }

    private HostFacts Document(JsonElement root)
    {
        Members(root, "$", ["schemaVersion", "facts"], ["schemaVersion", "facts", "warnings"]);
        var version = root.GetProperty("schemaVersion");
        if (version.ValueKind != JsonValueKind.Number || !version.TryGetInt32(out var number) || number != 1) throw Errors.FactsMember(document, "$.schemaVersion", version.GetRawText(), "1");
        return new HostFacts(Facts(root.GetProperty("facts")), Warnings(root));
    }

    private ImmutableSortedDictionary<FactName, Fact> Facts(JsonElement facts)
    {
        if (facts.ValueKind != JsonValueKind.Object) throw Errors.FactsMember(document, "$.facts", Kind(facts), "an object");
        if (facts.GetPropertyCount() > MaximumFacts) throw Errors.FactsTooLarge(document, $"{facts.GetPropertyCount()} facts", $"{MaximumFacts} facts");
        var result = ImmutableSortedDictionary.CreateBuilder<FactName, Fact>();
        foreach (var member in facts.EnumerateObject())
        {
            if (!FactName.TryParse(member.Name, out var name)) throw Errors.FactsMember(document, "$.facts", $"the name '{member.Name}'", Errors.NameRule);
            result.Add(name, One(member.Value, $"$.facts['{name}']"));
        }

        return result.ToImmutable();
    }

    private Fact One(JsonElement fact, string path)
    {
        string[] members = ["value", "source", "method", "observedAt"];
        Members(fact, path, members, members);
        return new Fact
        {
            Value = Value(fact.GetProperty("value"), path + ".value"),
            Source = Text(fact.GetProperty("source"), path + ".source"),
            Method = Method(fact.GetProperty("method"), path + ".method"),
            ObservedAt = Time(fact.GetProperty("observedAt"), path + ".observedAt"),
        };
    }

    private FactValue Value(JsonElement value, string path) => value.ValueKind switch
    {
        JsonValueKind.Null => FactValue.Nothing,
        JsonValueKind.True => FactValue.Of(true),
        JsonValueKind.False => FactValue.Of(false),
        JsonValueKind.String => FactValue.Of(Text(value, path)),
        JsonValueKind.Number => Number(value, path),
        JsonValueKind.Array => List(value, path),
        _ => Map(value, path),
    };

    private FactValue Number(JsonElement value, string path) =>
        value.TryGetInt64(out var number) && number is > -(1L << 53) and < 1L << 53
            ? FactValue.Of(number)
            : throw Errors.FactsMember(document, path, value.GetRawText(), "a whole number below 2^53 (64-bit identifiers are hexadecimal text)");

    private FactValue List(JsonElement value, string path)
    {
        if (value.GetArrayLength() > MaximumItems) throw Errors.FactsTooLarge(document, $"{value.GetArrayLength()} items at {path}", $"{MaximumItems} items");
        return FactValue.Of(value.EnumerateArray().Select((item, index) => Value(item, $"{path}[{index}]")).ToArray());
    }

    private FactValue Map(JsonElement value, string path)
    {
        if (value.GetPropertyCount() > MaximumItems) throw Errors.FactsTooLarge(document, $"{value.GetPropertyCount()} members at {path}", $"{MaximumItems} members");
        return FactValue.Of(value.EnumerateObject().Select(member => KeyValuePair.Create(member.Name, Value(member.Value, $"{path}['{member.Name}']"))).ToArray());
    }

    private FactMethod Method(JsonElement value, string path)
    {
        var text = Text(value, path);
        foreach (var method in Enum.GetValues<FactMethod>())
            if (FactsJson.MethodName(method) == text) return method;
        throw Errors.FactsMember(document, path, $"'{text}'", "file, command, derived or declared");
    }

    private DateTimeOffset Time(JsonElement value, string path)
    {
        var text = Text(value, path);
        return DateTimeOffset.TryParseExact(text, FactsJson.TimeFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time)
            ? time
            : throw Errors.FactsMember(document, path, $"'{text}'", "a UTC time such as 2026-11-24T09:30:00Z");
    }

    private ImmutableArray<ProbeWarning> Warnings(JsonElement root)
    {
        if (!root.TryGetProperty("warnings", out var warnings)) return [];
        if (warnings.ValueKind != JsonValueKind.Array) throw Errors.FactsMember(document, "$.warnings", Kind(warnings), "a list");
        return [.. warnings.EnumerateArray().Select((warning, index) => Warning(warning, $"$.warnings[{index}]"))];
    }

    private ProbeWarning Warning(JsonElement warning, string path)
    {
        Members(warning, path, ["source", "problem"], ["source", "problem"]);
        return new ProbeWarning(Text(warning.GetProperty("source"), path + ".source"), Text(warning.GetProperty("problem"), path + ".problem"));
    }

    private string Text(JsonElement value, string path)
    {
        if (value.ValueKind != JsonValueKind.String) throw Errors.FactsMember(document, path, Kind(value), "text");
        var text = value.GetString()!;
        return text.Length <= MaximumText ? text : throw Errors.FactsTooLarge(document, $"{text.Length} characters at {path}", $"{MaximumText} characters");
    }

    private void Members(JsonElement value, string path, ReadOnlySpan<string> required, ReadOnlySpan<string> allowed)
    {
        if (value.ValueKind != JsonValueKind.Object) throw Errors.FactsMember(document, path, Kind(value), "an object");
        foreach (var name in required)
            if (!value.TryGetProperty(name, out _)) throw Errors.FactsMember(document, path, $"no member '{name}'", string.Join(", ", required!));
        foreach (var member in value.EnumerateObject())
            if (!allowed.Contains(member.Name)) throw Errors.FactsMember(document, path, $"the member '{member.Name}'", string.Join(", ", allowed!));
    }

    private static string Kind(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "a list",
        JsonValueKind.String => "text",
        JsonValueKind.Number => "a number",
        JsonValueKind.Null => "null",
        _ => "a truth value",
    };
}
