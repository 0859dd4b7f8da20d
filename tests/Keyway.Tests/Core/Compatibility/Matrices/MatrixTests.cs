// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using System.Text;
using Keyway.Artifacts;
using Keyway.Compatibility;
using Keyway.Compatibility.Matrices;
using Keyway.Compatibility.Predicates;
using Keyway.Compatibility.Profiles;
using Keyway.Packages;
using Keyway.Resolution;
using Keyway.Tests.Core.Compatibility.Predicates;
using Keyway.Tests.Core.Resolution;
using Keyway.Tests.Fixtures;

namespace Keyway.Tests.Core.Compatibility.Matrices;

public sealed class MatrixTests
{
    private static readonly DateOnly Today = new(2026, 11, 24);

    private static readonly HostFacts Host = HostFacts.Empty.With("isa.name", "riscv64").With("kernel.release", "6.12.107+deb13-riscv64").With("firmware.nvlink", "v11").With("link.profiles", FactValue.Of(["fusion-2.0"]));

    private const string Riscv = """ "when":{"fact":"isa.name","op":"eq","value":"riscv64"} """;
    private const string Probed = """ "when":{"fact":"gpu.driver","op":"exists"} """;
    private const string Other = """ "when":{"fact":"isa.name","op":"eq","value":"arm64"} """;

    [Theory]
    [InlineData(MatrixVerdict.Untested, "")]
    [InlineData(MatrixVerdict.Supported, "a supported R")]
    [InlineData(MatrixVerdict.Deprecated, "a supported R;b deprecated R")]
    [InlineData(MatrixVerdict.KnownBad, "a supported R;b known-bad R")]
    [InlineData(MatrixVerdict.Unknown, "a supported R;b known-bad P")]
    [InlineData(MatrixVerdict.Unknown, "a supported P")]
    [InlineData(MatrixVerdict.Unknown, "a deprecated P")]
    [InlineData(MatrixVerdict.Untested, "a untested R;b supported O")]
    [InlineData(MatrixVerdict.Untested, "a supported O")]
    public void Known_bad_beats_supported_and_no_entry_is_untested(MatrixVerdict expected, string entries) => Assert.Equal(expected, Judge(Entries(entries)).Verdict);

    [Theory]
    [InlineData(MatrixVerdict.Supported, "a known-bad R 1;b supported R 2 a")]
    [InlineData(MatrixVerdict.KnownBad, "a known-bad R 2;b supported R 1 a")]
    [InlineData(MatrixVerdict.KnownBad, "a known-bad R 1;b supported R 1 a")]
    [InlineData(MatrixVerdict.KnownBad, "a known-bad R 1;b supported O 2 a")]
    [InlineData(MatrixVerdict.Unknown, "a known-bad R 1;b supported P 2 a")]
    [InlineData(MatrixVerdict.KnownBad, "a known-bad R 1;b supported R 2 a;c untested R 3 b")]
    public void Only_a_newer_entry_that_holds_overrides(MatrixVerdict expected, string entries) => Assert.Equal(expected, Judge(Entries(entries)).Verdict);

    [Fact]
    public void Versions_builds_dates_firmware_and_profiles_bound_an_entry()
    {
        var build = Package().Index.Digest;

        Assert.Equal(MatrixVerdict.Supported, Judge(Entry("a", "supported", $$""" "applies":{"versions":">=2.3.0 <2.4.0","builds":["{{build}}"]} """)).Verdict);
        Assert.Equal(MatrixVerdict.Untested, Judge(Entry("a", "supported", """ "applies":{"versions":">=2.4.0"} """)).Verdict);
        Assert.Equal(MatrixVerdict.Untested, Judge(Entry("a", "supported", $$""" "applies":{"builds":["sha256:{{new string('0', 64)}}"]} """)).Verdict);
        Assert.Equal(MatrixVerdict.Supported, Judge(Entry("a", "supported", """ "notAfter":"2026-11-24" """)).Verdict);
        Assert.Equal(MatrixVerdict.Untested, Judge(Entry("a", "supported", """ "notAfter":"2026-11-23" """)).Verdict);
        Assert.Equal(MatrixVerdict.Untested, Judge(Entry("a", "supported", """ "profile":"fusion-1.0" """)).Verdict);
        var wants = Judge(Entry("a", "supported", """ "requiresFirmware":[{"component":"nvlink","scheme":"integer","range":">=v12"}] """));
        Assert.Equal("demo 2.3.1 is untested here: none of 1 entries speaks of this host; a does not: firmware.nvlink is v11; wanted >=v12 (integer)", wants.Reason);
    }

