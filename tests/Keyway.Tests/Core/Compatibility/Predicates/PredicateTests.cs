// SPDX-License-Identifier: Apache-2.0

using System.Text;
using Keyway.Artifacts;
using Keyway.Compatibility;
using Keyway.Compatibility.Predicates;
using Keyway.Tests.Fixtures;
using Keyway.Versions;

namespace Keyway.Tests.Core.Compatibility.Predicates;

public sealed class PredicateTests
{
    private static readonly KernelSymbols Symbols = KernelSymbols.Parse(new StringReader("0x00000001\tmodule_layout\n0x00000002\tkfree\n"), "Module.symvers");

    // The truth table of spec/matrix: absent, null, a value of a kind the operator cannot read.
    [Theory]
    [InlineData("""{"fact":"a","op":"eq","value":"x"}""", "?FF")]
    [InlineData("""{"fact":"a","op":"ne","value":"x"}""", "?TT")]
    [InlineData("""{"fact":"a","op":"eq","otherFact":"nobody"}""", "???")]
    [InlineData("""{"fact":"a","op":"ne","otherFact":"nobody"}""", "???")]
    [InlineData("""{"fact":"a","op":"eq","otherFact":"none"}""", "?TF")]
    [InlineData("""{"fact":"a","op":"ne","otherFact":"none"}""", "?FT")]
    [InlineData("""{"fact":"a","op":"in","value":["x"]}""", "?FF")]
    [InlineData("""{"fact":"a","op":"range","scheme":"dotted","value":">=1"}""", "?F?")]
    [InlineData("""{"fact":"a","op":"hasAll","value":["x"]}""", "?F?")]
    [InlineData("""{"fact":"a","op":"hasAny","value":["x"]}""", "?F?")]
    [InlineData("""{"fact":"a","op":"exists"}""", "?FT")]
    [InlineData("""{"fact":"a","op":"absent"}""", "?TF")]
    [InlineData("""{"fact":"a","op":"glob","value":"*"}""", "?F?")]
    [InlineData("""{"fact":"a","op":"crcSubset","value":{"kfree":"0x00000002"}}""", "?F?")]
    [InlineData("""{"each":"a","where":{"member":"x","op":"exists"}}""", "?T?")]
    [InlineData("""{"any":"a","where":{"member":"x","op":"exists"}}""", "?F?")]
    [InlineData("""{"count":"a","atMost":0}""", "?T?")]
    [InlineData("""{"count":"a","atLeast":1}""", "?F?")]
    [InlineData("""{"same":"a","member":"x"}""", "?T?")]
    [InlineData("""{"not":{"fact":"a","op":"exists"}}""", "?TF")]
    [InlineData("""{"fact":"a","member":"x","op":"exists"}""", "?F?")]
    public void The_truth_table_of_the_spec_holds(string json, string expected)
    {
        var predicate = Parse(json);
        var rest = HostFacts.Empty.With("none", FactValue.Nothing);

        var answers = new[] { rest, rest.With("a", FactValue.Nothing), rest.With("a", FactValue.Of(true)) }.Select(facts => Letter(predicate.Holds(facts)));

        Assert.Equal(expected, string.Concat(answers));
    }

    [Theory]
    [InlineData("""{"fact":"gpu.driver","op":"eq","value":"580.126.09"}""", "T")]
    [InlineData("""{"fact":"fabric-manager.version","op":"eq","otherFact":"gpu.driver"}""", "F")]
    [InlineData("""{"fact":"gpu.driver","op":"range","scheme":"nvidia-driver","value":">=580"}""", "T")]
    [InlineData("""{"fact":"cpu.count","op":"range","scheme":"integer","value":">=128"}""", "F")]
    [InlineData("""{"fact":"cpu.count","op":"in","value":[64,72]}""", "T")]
    [InlineData("""{"fact":"kernel.release","op":"glob","value":"6.12.*-riscv64"}""", "T")]
    [InlineData("""{"fact":"isa.extensions","op":"hasAll","value":["v","zba"]}""", "T")]
    [InlineData("""{"fact":"isa.extensions","op":"hasAny","value":["sve"]}""", "F")]
    [InlineData("""{"fact":"kernel.modules","op":"hasAll","value":["mlx5_ib","ib_umad"]}""", "F")]
    [InlineData("""{"fact":"kernel.config","member":"CONFIG_OF","op":"eq","value":"y"}""", "T")]
    [InlineData("""{"fact":"kernel.config","member":"CONFIG_NVLINK","op":"eq","value":"y"}""", "?")]
    [InlineData("""{"each":"gpu.devices","where":{"member":"mig","op":"absent"}}""", "?")]
    [InlineData("""{"any":"gpu.devices","where":{"member":"vbios","op":"range","scheme":"hex-quad","value":">=96.00.80.00.00"}}""", "T")]
    [InlineData("""{"each":"gpu.devices","where":{"member":"driver","op":"eq","otherFact":"gpu.driver"}}""", "F")]
    [InlineData("""{"count":"gpu.devices","atLeast":2,"atMost":2}""", "T")]
    [InlineData("""{"count":"gpu.devices","where":{"member":"mig","op":"absent"},"atLeast":1}""", "T")]
    [InlineData("""{"same":"gpu.devices","member":"vbios"}""", "F")]
    [InlineData("""{"same":"gpu.devices","member":"mig"}""", "?")]
    [InlineData("""{"any":"isa.extensions","where":{"member":".","op":"glob","value":"zb*"}}""", "T")]
    [InlineData("""{"fact":"kernel.symvers.digest","op":"crcSubset","value":{"kfree":"0x00000002"}}""", "T")]
    [InlineData("""{"fact":"kernel.symvers.digest","op":"crcSubset","value":{"kfree":"0x00000003"}}""", "F")]
    [InlineData("""{"fact":"kernel.symvers.digest","op":"crcSubset","value":{"vfree":"0x00000003"}}""", "F")]
    [InlineData("""{"any":[{"fact":"unheard","op":"exists"},{"fact":"cpu.count","op":"exists"}]}""", "T")]
    [InlineData("""{"all":[{"fact":"unheard","op":"exists"},{"fact":"cpu.count","op":"absent"}]}""", "F")]
    [InlineData("""{"same":"gpu.driver"}""", "?")]
    public void Every_operator_answers_about_values(string json, string expected) =>
        Assert.Equal(expected, Letter(Parse(json).Holds(new PredicateScope(Host) { Symbols = Symbols })));

