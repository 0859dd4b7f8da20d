// SPDX-License-Identifier: Apache-2.0

using System.Text.Json;

namespace Keyway.Packages.Manifest;

/// <summary>
/// What a value of the manifest must look like. One tree of shapes drives both the reader's messages and the JSON Schema, so the two cannot
/// disagree about anything a schema can say.
/// </summary>
internal abstract record Shape
{
    /// <summary>One sentence for the schema.</summary>
    public string? Description { get; init; }

    /// <summary>Adds whatever is wrong with a value, which <paramref name="name"/> stands for in messages.</summary>
    public abstract void Check(PlacedNode node, string name, Findings findings);

    /// <summary>Writes the schema of this shape, as a whole object.</summary>
    public void WriteSchema(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        if (Description is not null) writer.WriteString("description", Description);
        WriteKeywords(writer);
        writer.WriteEndObject();
    }

    /// <summary>Writes the keywords inside the schema's object.</summary>
    public abstract void WriteKeywords(Utf8JsonWriter writer);

    protected static void AddWrongType(PlacedNode node, string name, string expected, Findings findings) =>
        findings.Add(ManifestCodes.WrongType, node.Offset, $"'{name}' is {node.Kind}", $"valid: {expected}");
}
