// SPDX-License-Identifier: Apache-2.0

using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Keyway.Artifacts;
using Keyway.Compatibility;
using Keyway.Tests.Fixtures;

namespace Keyway.Tests.Core.Compatibility;

public sealed class FactsDocumentTests
{
    private const string Minimal = """{"schemaVersion":1,"facts":{}}""";

    [Fact]
    public void A_document_reads_back_and_writes_the_same_bytes()
    {
        var facts = Example();

        var json = facts.ToJson();

        Golden.Verify("facts.json", Encoding.UTF8.GetString(json));
        Assert.Equal(json, HostFacts.Parse(json, "x").ToJson());
    }

    [Fact]
    public void Order_of_members_and_white_space_do_not_matter()
    {
        var json = """
            { "warnings": [], "facts": { "b": {"observedAt":"2026-11-24T09:30:15Z","method":"file","source":"/x","value":2},
              "a": {"value":1,"source":"/x","method":"file","observedAt":"2026-11-24T09:30:15Z"} }, "schemaVersion": 1 }
            """;

        var facts = Parse(json);

        Assert.Equal(["a", "b"], facts.Facts.Keys.Select(name => name.ToString()));
    }

    [Fact]
    public void Null_is_known_and_absent_is_not()
    {
        var facts = HostFacts.Empty.With("soc.id", FactValue.Nothing);

        Assert.NotNull(facts.Find(FactName.Parse("soc.id")));
        Assert.Null(facts.Find(FactName.Parse("soc.family")));
        Assert.Null(facts.Without(FactName.Parse("soc.id")).Find(FactName.Parse("soc.id")));
    }

    [Fact]
    public void Values_are_equal_by_content()
    {
        Assert.Equal(FactValue.Of(["a", "b"]), FactValue.Of(["a", "b"]));
        Assert.NotEqual(FactValue.Of(["a", "b"]), FactValue.Of(["b", "a"]));
        Assert.Equal(FactValue.Of([KeyValuePair.Create("k", FactValue.Of(1))]), FactValue.Of([KeyValuePair.Create("k", FactValue.Of(1))]));
        Assert.NotEqual<FactValue>(FactValue.Of(1), FactValue.Of("1"));
    }

