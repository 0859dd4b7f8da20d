// SPDX-License-Identifier: Apache-2.0

using System.Text.Json;

namespace Keyway.Packages.Manifest;

/// <summary>An integer within bounds.</summary>
internal sealed record NumberShape(long Min, long Max) : Shape
{
    public override void Check(PlacedNode node, string name, Findings findings)
    {
        if (node is not PlacedNumber { Value: { } value }) AddWrongType(node, name, "an integer", findings);
        else if (value < Min || value > Max) findings.Add(ManifestCodes.OutOfRange, node.Offset, $"'{name}' is {value}", Min == Max ? $"valid: {Min}" : $"valid: {Min} to {Max}");
    }

    public override void WriteKeywords(Utf8JsonWriter writer)
    {
        writer.WriteString("type", "integer");
        writer.WriteNumber("minimum", Min);
        writer.WriteNumber("maximum", Max);
    }
}
