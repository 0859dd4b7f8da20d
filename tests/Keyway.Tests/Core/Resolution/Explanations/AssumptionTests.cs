// SPDX-License-Identifier: Apache-2.0

using Keyway.Artifacts;
using Keyway.Compatibility;
using Keyway.Resolution;
using Keyway.Resolution.Explanations;
using Keyway.Tests.Fixtures;

namespace Keyway.Tests.Core.Resolution.Explanations;

public sealed class AssumptionTests
{
    [Theory]
    [InlineData("kernel=6.6", "kernel.release", "\"6.6\"")]
    [InlineData("isa=amd64", "isa.name", "\"amd64\"")]
    [InlineData("page-size=65536", "memory.page-size", "65536")]
    [InlineData("link.profiles=fusion-1.0,fusion-2.0", "link.profiles", "[\"fusion-1.0\",\"fusion-2.0\"]")]
    [InlineData("gpu.devices=[{\"name\":\"GH200\"}]", "gpu.devices", "[{\"name\":\"GH200\"}]")]
    [InlineData("kernel.config={\"MODULES\":\"y\"}", "kernel.config", "{\"MODULES\":\"y\"}")]
    [InlineData("security.secure-boot=true", "security.secure-boot", "true")]
    [InlineData("kernel.vermagic=null", "kernel.vermagic", "null")]
    [InlineData("os.version-id=13", "os.version-id", "\"13\"")]
    public void An_assumption_is_a_fact_and_a_value_of_its_kind(string text, string name, string value)
    {
        var assumption = Assumption.Parse(text);

        Assert.Equal((name, value), (assumption.Name.ToString(), assumption.Value.ToString()));
    }

    [Theory]
    [InlineData("kernel", "KW3151")]
    [InlineData("=6.6", "KW3151")]
    [InlineData("page-size=big", "KW3152")]
    [InlineData("page-size=9007199254740993", "KW3152")]
    [InlineData("security.secure-boot=maybe", "KW3152")]
    [InlineData("gpu.devices=[1", "KW3152")]
    [InlineData("kernel.config=MODULES", "KW3152")]
    [InlineData("isa=", "KW3152")]
    [InlineData("Kernel=6.6", "KW3050")]
    [InlineData("kernel=six", "KW3004")]
    public void What_is_no_assumption_is_refused(string text, string code)
    {
        var refusal = Assert.Throws<KeywayException>(() => Assumption.Parse(text));

        Assert.Equal(code, refusal.Code.Id);
        if (text is "kernel" or "page-size=big") Golden.Verify($"errors/{code}.txt", ErrorText.Of(refusal));
    }

    [Fact]
    public void An_assumed_kernel_leaves_nothing_known_that_depends_on_the_kernel()
    {
        var facts = ResolverTests.TheHost();

        var assumptions = Assumptions.Of([Assumption.Parse("kernel=6.6")], facts);
        var situation = assumptions.Apply(new Situation(facts, ResolverTests.HostSymbols, new ResolvePolicy { Today = new DateOnly(2026, 11, 24) }), DateTimeOffset.UnixEpoch);

        Assert.Equal(["kernel.symvers.digest", "kernel.vermagic"], assumptions.Forgotten.Select(name => name.ToString()));
        Assert.Equal("6.6", situation.Facts.TextOf(FactNames.KernelRelease));
        Assert.Equal(("--assume", FactMethod.Declared), (situation.Facts.Find(FactNames.KernelRelease)!.Source, situation.Facts.Find(FactNames.KernelRelease)!.Method));
        Assert.Null(situation.Facts.Find(FactNames.KernelVermagic));
        Assert.NotNull(situation.Facts.Find(FactNames.PageSize));
    }

    [Fact]
    public void What_is_assumed_itself_is_kept_and_what_is_true_anyway_changes_nothing()
    {
        var facts = ResolverTests.TheHost().With("isa.name", "arm64");

        Assert.Equal(["kernel.symvers.digest", "memory.page-size"], Assumptions.Of([Assumption.Parse("kernel=6.6"), Assumption.Parse("kernel.vermagic=6.6 SMP")], facts).Forgotten.Select(name => name.ToString()));
        Assert.Empty(Assumptions.Of([Assumption.Parse("kernel=6.12.107+deb13-riscv64")], facts).Forgotten);
        Assert.Equal(["kernel.release", "kernel.symvers.digest", "kernel.vermagic", "memory.page-size"], Assumptions.Of([Assumption.Parse("isa=riscv64")], facts).Forgotten.Select(name => name.ToString()));
    }

    [Fact]
    public void A_package_that_is_no_candidate_is_refused_with_the_nearest_name()
    {
        var refusal = Assert.Throws<KeywayException>(() => new WantedPackage("demo:2.3.2").Among([new PackageSketch().Build()]));

        Golden.Verify("errors/KW3150.txt", ErrorText.Of(refusal));
    }
}
