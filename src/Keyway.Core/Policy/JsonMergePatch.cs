// SPDX-License-Identifier: Apache-2.0

using System.Text.Json;
using System.Text.Json.Nodes;

namespace Keyway.Policy;

/// <summary>RFC 7396: members of the patch replace those of the document, null removes, everything but objects replaces as a whole.</summary>
internal static class JsonMergePatch
{
    public static JsonElement Apply(JsonElement document, JsonElement patch)
    {
        var merged = Merge(Node(document), patch);
        return merged is null ? JsonElement.Parse("null") : JsonElement.Parse(merged.ToJsonString());
    }

    private static JsonNode? Merge(JsonNode? document, JsonElement patch)
    {
        if (patch.ValueKind != JsonValueKind.Object) return Node(patch);
        var target = document as JsonObject ?? [];
        foreach (var member in patch.EnumerateObject())
        {
            if (member.Value.ValueKind == JsonValueKind.Null)
            {
                target.Remove(member.Name);
                continue;
            }

            target.TryGetPropertyValue(member.Name, out var old);
            target.Remove(member.Name);
            target.Add(member.Name, Merge(old, member.Value));
        }

        return target;
    }

    private static JsonNode? Node(JsonElement element) => JsonNode.Parse(element.GetRawText());
}
