// SPDX-License-Identifier: Apache-2.0

using System.Text.Json.Nodes;
using Keyway.Compatibility;

namespace Keyway.Tests.Core.Compatibility.Predicates;

/// <summary>Random sound predicates, and facts that they have a say about, from a seeded source.</summary>
internal sealed class PredicateSketch(Random random)
{
    private static readonly string[] Facts = ["a", "b", "c", "gpu.devices"];
    private static readonly string[] Texts = ["1.2", "2.0", "x", "y"];

    public JsonObject Next(int depth = 3) => random.Next(depth > 0 ? 9 : 4) switch
    {
        4 => new() { ["not"] = Next(depth - 1) },
        5 or 6 => new() { [random.Next(2) == 0 ? "all" : "any"] = new JsonArray([.. Enumerable.Range(0, random.Next(1, 4)).Select(_ => Next(depth - 1))]) },
        7 => OverList(),
        8 => new() { ["same"] = "gpu.devices", ["member"] = Pick("a", "b") },
        _ => Leaf("fact", Pick(Facts)),
    };

    public FactValue Value() => random.Next(5) switch
    {
        0 => FactValue.Nothing,
        1 => FactValue.Of(random.Next(3)),
        2 => FactValue.Of(Enumerable.Range(0, random.Next(4)).Select(_ => Item())),
        3 => FactValue.Of([Pick(Texts)]),
        _ => FactValue.Of(Pick(Texts)),
    };

    private FactValue Item() => FactValue.Of(
        new[] { "a", "b" }.Where(_ => random.Next(3) > 0).Select(name => KeyValuePair.Create(name, random.Next(4) == 0 ? FactValue.Nothing : FactValue.Of(Pick(Texts)))));

    private JsonObject OverList() => random.Next(3) switch
    {
        0 => new() { ["each"] = "gpu.devices", ["where"] = Leaf("member", Pick("a", "b")) },
        1 => new() { ["any"] = "gpu.devices", ["where"] = Leaf("member", Pick("a", "b")) },
        _ => new() { ["count"] = "gpu.devices", ["where"] = Leaf("member", Pick("a", "b")), ["atLeast"] = random.Next(3), ["atMost"] = random.Next(2, 5) },
    };

    private JsonObject Leaf(string kind, string subject)
    {
        JsonObject leaf = new() { [kind] = subject };
        var op = Pick("eq", "ne", "in", "range", "hasAll", "hasAny", "exists", "absent", "glob");
        leaf["op"] = op;
        if (op == "range") leaf["scheme"] = "dotted";
        if (op is "eq" or "ne" && random.Next(3) == 0) leaf["otherFact"] = Pick(Facts);
        else if (op is "in" or "hasAll" or "hasAny") leaf["value"] = new JsonArray(Pick(Texts), random.Next(3));
        else if (op is not ("exists" or "absent")) leaf["value"] = op switch { "range" => Pick(">=1.2", "<2", "1.x"), "glob" => Pick("1*", "*", "x"), _ => Pick(Texts) };
        return leaf;
    }

    public string Pick(params string[] words) => words[random.Next(words.Length)];
}
