// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using System.Text;
using Keyway.Compatibility;
using Keyway.Packages;
using Keyway.Resolution;
using Keyway.Resolution.Explanations;
using Keyway.Tests.Fixtures;
using static Keyway.Tests.Core.Resolution.PackageSketch;

namespace Keyway.Tests.Core.Resolution.Explanations;

public sealed class ExplainerTests
{
    private static readonly ResolvePolicy Policy = new() { Today = new DateOnly(2026, 11, 24) };

    [Fact]
    public void Every_change_shown_makes_its_candidate_fit_and_the_candidate_named_is_then_chosen()
    {
        var (shown, combined) = (0, 0);
        foreach (var problem in Enumerable.Range(0, 1500).Select(seed => GeneratedProblem.Of(seed)))
        {
            var explanation = Explain(problem);
            foreach (var miss in explanation.Nearest.Where(miss => miss.Remedy is not null))
            {
                var changed = miss.Remedy!.Changes.Aggregate(problem.Situation, (situation, change) => change.Apply(situation));
                Assert.Equal(CandidateVerdict.Chosen, Resolver.Resolve([miss.Candidate.Package], changed.Facts, changed.Symbols, changed.Policy).Candidates[0].Verdict);
                var granted = Assert.IsType<Granted>(Resolver.Resolve([.. problem.Packages], changed.Facts, changed.Symbols, changed.Policy));
                Assert.Equal(miss.Remedy.Then.Package.Index.Digest, granted.Chosen.Package.Index.Digest);
                shown++;
                if (miss.Remedy.Changes.Length > 1) combined++;
            }
        }

        Assert.True(shown > 2500 && combined > 400, $"only {shown} remedies, {combined} of several changes");
    }

    [Fact]
    public void No_change_of_a_remedy_can_be_left_out()
    {
        foreach (var problem in Enumerable.Range(5000, 400).Select(seed => GeneratedProblem.Of(seed)))
            foreach (var miss in Explain(problem).Nearest.Where(miss => miss.Remedy is not null))
                foreach (var left in miss.Remedy!.Changes)
                {
                    var without = miss.Remedy.Changes.Remove(left).Aggregate(problem.Situation, (situation, change) => change.Apply(situation));
                    Assert.NotEqual(CandidateVerdict.Chosen, without.Judge(miss.Candidate.Package).Verdict);
                }
    }

    [Fact]
    public void Every_candidate_that_does_not_fit_is_in_a_class_and_no_other_is()
    {
        foreach (var problem in Enumerable.Range(0, 600).Select(seed => GeneratedProblem.Of(seed, 12)))
        {
            var explanation = Explain(problem);
            var blocked = explanation.Resolution.Candidates.Where(candidate => candidate.Verdict is CandidateVerdict.Rejected or CandidateVerdict.Undecided).Select(candidate => candidate.Package.Index.Digest);

            Assert.Equal(blocked.Order(), explanation.Classes.SelectMany(reason => reason.Candidates).Distinct().Order());
            Assert.Equal(problem.Packages.Length, explanation.Asked);
        }
    }

    [Fact]
    public void Order_of_candidates_never_matters_and_the_same_input_gives_the_same_bytes()
    {
        Random random = new(3);
        foreach (var problem in Enumerable.Range(0, 60).Select(seed => GeneratedProblem.Of(seed, 8)))
        {
            var expected = ExplanationJson.Write(Explain(problem));
            random.Shuffle(problem.Packages);
            var again = Explain(problem);

            Assert.Equal(expected, ExplanationJson.Write(again));
        }
    }

    [Fact]
    public void A_thousand_rejected_candidates_take_at_most_a_dozen_lines()
    {
        var problem = GeneratedProblem.Of(11, 1000);
        var situation = problem.Situation with { Facts = ResolverTests.TheHost().With("firmware.nvswitch", "v9"), Policy = Policy with { Package = "nothing", RequiredCapabilities = ["coherent-cache"], Region = "CN" } };

        var explanation = Explainer.Explain([.. problem.Packages], situation, Assumptions.None);

        Assert.IsType<Refused>(explanation.Resolution);
        Assert.True(explanation.Asked > 990);
        Assert.InRange(ExplanationText.Lines(explanation).Length, 5, ExplanationText.MostLines);
        Assert.Equal(explanation.Asked, explanation.Classes[0].Candidates.Length);
    }