    [Fact]
    public void A_profile_is_satisfied_by_one_that_implies_it()
    {
        var profiles = ProfileRegistry.Parse("""{"schemaVersion":1,"profiles":[{"name":"fusion-1.0","level":1},{"name":"fusion-2.0","level":2,"implies":["fusion-1.0"]}]}"""u8, "p.json");

        var judgement = new MatrixJudge([Matrix(Entry("a", "supported", """ "profile":"fusion-1.0" """))], Today, profiles).Judge(Package(), new PredicateScope(Host));

        Assert.Equal(MatrixVerdict.Supported, judgement.Verdict);
    }

    [Fact]
    public void A_matrix_of_another_package_or_version_says_nothing()
    {
        var other = Matrix(Entry("a", "known-bad")) with { Package = "another" };

        Assert.Equal("no compatibility matrix speaks of demo 2.3.1", new MatrixJudge([other], Today).Judge(Package(), new PredicateScope(Host)).Reason);
    }

    [Fact]
    public void Adding_a_fact_never_turns_a_candidate_that_fits_into_one_that_fails_and_order_never_matters()
    {
        Random random = new(77);
        PredicateSketch sketch = new(random);
        for (var round = 0; round < 500; round++)
        {
            var texts = Enumerable.Range(0, random.Next(1, 5)).Select(i => Entry("e" + i, sketch.Pick("supported", "known-bad", "deprecated", "untested"), $"\"when\":{sketch.Next(2).ToJsonString()}", $"2026-11-0{random.Next(1, 4)}", sketch.Pick("e0", "e1", "e9") is var named && named != "e" + i ? named : "e8")).ToArray();
            var (facts, before) = (HostFacts.Empty, Judge([.. texts], HostFacts.Empty).Verdict);
            foreach (var name in new[] { "a", "b", "c", "gpu.devices" })
            {
                facts = facts.With(name, sketch.Value());
                var after = Judge([.. texts], facts);
                Assert.False(Fits(before) && after.Verdict == MatrixVerdict.KnownBad || before == MatrixVerdict.KnownBad && Fits(after.Verdict), $"{before} became {after.Verdict}");
                Assert.Equal(after.Reason, Judge([.. texts.Reverse()], facts).Reason);
                before = after.Verdict;
            }
        }

        static bool Fits(MatrixVerdict verdict) => verdict is MatrixVerdict.Supported or MatrixVerdict.Deprecated;
    }

    [Theory]
    [InlineData("a supported R;b known-bad R", "KW3230")]
    [InlineData("a supported R 2 nobody", "KW3231")]
    [InlineData("a known-bad R 2;b supported R 1 a", "KW3232")]
    public void Contradictions_are_found(string entries, string code)
    {
        var found = MatrixCheck.Of([Read(Entries(entries))], Today);

        var error = Assert.Single(found, diagnostic => diagnostic.Severity == Severity.Error);
        Assert.Equal(code, error.Code.Id);
        Assert.NotNull(error.Line);
    }

