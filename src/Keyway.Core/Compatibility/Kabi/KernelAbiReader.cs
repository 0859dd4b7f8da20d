// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using System.Text.Json;

namespace Keyway.Compatibility.Kabi;

/// <summary>Reads kabi documents strictly: every member known, nothing twice, every size bounded. Spec: spec/kabi §"Document".</summary>
internal sealed class KernelAbiReader
{
    public const int MaximumBytes = 32 << 20;

    private const int MaximumDepth = 5;
    private const int MaximumText = 512;

    private static readonly string[] Root = ["schemaVersion", "release", "isa", "vermagic", "modversions", "moduleSignatures", "symbolsDigest", "exports"];
    private static readonly string[] Group = ["namespace", "gplOnly", "symbols"];

    private readonly string document;

    private KernelAbiReader(string document) => this.document = document;

    public static KernelAbi Read(ReadOnlyMemory<byte> json, string document)
    {
        if (json.Length > MaximumBytes) throw Errors.KabiTooLarge(document, $"more than {MaximumBytes} bytes", $"{MaximumBytes} bytes");
        try
        {
            using var parsed = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = MaximumDepth, AllowDuplicateProperties = false });
            return new KernelAbiReader(document).Document(parsed.RootElement);
        }
        catch (Exception problem) when (problem is JsonException or InvalidOperationException)
        {
            // InvalidOperationException: a lone surrogate escape is only seen when the text is fetched.
            throw Errors.KabiNotJson(document, problem);
        }
    }

    private KernelAbi Document(JsonElement root)
    {
        Members(root, "$", Root);
        var version = root.GetProperty("schemaVersion");
        if (version.ValueKind != JsonValueKind.Number || !version.TryGetInt32(out var number) || number != 1) throw Errors.KabiMember(document, "$.schemaVersion", version.GetRawText(), "1");
        KernelAbi abi = new()
        {
            Source = document,
            Release = Text(root, "$", "release"),
            Isa = Isa(Text(root, "$", "isa")),
            Vermagic = Text(root, "$", "vermagic"),
            Signatures = Signatures(Text(root, "$", "moduleSignatures")),
            Symbols = KernelSymbols.Of(document, Exports(root.GetProperty("exports"))),
        };
        if (Flag(root, "$", "modversions") != abi.HasModversions) throw Errors.KabiMember(document, "$.modversions", root.GetProperty("modversions").GetRawText(), "what vermagic and the CRCs say");
        var digest = Text(root, "$", "symbolsDigest");
        if (digest != abi.Symbols.Digest.ToString()) throw Errors.KabiMember(document, "$.symbolsDigest", $"'{digest}'", abi.Symbols.Digest.ToString());
        return abi;
    }

    private Dictionary<string, KernelExport> Exports(JsonElement groups)
    {
        if (groups.ValueKind != JsonValueKind.Array) throw Errors.KabiMember(document, "$.exports", groups.ValueKind.ToString(), "a list");
        Dictionary<string, KernelExport> exports = new(StringComparer.Ordinal);
        foreach (var (group, index) in groups.EnumerateArray().Select((group, index) => (group, index))) AddGroup(group, $"$.exports[{index}]", exports);
        return exports;
    }

    private void AddGroup(JsonElement group, string path, Dictionary<string, KernelExport> exports)
    {
        Members(group, path, Group);
        var symbols = group.GetProperty("symbols");
        if (symbols.ValueKind != JsonValueKind.Object) throw Errors.KabiMember(document, path + ".symbols", symbols.ValueKind.ToString(), "an object");
        KernelExport shared = new(0) { Namespace = Text(group, path, "namespace"), IsGplOnly = Flag(group, path, "gplOnly") };
        foreach (var member in symbols.EnumerateObject())
        {
            var place = $"{path}.symbols['{member.Name}']";
            if (exports.Count == KernelSymbols.MaximumSymbols) throw Errors.KabiTooLarge(document, $"more than {KernelSymbols.MaximumSymbols} symbols", $"{KernelSymbols.MaximumSymbols} symbols");
            if (member.Name.Length is 0 or > MaximumText) throw Errors.KabiMember(document, place, "that name", $"1 to {MaximumText} characters");
            if (!exports.TryAdd(member.Name, shared with { Crc = Crc(member.Value, place) })) throw Errors.KabiMember(document, place, "a symbol of an earlier group", "each symbol once");
        }
    }

    private uint Crc(JsonElement value, string path)
    {
        var text = value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText();
        return text.Length == 10 && text.StartsWith("0x", StringComparison.Ordinal) && uint.TryParse(text.AsSpan(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var crc)
            ? crc
            : throw Errors.KabiMember(document, path, $"'{text}'", "0x and eight hexadecimal digits");
    }

    private string? Isa(string? word) => word is null or "riscv64" or "amd64" or "arm64" ? word : throw Errors.KabiMember(document, "$.isa", $"'{word}'", "riscv64, amd64, arm64 or null");

    private SignatureRule Signatures(string? word)
    {
        foreach (var rule in Enum.GetValues<SignatureRule>())
            if (KernelAbiJson.WordOf(rule) == word) return rule;
        throw Errors.KabiMember(document, "$.moduleSignatures", $"'{word}'", "off, permissive, enforced or null");
    }

    private string? Text(JsonElement parent, string path, string name)
    {
        var value = parent.GetProperty(name);
        if (value.ValueKind == JsonValueKind.Null) return null;
        if (value.ValueKind != JsonValueKind.String) throw Errors.KabiMember(document, $"{path}.{name}", value.GetRawText(), "text or null");
        var text = value.GetString()!;
        return text.Length is > 0 and <= MaximumText ? text : throw Errors.KabiMember(document, $"{path}.{name}", $"{text.Length} characters", $"1 to {MaximumText}");
    }

    private bool? Flag(JsonElement parent, string path, string name) => parent.GetProperty(name).ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.Null => null,
        _ => throw Errors.KabiMember(document, $"{path}.{name}", parent.GetProperty(name).GetRawText(), "true, false or null"),
    };

    private void Members(JsonElement value, string path, string[] names)
    {
        if (value.ValueKind != JsonValueKind.Object) throw Errors.KabiMember(document, path, value.ValueKind.ToString(), "an object");
        foreach (var name in names)
            if (!value.TryGetProperty(name, out _)) throw Errors.KabiMember(document, path, $"no member '{name}'", string.Join(", ", names));
        foreach (var member in value.EnumerateObject())
            if (!names.Contains(member.Name)) throw Errors.KabiMember(document, path, $"the member '{member.Name}'", string.Join(", ", names));
    }
}
