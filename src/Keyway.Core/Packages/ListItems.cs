// SPDX-License-Identifier: Apache-2.0

using System.Text.Json;

namespace Keyway.Packages;

/// <summary>
/// Refuses null as an item of a list or a value of a map. The platform holds members to their nullability, but not items, so one null would surface as a fault wherever
/// the list is read.
/// </summary>
internal static class ListItems
{
    private const int MaxDepth = 62;

    /// <param name="document">The bytes.</param>
    /// <param name="maps">Members whose objects have data for names: their values are items too.</param>
    /// <exception cref="JsonException">A list or map holds null, or the document is no JSON.</exception>
    public static void DemandValues(ReadOnlySpan<byte> document, params ReadOnlySpan<string> maps)
    {
        Utf8JsonReader reader = new(document, new JsonReaderOptions { MaxDepth = MaxDepth });
        // One bit per depth: whether what stands there is an item.
        ulong items = 0;
        var isMap = false;
        while (reader.Read())
        {
            var below = 1UL << (reader.CurrentDepth + 1);
            if (reader.TokenType == JsonTokenType.StartArray || (reader.TokenType == JsonTokenType.StartObject && isMap)) items |= below;
            else if (reader.TokenType == JsonTokenType.StartObject) items &= ~below;
            if (reader.TokenType == JsonTokenType.Null && (items & (1UL << reader.CurrentDepth)) != 0) throw new JsonException($"a list or map holds null at byte {reader.TokenStartIndex}");
            isMap = reader.TokenType == JsonTokenType.PropertyName && IsAmong(ref reader, maps);
        }
    }

    private static bool IsAmong(scoped ref Utf8JsonReader reader, scoped ReadOnlySpan<string> maps)
    {
        foreach (var map in maps)
            if (reader.ValueTextEquals(map)) return true;
        return false;
    }
}