    [Fact]
    public void Hosts_of_a_domain_agree_or_differ()
    {
        var same = Parse("""{"same":"gpu.driver"}""");
        PredicateScope Domain(params string?[] versions) => new(Host) { Domain = [.. versions.Select(version => version is null ? HostFacts.Empty : HostFacts.Empty.With("gpu.driver", version))] };

        Assert.Equal("T?F", string.Concat(new[] { Domain("1", "1"), Domain("1", null), Domain("1", null, "2") }.Select(scope => Letter(same.Holds(scope)))));
        Assert.Equal(Truth.True, same.Holds(HostFacts.Empty.With("domain.members", FactValue.Nothing)));
        Assert.Equal("found 1 (1), 2 (1), not known (1); wanted the same gpu.driver on every host of the domain", same.Explain(Domain("1", null, "2")).Reason);
    }

    [Fact]
    public void A_reason_names_both_values_and_where_the_fact_came_from()
    {
        var answer = Parse("""{"all":[{"fact":"gpu.driver","op":"exists"},{"fact":"fabric-manager.version","op":"eq","otherFact":"gpu.driver"}]}""").Explain(Host);

        var leaf = Assert.Single(answer.Deciding());
        Assert.Equal("fabric-manager.version is 590.48.01; wanted the same as gpu.driver, which is 580.126.09", leaf.Reason);
        Assert.Equal("nv-fabricmanager --version", leaf.Source);
        Assert.Equal(Outcome.Fail, answer.ToFinding("matrix").Outcome);
        Assert.Equal(leaf.Reason, answer.Reason);
    }

    [Fact]
    public void A_predicate_names_the_facts_it_reads() =>
        Assert.Equal(["fabric-manager.version", "gpu.devices", "gpu.driver"], Parse("""{"any":[{"each":"gpu.devices","where":{"member":"driver","op":"eq","otherFact":"gpu.driver"}},{"fact":"fabric-manager.version","op":"exists"}]}""").Names.Select(name => name.ToString()));

    [Fact]
    public void A_refusal_names_every_problem_with_its_place()
    {
        var refusal = Assert.Throws<KeywayException>(() => Parse("{\n  \"all\": [\n    {\"fact\": \"gpu.driver\", \"op\": \"range\", \"value\": \">=1\"},\n    {\"fact\": \"a\", \"op\": \"like\"}\n  ]\n}"));

        Assert.Equal("KW3200", refusal.Code.Id);
        Assert.Contains("p.json(3,5): error KW1335: 'predicate' has no member 'scheme'", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("p.json(4,25): error KW1337: 'op' is 'like'; valid: absent, crcSubset, eq, exists, glob, hasAll, hasAny, in, ne, range", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Depth_size_and_syntax_are_bounded()
    {
        var deep = string.Concat(Enumerable.Repeat("{\"not\":", 8)) + """{"fact":"a","op":"exists"}""" + new string('}', 8);

        Assert.Contains("KW3201", Refused(deep), StringComparison.Ordinal);
        Assert.Contains("KW3201", Refused("""{"all":[""" + string.Join(',', Enumerable.Repeat("""{"fact":"a","op":"exists"}""", 256)) + "]}"), StringComparison.Ordinal);
        Assert.Contains("KW3201", Refused(new string(' ', Predicate.MaximumBytes) + "{}"), StringComparison.Ordinal);
        Assert.Contains("KW3202", Refused("{"), StringComparison.Ordinal);
    }

    internal static Predicate Parse(string json) => Predicate.Parse(Encoding.UTF8.GetBytes(json), "p.json");

    private static string Refused(string json) => Assert.Throws<KeywayException>(() => Parse(json)).Message;

    private static HostFacts Host => HostFacts.Empty
        .With("gpu.driver", "580.126.09", "nvidia-smi -q -x").With("fabric-manager.version", "590.48.01", "nv-fabricmanager --version")
        .With("cpu.count", FactValue.Of(64)).With("kernel.release", "6.12.107+deb13-riscv64")
        .With("isa.extensions", FactValue.Of(["v", "zba", "zbb"]))
        .With("kernel.modules", FactValue.Of([KeyValuePair.Create("mlx5_ib", FactValue.Nothing)]))
        .With("kernel.config", FactValue.Of([KeyValuePair.Create("CONFIG_OF", FactValue.Of("y"))]))
        .With("kernel.symvers.digest", Symbols.Digest.ToString())
        .With("gpu.devices", FactValue.Of([Gpu("96.00.74.00.01", "580.126.09", FactValue.Nothing), Gpu("96.00.9A.00.01", "535", null)]));

    private static FactValue Gpu(string vbios, string driver, FactValue? mig) => FactValue.Of(
        new[] { KeyValuePair.Create("vbios", FactValue.Of(vbios)), KeyValuePair.Create("driver", FactValue.Of(driver)) }.Concat(mig is null ? [] : [KeyValuePair.Create("mig", mig)]));

    private static string Letter(Truth truth) => truth switch { Truth.True => "T", Truth.False => "F", _ => "?" };
}
