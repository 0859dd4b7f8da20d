// SPDX-License-Identifier: Apache-2.0

using System.Buffers;
using System.Text.Json.Nodes;

namespace Keyway.Artifacts.Trust.Tuf;

/// <summary>Changes the delegations of a targets role (DELEGATIONS in TUF section 4.5). Pure.</summary>
internal static class DelegationEdit
{
    private static readonly SearchValues<char> NameCharacters = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.");

    /// <summary>Names of ours are their own file names everywhere; clients take any name.</summary>
    /// <exception cref="KeywayException">KW2333: this delegation cannot be.</exception>
    public static void Demand(DelegationPlan plan)
    {
        if (plan.Name.Length is 0 or > 100 || plan.Name[0] == '.' || plan.Name.AsSpan().ContainsAnyExcept(NameCharacters))
            throw Errors.BadPlan(plan.Name, "a role's name has 1 to 100 letters, digits, '-', '_' and '.', and does not start with '.'");
        if (RoleNames.IsTopLevel(plan.Name)) throw Errors.BadPlan(plan.Name, "that is a top-level role");
        if (plan.Paths.Count > 0 == plan.HashPrefixes.Count > 0) throw Errors.BadPlan(plan.Name, "it needs either path patterns or hash prefixes");
        plan.Keys.Demand(plan.Name);
    }

    public static void Add(JsonObject signed, DelegationPlan plan)
    {
        var delegations = (signed["delegations"] ??= new JsonObject { ["keys"] = new JsonObject(), ["roles"] = new JsonArray() }).AsObject();
        if (Find(delegations, plan.Name) is not null) throw Errors.BadPlan(plan.Name, "it is delegated to already; rotate its keys instead");
        JsonObject role = new() { ["name"] = plan.Name, ["keyids"] = new JsonArray(), ["threshold"] = plan.Keys.Threshold, ["terminating"] = plan.IsTerminating };
        role[plan.Paths.Count > 0 ? "paths" : "path_hash_prefixes"] = new JsonArray([.. (plan.Paths.Count > 0 ? plan.Paths : plan.HashPrefixes).Select(text => (JsonNode)text)]);
        KeyList.Add(delegations["keys"]!.AsObject(), role, plan.Keys.Keys);
        delegations["roles"]!.AsArray().Add((JsonNode)role);
    }

    public static void Rotate(JsonObject signed, string role, IReadOnlyList<RoleKey> added, IReadOnlyList<string> removedKeyIds, int? threshold)
    {
        var delegations = signed["delegations"]!.AsObject();
        var keys = delegations["keys"]!.AsObject();
        KeyRotation.Apply(role, keys, Find(delegations, role)!, added, removedKeyIds, threshold);
        KeyList.DropUnused(keys, delegations["roles"]!.AsArray().Select(each => each!.AsObject()));
    }

    private static JsonObject? Find(JsonObject delegations, string name) =>
        delegations["roles"]!.AsArray().Select(role => role!.AsObject()).FirstOrDefault(role => role["name"]!.GetValue<string>() == name);
}
