// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using System.Text.Json;

namespace Keyway.Packages.Manifest;

/// <summary>Reads a JSON document into a tree that remembers where everything stands.</summary>
internal ref struct PlacedReader
{
    private Utf8JsonReader reader;

    private PlacedReader(ReadOnlySpan<byte> document, int maxDepth) => reader = new(document, new JsonReaderOptions { MaxDepth = maxDepth });

    /// <summary>The tree of a whole document.</summary>
    /// <exception cref="JsonException">The document is not JSON, or nested too deep.</exception>
    public static PlacedNode Read(ReadOnlySpan<byte> document, int maxDepth = PackageJson.MaxDepth)
    {
        PlacedReader placed = new(document, maxDepth);
        placed.reader.Read();
        var root = placed.ReadValue();
        placed.reader.Read();
        return root;
    }

    private int Offset => checked((int)reader.TokenStartIndex);

    private PlacedNode ReadValue() => reader.TokenType switch
    {
        JsonTokenType.StartObject => ReadObject(),
        JsonTokenType.StartArray => ReadArray(),
        JsonTokenType.String => new PlacedText(Offset, reader.GetString()!, reader.ValueIsEscaped),
        JsonTokenType.Number => new PlacedNumber(Offset, reader.TryGetInt64(out var value) ? value : null),
        JsonTokenType.True => new PlacedLiteral(Offset, "true"),
        JsonTokenType.False => new PlacedLiteral(Offset, "false"),
        _ => new PlacedLiteral(Offset, "null"),
    };

    private PlacedObject ReadObject()
    {
        var start = Offset;
        var members = ImmutableArray.CreateBuilder<PlacedMember>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            var (name, at) = (reader.GetString()!, Offset);
            reader.Read();
            members.Add(new(name, at, ReadValue()));
        }

        return new(start, members.ToImmutable());
    }

    private PlacedArray ReadArray()
    {
        var start = Offset;
        var items = ImmutableArray.CreateBuilder<PlacedNode>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray) items.Add(ReadValue());
        return new(start, items.ToImmutable());
    }
}
