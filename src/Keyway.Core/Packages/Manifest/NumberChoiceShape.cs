// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using System.Text.Json;

namespace Keyway.Packages.Manifest;

/// <summary>One of a few integers.</summary>
internal sealed record NumberChoiceShape(ImmutableArray<long> Choices) : Shape
{
    public override void Check(PlacedNode node, string name, Findings findings)
    {
        if (node is not PlacedNumber { Value: { } value }) AddWrongType(node, name, "an integer", findings);
        else if (!Choices.Contains(value)) findings.Add(ManifestCodes.OutOfRange, node.Offset, $"'{name}' is {value}", "valid: " + string.Join(", ", Choices));
    }

    public override void WriteKeywords(Utf8JsonWriter writer)
    {
        writer.WriteStartArray("enum");
        foreach (var choice in Choices) writer.WriteNumberValue(choice);
        writer.WriteEndArray();
    }
}
