// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using System.Text.Json;

namespace Keyway.Packages.Manifest;

/// <summary>One of several objects, told apart by the word in one member.</summary>
internal sealed record UnionShape(string Discriminator, ImmutableArray<(string Word, ObjectShape Shape)> Cases) : Shape
{
    public override void Check(PlacedNode node, string name, Findings findings)
    {
        if (node is not PlacedObject value) AddWrongType(node, name, "an object", findings);
        else if (value[Discriminator] is not { } discriminator) findings.Add(ManifestCodes.MissingMember, value.Offset, $"'{name}' has no member '{Discriminator}'", Valid);
        else if (discriminator is not PlacedText { Value: var word }) AddWrongType(discriminator, Discriminator, "a string", findings);
        else if (Cases.FirstOrDefault(one => one.Word == word).Shape is { } shape) shape.Check(node, name, findings);
        else findings.Add(ManifestCodes.NotAWord, discriminator.Offset, $"'{Discriminator}' is '{Shown.Text(word)}'", Valid);
    }

    public override void WriteKeywords(Utf8JsonWriter writer)
    {
        writer.WriteStartArray("oneOf");
        foreach (var (_, shape) in Cases) shape.WriteSchema(writer);
        writer.WriteEndArray();
    }

    private string Valid => "valid: " + string.Join(", ", Cases.Select(one => one.Word));
}
