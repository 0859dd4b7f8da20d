// SPDX-License-Identifier: Apache-2.0

using System.Text.Json;

namespace Keyway.Packages.Manifest;

/// <summary>An array of one kind of item.</summary>
internal sealed record ArrayShape(Shape Item, int Min, int Max) : Shape
{
    /// <summary>Whether an item may come twice; objects always may, for a rule says what makes them equal.</summary>
    public bool AllowsRepeats { get; init; } = Item is ObjectShape or UnionShape;

    public override void Check(PlacedNode node, string name, Findings findings)
    {
        if (node is not PlacedArray array)
        {
            AddWrongType(node, name, "an array", findings);
            return;
        }

        if (array.Items.Length < Min || array.Items.Length > Max)
            findings.Add(ManifestCodes.OutOfRange, array.Offset, $"'{name}' has {array.Items.Length} items", $"valid: {Min} to {Max} items");
        foreach (var item in array.Items.Take(Max)) Item.Check(item, name, findings);
        if (!AllowsRepeats) CheckUnique(array, name, findings);
    }

    public override void WriteKeywords(Utf8JsonWriter writer)
    {
        writer.WriteString("type", "array");
        writer.WriteNumber("minItems", Min);
        writer.WriteNumber("maxItems", Max);
        if (!AllowsRepeats) writer.WriteBoolean("uniqueItems", true);
        writer.WritePropertyName("items");
        Item.WriteSchema(writer);
    }

    private static void CheckUnique(PlacedArray array, string name, Findings findings)
    {
        HashSet<object> seen = [];
        foreach (var item in array.Items)
            if (Value(item) is { } value && !seen.Add(value)) findings.Add(ManifestCodes.DuplicateItem, item.Offset, $"'{name}' lists '{Shown.Text(value.ToString()!)}' twice", "keep one of them");
    }

    private static object? Value(PlacedNode item) => item switch
    {
        PlacedText text => text.Value,
        PlacedNumber number => number.Value,
        _ => null,
    };
}