    [Fact]
    public void The_text_never_has_more_lines_than_promised()
    {
        foreach (var problem in Enumerable.Range(0, 300).Select(seed => GeneratedProblem.Of(seed, 20)))
            Assert.InRange(ExplanationText.Lines(Explain(problem)).Length, 1, ExplanationText.MostLines);
    }

    [Theory]
    [InlineData("support", "allow a package whose support has ended (--allow-eol)", ChangeCost.PolicyFlag)]
    [InlineData("region", "use a host that stands in DE", ChangeCost.OtherHardware)]
    [InlineData("region-unknown", "say where the host stands: it fits if that is DE (--region DE)", ChangeCost.PolicyFlag)]
    [InlineData("capability", "require less (no --require coherent-cache)", ChangeCost.PolicyFlag)]
    [InlineData("package", "ask for this package (--package demo)", ChangeCost.PolicyFlag)]
    [InlineData("range", "ask for any version (no --range)", ChangeCost.PolicyFlag)]
    [InlineData("kernel", "run kernel 7.0", ChangeCost.KernelChange)]
    [InlineData("modules", "run kernel 6.12.94+deb13-riscv64, which riscv64/modules-6.12.94+deb13-riscv64.tar.zst was built for", ChangeCost.KernelChange)]
    [InlineData("firmware", "bring firmware.nvswitch from v11 to v10 first", ChangeCost.FirmwareStep)]
    [InlineData("libc", "use an operating system whose libc.version is 2.42, not 2.41", ChangeCost.OperatingSystem)]
    [InlineData("page-size", "run a kernel whose memory.page-size is 65536, not 4096", ChangeCost.KernelChange)]
    [InlineData("hardware", "use a host whose gpu.devices is [{\"architecture\":\"blackwell\",\"name\":\"blackwell\"}]", ChangeCost.OtherHardware)]
    public void Each_kind_of_reason_has_its_cheapest_change(string which, string text, ChangeCost cost)
    {
        var (sketch, policy) = Misfit(which);

        var explanation = Explainer.Explain([sketch.Build()], new Situation(ResolverTests.TheHost(), ResolverTests.HostSymbols, policy), Assumptions.None);

        var change = Assert.Single(explanation.Nearest[0].Remedy!.Changes);
        Assert.Equal((text, cost), (change.Text, change.Cost));
    }

    [Fact]
    public void What_no_change_can_help_is_said_so()
    {
        var explanation = Explainer.Explain([new PackageSketch { Version = "latest" }.Build()], new Situation(ResolverTests.TheHost(), null, Policy), Assumptions.None);

        Assert.Null(explanation.Nearest[0].Remedy);
        Assert.Contains("  change: nothing that was tried makes it fit", ExplanationText.Lines(explanation));
    }

    [Fact]
    public void An_unknown_fact_is_listed_with_what_would_supply_it()
    {
        var facts = ResolverTests.TheHost().Without(FactNames.LinkProfiles).Without(FactNames.KernelRelease);

        var explanation = Explainer.Explain([new PackageSketch { Version = "2.3.1+nvf-fusion1" }.Build()], new Situation(facts, null, Policy), Assumptions.None);

        Assert.Equal(["kernel.release", "link.profiles"], explanation.Unknown.Select(unknown => unknown.Name.ToString()));
        Assert.Contains("not known: kernel.release (keyway probe); link.profiles (declare it in /etc/keyway/facts.d)", ExplanationText.Lines(explanation));
    }

