// SPDX-License-Identifier: Apache-2.0

using System.Text.Json;

namespace Keyway.Packages;

/// <summary>Refuses null as an item of a list. The platform holds members to their nullability, but not items, so one null would surface as a fault wherever the list is read.</summary>
internal static class ListItems
{
    private const int MaxDepth = 62;

    /// <exception cref="JsonException">A list holds null, or the document is no JSON.</exception>
    public static void DemandValues(ReadOnlySpan<byte> document)
    {
        Utf8JsonReader reader = new(document, new JsonReaderOptions { MaxDepth = MaxDepth });
        // One bit per depth: whether what stands there is an item of a list.
        ulong inList = 0;
        while (reader.Read())
        {
            var below = 1UL << (reader.CurrentDepth + 1);
            if (reader.TokenType == JsonTokenType.StartArray) inList |= below;
            if (reader.TokenType == JsonTokenType.StartObject) inList &= ~below;
            if (reader.TokenType == JsonTokenType.Null && (inList & (1UL << reader.CurrentDepth)) != 0) throw new JsonException($"a list holds null at byte {reader.TokenStartIndex}");
        }
    }
}
