// SPDX-License-Identifier: Apache-2.0

using System.Text.Json.Nodes;
using Keyway.Compatibility;
using Keyway.Compatibility.Predicates;
using Keyway.Hosts.Probe;
using Keyway.Tests.Fixtures;
using Keyway.Versions;

namespace Keyway.Tests.Core.Compatibility.Predicates;

/// <summary>What must be so for every predicate and all facts.</summary>
public sealed class PredicateLawTests
{
    [Fact]
    public void Adding_a_fact_never_turns_true_into_false_or_back()
    {
        Random random = new(4107);
        PredicateSketch sketch = new(random);
        var decided = 0;
        for (var round = 0; round < 5000; round++)
        {
            var predicate = PredicateTests.Parse(sketch.Next().ToJsonString());
            var facts = HostFacts.Empty;
            var before = predicate.Holds(facts);
            foreach (var name in new[] { "a", "b", "c", "gpu.devices" }.OrderBy(_ => random.Next()))
            {
                facts = facts.With(name, sketch.Value());
                var after = predicate.Holds(facts);
                Assert.True(before == Truth.Unknown || before == after, $"{predicate} was {before} and became {after}");
                Assert.Equal(after, predicate.Explain(facts).Truth);
                before = after;
            }

            if (before != Truth.Unknown) decided++;
        }

        Assert.True(decided > 1000, $"only {decided} of 5000 were decided: the law was hardly tried");
    }

    [Fact]
    public void Order_of_parts_and_members_never_matters()
    {
        Random random = new(4108);
        PredicateSketch sketch = new(random);
        for (var round = 0; round < 2000; round++)
        {
            var json = sketch.Next();
            var facts = HostFacts.Empty;
            foreach (var name in new[] { "a", "b", "gpu.devices" }.Where(_ => random.Next(4) > 0)) facts = facts.With(name, sketch.Value());

            Assert.Equal(PredicateTests.Parse(json.ToJsonString()).Holds(facts), PredicateTests.Parse(Shuffled(json, random).ToJsonString()).Holds(facts));
        }
    }

    [Fact]
    public void The_canonical_form_is_a_fixed_point_and_the_same_predicate()
    {
        PredicateSketch sketch = new(new Random(4109));
        for (var round = 0; round < 2000; round++)
        {
            var predicate = PredicateTests.Parse(sketch.Next().ToJsonString());

            Assert.Equal(predicate.ToJson(), PredicateTests.Parse(predicate.ToJson()).ToJson());
        }
    }

    [Theory]
    [InlineData("amd64-gpu-node")]
    [InlineData("riscv64-board")]
    [InlineData("riscv64-gpu-node")]
    public async Task Deleting_any_fact_of_a_sample_host_never_turns_true_into_false_or_back(string name)
    {
        var report = await HostProbe.ReadAsync(RepositoryRoot.Combine("samples", "hosts", name), new ProbeOptions(), FixedTime.Default, TestContext.Current.CancellationToken);

        var predicates = report.Facts.Facts.SelectMany(fact => About(fact.Key, fact.Value.Value)).ToArray();
        foreach (var fact in report.Facts.Facts.Keys)
        {
            var less = report.Facts.Without(fact);
            Assert.All(predicates.Where(predicate => predicate.Names.Contains(fact)), predicate => Assert.True(predicate.Holds(less) is Truth.Unknown || predicate.Holds(less) == predicate.Holds(report.Facts)));
        }
    }

    // Both answers of every operator, for the fact and joined with one that is always known.
    private static IEnumerable<Predicate> About(FactName name, FactValue value)
    {
        List<JsonObject> leaves =
        [
            new() { ["fact"] = name.ToString(), ["op"] = "exists" },
            new() { ["fact"] = name.ToString(), ["op"] = "ne", ["otherFact"] = "isa.name" },
            new() { ["fact"] = name.ToString(), ["op"] = "eq", ["value"] = value is FactValue.Text { Value.Length: < 1000 } text ? text.Value : "another" },
            new() { ["fact"] = name.ToString(), ["op"] = "range", ["scheme"] = "dotted", ["value"] = ">=1" },
            new() { ["fact"] = name.ToString(), ["op"] = "hasAny", ["value"] = new JsonArray("m", "zba", "fpu") },
            new() { ["fact"] = name.ToString(), ["op"] = "glob", ["value"] = "*e*" },
            new() { ["each"] = name.ToString(), ["where"] = new JsonObject { ["member"] = "driver", ["op"] = "exists" } },
            new() { ["same"] = name.ToString(), ["member"] = "vendor" },
        ];
        foreach (var leaf in leaves)
        {
            yield return PredicateTests.Parse(leaf.ToJsonString());
            yield return PredicateTests.Parse($$"""{"any":[{"not":{{leaf.ToJsonString()}}},{"fact":"kernel.release","op":"absent"}]}""");
        }
    }

    private static JsonNode Shuffled(JsonNode node, Random random) => node switch
    {
        JsonObject map => new JsonObject([.. map.OrderBy(_ => random.Next()).Select(member => KeyValuePair.Create(member.Key, (JsonNode?)Shuffled(member.Value!, random)))]),
        JsonArray list => new JsonArray([.. list.OrderBy(_ => random.Next()).Select(item => Shuffled(item!, random))]),
        _ => node.DeepClone(),
    };
}
