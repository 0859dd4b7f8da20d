// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using System.Text.Json;

namespace Keyway.Packages.Manifest;

/// <summary>One of a few words.</summary>
internal sealed record WordShape(ImmutableArray<string> Words) : Shape
{
    public override void Check(PlacedNode node, string name, Findings findings)
    {
        if (node is not PlacedText { Value: var word }) AddWrongType(node, name, "a string", findings);
        else if (!Words.Contains(word)) findings.Add(ManifestCodes.NotAWord, node.Offset, $"'{name}' is '{Shown.Text(word)}'", Suggest(word));
    }

    public override void WriteKeywords(Utf8JsonWriter writer)
    {
        writer.WriteStartArray("enum");
        foreach (var word in Words) writer.WriteStringValue(word);
        writer.WriteEndArray();
    }

    // A list of hundreds (countries) helps nobody in a message.
    private string Suggest(string word)
    {
        var nearest = Nearness.Nearest(word, Words) is { } near ? $"did you mean '{near}'? " : "";
        return nearest + (Words.Length <= 16 ? "valid: " + string.Join(", ", Words) : Description);
    }
}
