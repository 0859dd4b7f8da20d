// SPDX-License-Identifier: Apache-2.0

using System.Text.Json.Nodes;

namespace Keyway.Compatibility.Importing;

/// <summary>Predicates as JSON, in the words of spec/matrix §"Predicates".</summary>
internal static class Conditions
{
    /// <summary>Most values in one test.</summary>
    public const int MaximumValues = 1024;

    public static JsonObject Eq(string fact, string value) => new() { ["fact"] = fact, ["op"] = "eq", ["value"] = value };

    public static JsonObject Ne(string fact, string member, string value) => new() { ["fact"] = fact, ["member"] = member, ["op"] = "ne", ["value"] = value };

    public static JsonObject In(string fact, string? member, IEnumerable<string> values) => Leaf(fact, member, "in", Texts(values));

    public static JsonObject Presence(string fact, string? member, bool isWanted) => Leaf(fact, member, isWanted ? "exists" : "absent", null);

    public static JsonObject Glob(string fact, string? member, string pattern) => Leaf(fact, member, "glob", pattern);

    public static JsonObject HasAll(string fact, params IEnumerable<string> values) => Leaf(fact, null, "hasAll", Texts(values));

    public static JsonObject Range(string fact, string scheme, string range) => new() { ["fact"] = fact, ["op"] = "range", ["scheme"] = scheme, ["value"] = range };

    public static JsonObject CrcSubset(JsonObject symbols) => new() { ["fact"] = "kernel.symvers.digest", ["op"] = "crcSubset", ["value"] = symbols };

    /// <summary>A test of a member of the item, for <see cref="AnyItem"/>.</summary>
    public static JsonObject Item(string member, string op, JsonNode value) => new() { ["member"] = member, ["op"] = op, ["value"] = value };

    public static JsonObject AnyItem(string list, JsonObject where) => new() { ["any"] = list, ["where"] = where };

    public static JsonObject Not(JsonObject part) => part["not"] is JsonObject inner ? (JsonObject)inner.DeepClone() : new() { ["not"] = part };

    public static JsonObject All(IReadOnlyList<JsonObject> parts) => Group("all", parts);

    public static JsonObject Any(IReadOnlyList<JsonObject> parts) => Group("any", parts);

    /// <summary>A GPU with one of these PCI device ids; at most <see cref="MaximumValues"/>.</summary>
    public static JsonObject Gpu(string vendor, IEnumerable<string> devices) =>
        AnyItem("gpu.devices", All([Item("vendor", "eq", vendor), Item("device", "in", Texts(devices))]));

    public static JsonArray Texts(IEnumerable<string> values) => [.. values.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).Select(value => (JsonNode)value)];

    private static JsonObject Group(string kind, IReadOnlyList<JsonObject> parts) => parts.Count == 1 ? parts[0] : new() { [kind] = new JsonArray([.. parts]) };

    private static JsonObject Leaf(string fact, string? member, string op, JsonNode? value)
    {
        JsonObject leaf = new() { ["fact"] = fact };
        if (member is not null) leaf["member"] = member;
        leaf["op"] = op;
        if (value is not null) leaf["value"] = value;
        return leaf;
    }
}
