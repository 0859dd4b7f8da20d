// SPDX-License-Identifier: Apache-2.0

using System.Text.Json;
using Keyway.Packages.Manifest;

namespace Keyway.Compatibility.Predicates;

/// <summary>A value a fact can be compared with: text, a whole number below 2^53, true or false. Null is asked for with <c>absent</c>.</summary>
internal sealed record ScalarShape : Shape
{
    private const int MaxText = 1024;
    private const long Bound = (1L << 53) - 1;

    public override void Check(PlacedNode node, string name, Findings findings)
    {
        if (node is PlacedText { Value.Length: > MaxText } text) findings.Add(ManifestCodes.BadText, node.Offset, $"'{name}' has {text.Value.Length} characters", $"valid: at most {MaxText}");
        else if (node is PlacedNumber { Value: null or > Bound or < -Bound }) findings.Add(ManifestCodes.OutOfRange, node.Offset, $"'{name}' is no whole number below 2^53", "write identifiers of 64 bits as hexadecimal text");
        else if (Of(node) is null) AddWrongType(node, name, "text, a whole number, true or false; for what is not there use op absent", findings);
    }

    public override void WriteKeywords(Utf8JsonWriter writer)
    {
        writer.WriteStartArray("type");
        foreach (var type in (string[])["string", "integer", "boolean"]) writer.WriteStringValue(type);
        writer.WriteEndArray();
        writer.WriteNumber("maxLength", MaxText);
        writer.WriteNumber("minimum", -Bound);
        writer.WriteNumber("maximum", Bound);
    }

    /// <summary>The value, or null when it is none of these.</summary>
    public static FactValue? Of(PlacedNode node) => node switch
    {
        PlacedText text => FactValue.Of(text.Value),
        PlacedNumber { Value: { } number and >= -Bound and <= Bound } => FactValue.Of(number),
        PlacedLiteral { Word: "true" } => FactValue.Of(true),
        PlacedLiteral { Word: "false" } => FactValue.Of(false),
        _ => null,
    };
}
