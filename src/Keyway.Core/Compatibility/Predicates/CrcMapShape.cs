// SPDX-License-Identifier: Apache-2.0

using System.Text.Json;
using System.Text.RegularExpressions;
using Keyway.Packages.Manifest;

namespace Keyway.Compatibility.Predicates;

/// <summary>Symbols and the CRC of each: <c>{"printk": "0x92997ed8"}</c>.</summary>
internal sealed partial record CrcMapShape : Shape
{
    private const int MaxSymbols = 4096;
    private const int MaxName = 512;

    public override void Check(PlacedNode node, string name, Findings findings)
    {
        if (node is not PlacedObject map)
        {
            AddWrongType(node, name, "an object of symbols and CRCs", findings);
            return;
        }

        if (map.Members.Length is 0 or > MaxSymbols) findings.Add(ManifestCodes.OutOfRange, node.Offset, $"'{name}' has {map.Members.Length} symbols", $"valid: 1 to {MaxSymbols}");
        HashSet<string> seen = [];
        foreach (var symbol in map.Members.Take(MaxSymbols)) CheckSymbol(symbol, seen, findings);
    }

    public override void WriteKeywords(Utf8JsonWriter writer)
    {
        writer.WriteString("type", "object");
        writer.WriteNumber("minProperties", 1);
        writer.WriteNumber("maxProperties", MaxSymbols);
        writer.WriteStartObject("propertyNames");
        writer.WriteNumber("minLength", 1);
        writer.WriteNumber("maxLength", MaxName);
        writer.WriteEndObject();
        writer.WriteStartObject("additionalProperties");
        writer.WriteString("type", "string");
        writer.WriteString("pattern", "^0x[0-9a-f]{8}$");
        writer.WriteEndObject();
    }

    private static void CheckSymbol(PlacedMember symbol, HashSet<string> seen, Findings findings)
    {
        if (!seen.Add(symbol.Name)) findings.Add(ManifestCodes.DuplicateMember, symbol.Offset, $"symbol '{Shown.Text(symbol.Name)}' is given twice", "keep one of them");
        if (symbol.Name.Length is 0 or > MaxName) findings.Add(ManifestCodes.BadText, symbol.Offset, $"a symbol's name has {symbol.Name.Length} characters", $"valid: 1 to {MaxName}");
        if (symbol.Value is not PlacedText text) AddWrongType(symbol.Value, Shown.Text(symbol.Name), "a CRC like 0x92997ed8", findings);
        else if (!Crc().IsMatch(text.Value)) findings.Add(ManifestCodes.BadText, text.Offset, $"the CRC of {Shown.Text(symbol.Name)} is '{Shown.Text(text.Value)}'", "valid: 0x and 8 lower-case hexadecimal digits");
    }

    [GeneratedRegex(@"^0x[0-9a-f]{8}\z", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Crc();
}