    [Fact]
    public void What_has_expired_and_support_without_evidence_are_warnings()
    {
        var found = MatrixCheck.Of([Read([Entry("a", "supported", """ "notAfter":"2026-11-01" """), Entry("b", "known-bad", Riscv + """, "evidence":[{"link":"https://example.org/1","notAfter":"2026-10-01"}] """)])], Today);

        Assert.Equal(["KW3234", "KW3235", "KW3233"], found.Select(diagnostic => diagnostic.Code.Id));
        Assert.All(found, diagnostic => Assert.Equal(Severity.Warning, diagnostic.Severity));
    }

    [Fact]
    public void Overrides_reach_across_documents_that_are_checked_together()
    {
        var (old, corrected) = (Read(Entries("a known-bad R 1")), Read(Entries("b supported R 2 a")));

        Assert.DoesNotContain(MatrixCheck.Of([old, corrected], Today), diagnostic => diagnostic.Severity == Severity.Error);
    }

    [Fact]
    public void A_document_that_is_too_large_or_no_json_is_refused()
    {
        Assert.Equal("KW3221", Assert.Single(CompatibilityMatrix.Read(new byte[CompatibilityMatrix.MaximumBytes + 1], "m.json").Diagnostics).Code.Id);
        Assert.Equal("KW3222", Assert.Single(CompatibilityMatrix.Read("{"u8, "m.json").Diagnostics).Code.Id);
    }

    [Fact]
    public void Matrices_are_merged_by_id_and_the_newer_entry_stays()
    {
        var (left, right) = (Matrix([.. Entries("a known-bad R 1;b supported O 1")]), Matrix([.. Entries("a supported R 2;c supported R 1")]));

        var merged = MatrixEdit.Merge([left, right]);

        Assert.Equal(["a supported", "b supported", "c supported"], merged.Entries.Select(entry => $"{entry.Id} {entry.Verdict.Word()}"));
        Assert.Equal(merged.ToJson(), MatrixEdit.Merge([right, left]).ToJson());
        Assert.Equal("KW3241", Refused(() => MatrixEdit.Merge([left, Matrix([.. Entries("a supported R 1")])])));
        Assert.Equal("KW3240", Refused(() => MatrixEdit.Merge([left, right with { Package = "another" }])));
    }

    [Fact]
    public void A_merged_entry_speaks_of_no_more_versions_than_before()
    {
        var merged = MatrixEdit.Merge([Matrix([.. Entries("a supported R")]), CompatibilityMatrix.Parse("""{"schemaVersion":1,"package":"demo","versions":">=3.0.0","entries":[]}"""u8, "m.json")]);

        Assert.Equal(">=2.0.0 <3.0.0", Assert.Single(merged.Entries).Applies!.Versions!.ToString());
        Assert.Equal(">=2.0.0 <3.0.0 || >=3.0.0", merged.Versions.ToString());
    }

    [Fact]
    public void Differences_name_the_members()
    {
        var differences = MatrixEdit.Compare(Matrix([.. Entries("a known-bad R 1;b supported O 1")]), Matrix([.. Entries("a supported R 2;c supported R 1")]));

        Assert.Equal(["a: verdict, issued", "b: ", "c: "], differences.Select(difference => $"{difference.Id}: {string.Join(", ", difference.Members)}"));
        Assert.Null(differences[1].Right);
        Assert.Null(differences[2].Left);
    }

    [Theory]
    [InlineData("a supported R", UnknownPolicy.Block, Outcome.Ok)]
    [InlineData("a deprecated R", UnknownPolicy.Block, Outcome.Warn)]
    [InlineData("a known-bad R", UnknownPolicy.Warn, Outcome.Fail)]
    [InlineData("a supported O", UnknownPolicy.Block, Outcome.Unknown)]
    [InlineData("a supported O", UnknownPolicy.Warn, Outcome.Warn)]
    [InlineData("a supported P", UnknownPolicy.Block, Outcome.Unknown)]
    public void The_resolver_has_a_matrix_finding_for_each_candidate(string entries, UnknownPolicy unknown, Outcome expected)
    {
        ResolvePolicy policy = new() { Today = Today, Unknown = unknown, Matrices = [Matrix([.. Entries(entries)])] };

        var candidate = Assert.Single(Resolver.Resolve([Package()], Host, null, policy).Candidates);

        Assert.Equal(expected, Assert.Single(candidate.Findings, finding => finding.Check == "matrix").Outcome);
    }