    [Fact]
    public void Any_value_survives_the_round_trip()
    {
        Prop.ForAll(Values().ToArbitrary(), value =>
        {
            var facts = HostFacts.Empty.With("x", value);
            return HostFacts.Parse(facts.ToJson(), "x").Find(FactName.Parse("x"))!.Value.Equals(value);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(300).WithReplay(20261124, 7));
    }

    [Theory]
    [InlineData("KW3051-empty", "")]
    [InlineData("KW3051-cut", """{"schemaVersion":1,""")]
    [InlineData("KW3051-duplicate", """{"schemaVersion":1,"facts":{},"facts":{}}""")]
    [InlineData("KW3051-surrogate", """{"schemaVersion":1,"facts":{"a":{"value":"\ud800","source":"/x","method":"file","observedAt":"2026-11-24T09:30:15Z"}}}""")]
    [InlineData("KW3051-deep", """{"schemaVersion":1,"facts":{"a":{"value":[[[[[[[[[[[[1]]]]]]]]]]]],"source":"/x","method":"file","observedAt":"2026-11-24T09:30:15Z"}}}""")]
    [InlineData("KW3052-list", "[]")]
    [InlineData("KW3052-no-version", """{"facts":{}}""")]
    [InlineData("KW3052-version", """{"schemaVersion":2,"facts":{}}""")]
    [InlineData("KW3052-unknown-member", """{"schemaVersion":1,"facts":{},"extra":1}""")]
    [InlineData("KW3052-facts-list", """{"schemaVersion":1,"facts":[]}""")]
    [InlineData("KW3052-fact-member", """{"schemaVersion":1,"facts":{"a":{"value":1,"source":"/x","method":"file","observedAt":"2026-11-24T09:30:15Z","unit":"kB"}}}""")]
    [InlineData("KW3052-fact-incomplete", """{"schemaVersion":1,"facts":{"a":{"value":1}}}""")]
    [InlineData("KW3052-fraction", """{"schemaVersion":1,"facts":{"a":{"value":1.5,"source":"/x","method":"file","observedAt":"2026-11-24T09:30:15Z"}}}""")]
    [InlineData("KW3052-too-big", """{"schemaVersion":1,"facts":{"a":{"value":9007199254740992,"source":"/x","method":"file","observedAt":"2026-11-24T09:30:15Z"}}}""")]
    [InlineData("KW3052-method", """{"schemaVersion":1,"facts":{"a":{"value":1,"source":"/x","method":"guess","observedAt":"2026-11-24T09:30:15Z"}}}""")]
    [InlineData("KW3052-time", """{"schemaVersion":1,"facts":{"a":{"value":1,"source":"/x","method":"file","observedAt":"2026-11-24T09:30:15+01:00"}}}""")]
    [InlineData("KW3052-source", """{"schemaVersion":1,"facts":{"a":{"value":1,"source":null,"method":"file","observedAt":"2026-11-24T09:30:15Z"}}}""")]
    [InlineData("KW3052-warnings", """{"schemaVersion":1,"facts":{},"warnings":{}}""")]
    [InlineData("KW3052-warning", """{"schemaVersion":1,"facts":{},"warnings":[{"source":"/x"}]}""")]
    [InlineData("KW3052-name", """{"schemaVersion":1,"facts":{"A":{"value":1,"source":"/x","method":"file","observedAt":"2026-11-24T09:30:15Z"}}}""")]
    public void Hostile_documents_are_refused_with_place_and_rule(string name, string json)
    {
        var refusal = Assert.Throws<KeywayException>(() => Parse(json));

        Assert.Equal(name[..6], refusal.Code.Id);
        Golden.Verify($"errors/{name}.txt", ErrorText.Of(refusal));
    }

    [Fact]
    public void Sizes_are_bounded_before_anything_is_kept()
    {
        var many = string.Join(',', Enumerable.Range(0, 4097).Select(i => $"\"a{i}\":{{\"value\":1,\"source\":\"/x\",\"method\":\"file\",\"observedAt\":\"2026-11-24T09:30:15Z\"}}"));
        var items = string.Join(',', Enumerable.Repeat("1", 65_537));

        AssertTooLarge("KW3053-document", new string(' ', (8 << 20) + 1));
        AssertTooLarge("KW3053-facts", "{\"schemaVersion\":1,\"facts\":{" + many + "}}");
        AssertTooLarge("KW3053-text", OneFact($"\"{new string('x', 65_537)}\""));
        AssertTooLarge("KW3053-items", OneFact($"[{items}]"));
        AssertTooLarge("KW3053-members", OneFact("{" + string.Join(',', Enumerable.Range(0, 65_537).Select(i => $"\"{i}\":1")) + "}"));
    }

    [Fact]
    public void Mutated_documents_are_read_or_refused_but_never_crash()
    {
        var valid = Example().ToJson();
        Random random = new(20261124);
        for (var round = 0; round < 3000; round++)
        {
            var bytes = valid.ToArray();
            for (var change = random.Next(1, 4); change > 0; change--) bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            try
            {
                HostFacts.Parse(bytes.AsMemory(0, random.Next(bytes.Length + 1)), "x").ToJson();
            }
            catch (KeywayException refusal)
            {
                Assert.InRange(int.Parse(refusal.Code.Id[2..]), 3051, 3053);
            }
        }
    }

    [Fact]
    public void The_smallest_document_says_nothing() => Assert.Empty(Parse(Minimal).Facts);

    private static HostFacts Parse(string json) => HostFacts.Parse(Encoding.UTF8.GetBytes(json), "host.json");

    private static void AssertTooLarge(string name, string json)
    {
        var refusal = Assert.Throws<KeywayException>(() => Parse(json));
        Golden.Verify($"errors/{name}.txt", ErrorText.Of(refusal));
    }

    private static string OneFact(string value) =>
        """{"schemaVersion":1,"facts":{"a":{"value":VALUE,"source":"/x","method":"file","observedAt":"2026-11-24T09:30:15Z"}}}""".Replace("VALUE", value, StringComparison.Ordinal);

    private static HostFacts Example() => new(
        HostFacts.Empty
            .With("kernel.release", "6.12.107+deb13-riscv64", "/proc/sys/kernel/osrelease")
            .With("cpu.riscv.marchid", "0x8000000000000007", "/proc/cpuinfo")
            .With("memory.page-size", FactValue.Of(4096))
            .With("security.secure-boot", FactValue.Nothing)
            .With("security.module-signature", FactValue.Of(false))
            .With("gpu.devices", FactValue.Of([FactValue.Of([KeyValuePair.Create("name", FactValue.Of("Ünï 'x' <y> + z")), KeyValuePair.Create("mig", FactValue.Nothing)])])).Facts,
        [new ProbeWarning("/boot/config", "permission denied")]);

    private static Gen<FactValue> Values() => Gen.Sized(size => Value(Math.Min(size, 3)));

    private static Gen<FactValue> Value(int depth)
    {
        var leaves = Gen.OneOf(
            Gen.Constant(FactValue.Nothing),
            Gen.Elements("", "x", "0x710", "ß\n\"\\", "N/A").Select(FactValue.Of),
            Gen.Choose(int.MinValue, int.MaxValue).Select(number => FactValue.Of((long)number * 1000)),
            Gen.Elements(true, false).Select(FactValue.Of));
        if (depth == 0) return leaves;
        var inner = Value(depth - 1);
        return Gen.OneOf(
            leaves,
            Gen.ArrayOf(inner, 2).Select(items => FactValue.Of(items)),
            inner.Select(item => FactValue.Of([KeyValuePair.Create("k", item), KeyValuePair.Create("other key", item)])));
    }
}
