// SPDX-License-Identifier: Apache-2.0

using System.Text.Json.Nodes;

namespace Keyway.Artifacts.Trust.Tuf;

/// <summary>Changes who may sign: the <c>keys</c> and <c>keyids</c> of a root or of a targets role's delegations. A key that no role lists any more goes. Pure.</summary>
internal static class KeyList
{
    public static void Add(JsonObject keys, JsonObject role, IEnumerable<RoleKey> added)
    {
        var ids = role["keyids"]!.AsArray();
        foreach (var key in added)
        {
            var id = key.Id;
            keys[id] ??= JsonNode.Parse(key.Json);
            if (!Texts(ids).Contains(id)) ids.Add((JsonNode)id);
        }
    }

    /// <returns>Whether the key was listed.</returns>
    public static bool Remove(JsonObject role, string keyId)
    {
        var ids = role["keyids"]!.AsArray();
        var at = Texts(ids).ToList().IndexOf(keyId);
        if (at >= 0) ids.RemoveAt(at);
        return at >= 0;
    }

    public static void DropUnused(JsonObject keys, IEnumerable<JsonObject> roles)
    {
        var used = roles.SelectMany(role => Texts(role["keyids"]!.AsArray())).ToHashSet(StringComparer.Ordinal);
        foreach (var id in keys.Select(key => key.Key).Where(id => !used.Contains(id)).ToList()) keys.Remove(id);
    }

    private static IEnumerable<string> Texts(JsonArray array) => array.Select(item => item!.GetValue<string>());
}