    [Fact]
    public void Without_matrices_the_resolver_asks_none_and_with_no_document_all_is_untested()
    {
        ResolvePolicy policy = new() { Today = Today };

        Assert.DoesNotContain(Resolver.Resolve([Package()], Host, null, policy).Candidates[0].Findings, finding => finding.Check == "matrix");
        Assert.Contains(Resolver.Resolve([Package()], Host, null, policy with { Matrices = [] }).Candidates[0].Findings, finding => finding is { Check: "matrix", Outcome: Outcome.Unknown });
    }

    [Fact]
    public void The_interconnect_axis_is_satisfied_by_a_profile_that_implies_the_one_it_names()
    {
        var profiles = ProfileRegistry.Parse("""{"schemaVersion":1,"profiles":[{"name":"fusion-1.0","level":1},{"name":"fusion-2.0","level":2,"implies":["fusion-1.0"]}]}"""u8, "p.json");
        var package = new PackageSketch { Version = "2.3.1+nvf-fusion1", Capabilities = ["fusion-2.0"] }.Build();
        ResolvePolicy policy = new() { Today = Today, RequiredCapabilities = ["fusion-1.0"] };

        Finding[] Of(ResolvePolicy wanted, string check) => [.. Resolver.Resolve([package], Host, null, wanted).Candidates[0].Findings.Where(finding => finding.Check == check)];

        Assert.Equal(Outcome.Fail, Assert.Single(Of(policy, "axis")).Outcome);
        Assert.Equal(Outcome.Ok, Assert.Single(Of(policy with { Profiles = profiles }, "axis")).Outcome);
        Assert.Equal(Outcome.Fail, Assert.Single(Of(policy, "capability")).Outcome);
        Assert.Equal(Outcome.Ok, Assert.Single(Of(policy with { Profiles = profiles }, "capability")).Outcome);
    }

    private static string Refused(Func<object> action) => Assert.Throws<KeywayException>(action).Code.Id;

    private static DriverPackage Package() => new PackageSketch().Build();

    private static MatrixJudgement Judge(params string[] entries) => Judge([.. entries], Host);

    private static MatrixJudgement Judge(ImmutableArray<string> entries, HostFacts facts) => new MatrixJudge([Matrix([.. entries])], Today).Judge(Package(), new PredicateScope(facts));

    // "id verdict R|P|O [day of November] [overridden id]": true, unknown or false on the host.
    private static string[] Entries(string text) =>
    [
        .. text.Split(';', StringSplitOptions.RemoveEmptyEntries).Select(entry => entry.Split(' ')).Select(words => Entry(
            words[0], words[1], words[2] switch { "R" => Riscv, "P" => Probed, _ => Other }, words.Length > 3 ? $"2026-11-0{words[3]}" : "2026-11-01", words.Length > 4 ? words[4] : null)),
    ];

    private static string Entry(string id, string verdict, string more = "", string issued = "2026-11-01", string? overrides = null) =>
        $$"""{"id":"{{id}}","verdict":"{{verdict}}"{{(more.Length > 0 ? "," + more : "")}},"issued":"{{issued}}T00:00:00Z"{{(overrides is null ? "" : $",\"overrides\":[\"{overrides}\"]")}}}""";

    private static CompatibilityMatrix Matrix(params string[] entries) => Read(entries).Matrix ?? throw new InvalidOperationException(string.Join('\n', Read(entries).Diagnostics));

    private static MatrixReading Read(string[] entries) => CompatibilityMatrix.Read(Encoding.UTF8.GetBytes($$"""{"schemaVersion":1,"package":"demo","versions":">=2.0.0 <3.0.0","entries":[{{string.Join(',', entries)}}]}"""), "m.json");
}
