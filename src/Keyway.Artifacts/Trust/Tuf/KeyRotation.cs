// SPDX-License-Identifier: Apache-2.0

using System.Text.Json.Nodes;

namespace Keyway.Artifacts.Trust.Tuf;

/// <summary>One rotation of one role's keys. Pure.</summary>
internal static class KeyRotation
{
    public static void Apply(string role, JsonObject keys, JsonObject entry, IReadOnlyList<RoleKey> added, IReadOnlyList<string> removedKeyIds, int? threshold)
    {
        foreach (var id in removedKeyIds)
        {
            if (!KeyList.Remove(entry, id)) throw Errors.BadPlan(role, $"it has no key {id} to remove");
        }

        KeyList.Add(keys, entry, added);
        if (threshold is { } number) entry["threshold"] = number;
        var (count, needed) = (entry["keyids"]!.AsArray().Count, entry["threshold"]!.GetValue<int>());
        if (needed < 1 || needed > count) throw Errors.BadPlan(role, $"its threshold is {needed} and it has {count} keys");
    }
}