    [Fact]
    public void A_dozen_lines_and_the_document_are_on_record()
    {
        DriverPackage[] packages =
        [
            new PackageSketch { Version = "2.3.1", Hosts = [Host(Isa.Riscv64, "6.1.x") with { PageSizes = [65_536] }, Host(Isa.Riscv64, "7.x")] }.Build(),
            new PackageSketch { Version = "2.4.0", Isas = [Isa.Amd64], Hosts = [Host(Isa.Amd64, "6.x")] }.Build(),
            new PackageSketch { Version = "2.5.0", Firmware = [Image("nvswitch", "v12", "integer", "v9", "v10")], Export = new ExportControl { Class = "3A090", DeniedRegions = ["CN"] } }.Build(),
            new PackageSketch { Version = "2.6.0", Support = new SupportWindow { EndOfLife = new DateOnly(2026, 10, 31) }, Capabilities = ["fusion-1.0"] }.Build(),
            new PackageSketch { Version = "2.7.0+nvf-fusion2" }.Build(),
        ];
        var explanation = Explainer.Explain([.. packages], new Situation(ResolverTests.TheHost(), ResolverTests.HostSymbols, Policy), Assumptions.None);

        Golden.Verify("resolution/explanation.txt", string.Join('\n', ExplanationText.Lines(explanation)) + "\n");
        var json = Encoding.UTF8.GetString(ExplanationJson.Write(explanation));
        Golden.Verify("../../../spec/explanation/vectors/valid/refused.json", json);
    }

    [Fact]
    public void A_package_that_fits_is_said_to_be_the_choice_or_surpassed()
    {
        ImmutableArray<DriverPackage> packages = [new PackageSketch { Version = "2.3.0" }.Build(), new PackageSketch { Version = "2.3.1" }.Build()];
        var situation = new Situation(ResolverTests.TheHost(), ResolverTests.HostSymbols, Policy);

        var older = Explainer.Explain(packages, situation, Assumptions.None, new WantedPackage("demo:2.3.0").Among(packages).Is);
        var newer = Explainer.Explain(packages, situation, Assumptions.None, new WantedPackage(packages[1].Index.Digest.ToString()).Among(packages).Is);

        Assert.Equal(["fits, not chosen: demo 2.3.0; it fits, but 2.3.1 is newer"], ExplanationText.Lines(older));
        Assert.Equal(["chosen: demo 2.3.1; it is the newest version that fits"], ExplanationText.Lines(newer));
    }

    private static Explanation Explain(GeneratedProblem problem) => Explainer.Explain([.. problem.Packages], problem.Situation, Assumptions.None);

    private static (PackageSketch Sketch, ResolvePolicy Policy) Misfit(string which) => which switch
    {
        "support" => (new() { Support = new SupportWindow { EndOfLife = new DateOnly(2026, 10, 31) } }, Policy),
        "region" => (new() { Export = new ExportControl { Class = "3A090", AllowedRegions = ["DE", "FR"] } }, Policy with { Region = "CN" }),
        "region-unknown" => (new() { Export = new ExportControl { Class = "3A090", AllowedRegions = ["DE"] } }, Policy with { Unknown = UnknownPolicy.Block, Region = null }),
        "capability" => (new(), Policy with { RequiredCapabilities = ["coherent-cache"] }),
        "package" => (new(), Policy with { Package = "other" }),
        "range" => (new(), Policy with { Versions = Keyway.Versions.VersionRange.Parse(Keyway.Versions.VersionScheme.SemVer, "<2.0.0") }),
        "kernel" => (new() { Hosts = [Host(Isa.Riscv64, "7.x", "5.19.x")] }, Policy),
        "modules" => (new() { Prebuilt = [("6.12.94+deb13-riscv64", [Module("kw", "6.12.94+deb13-riscv64 SMP preempt mod_unload modversions riscv", [("mutex_lock", "0x00000009")])])] }, Policy),
        "firmware" => (new() { Firmware = [Image("nvswitch", "v12", "integer", "v9", "v10")] }, Policy),
        "libc" => (new() { Hosts = [Host(Isa.Riscv64, "6.x") with { GlibcFloor = "2.42" }] }, Policy),
        "page-size" => (new() { Hosts = [Host(Isa.Riscv64, "6.x") with { PageSizes = [65_536] }] }, Policy),
        "hardware" => (new() { Version = "2.3.1+hw-blackwell" }, Policy),
        _ => throw new ArgumentOutOfRangeException(nameof(which)),
    };
}
