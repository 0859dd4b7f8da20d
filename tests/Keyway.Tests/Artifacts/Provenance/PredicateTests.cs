// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using System.Text.Json;
using Keyway.Artifacts;
using Keyway.Artifacts.Content;
using Keyway.Artifacts.Provenance;
using Keyway.Tests.Fixtures;

namespace Keyway.Tests.Artifacts.Provenance;

public sealed class PredicateTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Provenance_is_read_back_as_written()
    {
        SlsaProvenance provenance = new()
        {
            BuildType = "https://example/build/v1",
            ExternalParameters = Values("""{"ref":"refs/tags/v1","inputs":{"debug":false}}"""),
            InternalParameters = Values("""{"runner":"hosted"}"""),
            ResolvedDependencies = [new() { Uri = "git+https://example/driver@refs/tags/v1", Digest = DigestSet.OfGitCommit(new string('a', 40)) }],
            Builder = new("https://example/builder") { Version = ImmutableSortedDictionary<string, string>.Empty.Add("keyway", "0.1.0"), Dependencies = [new() { Uri = "https://example/image" }] },
            InvocationId = "run/7",
            StartedOn = Noon,
            FinishedOn = Noon.AddMinutes(3),
            Byproducts = [new() { Name = "log", Digest = DigestSet.Of(Digest.OfBytes("log"u8)) }],
        };

        var predicate = provenance.ToPredicate();
        var read = SlsaProvenance.Read(predicate);

        Golden.Verify("provenance/slsa.json", predicate.GetRawText());
        Assert.Equal(predicate.GetRawText(), read.ToPredicate().GetRawText());
        Assert.Equal(("https://example/builder", "run/7", Noon), (read.Builder.Id, read.InvocationId, read.StartedOn));
    }

    [Fact]
    public void Least_provenance_has_a_build_type_and_a_builder()
    {
        var read = SlsaProvenance.Read(JsonElement.Parse("""{"buildDefinition":{"buildType":"https://e/b","externalParameters":null},"runDetails":{"builder":{"id":"https://e/x"},"metadata":null}}"""));

        Assert.Empty(read.ExternalParameters);
        Assert.Equal(read.ToPredicate().GetRawText(), SlsaProvenance.Read(read.ToPredicate()).ToPredicate().GetRawText());
    }

    [Theory]
    [InlineData("list", "[]")]
    [InlineData("definition-absent", """{"runDetails":{"builder":{"id":"x"}}}""")]
    [InlineData("build-type-empty", """{"buildDefinition":{"buildType":"","externalParameters":{}},"runDetails":{"builder":{"id":"x"}}}""")]
    [InlineData("builder-absent", """{"buildDefinition":{"buildType":"x","externalParameters":{}},"runDetails":{}}""")]
    [InlineData("builder-in-other-case", """{"buildDefinition":{"buildType":"x","externalParameters":{}},"runDetails":{"builder":{"id":"x","Id":"y"}}}""")]
    [InlineData("parameters-list", """{"buildDefinition":{"buildType":"x","externalParameters":[]},"runDetails":{"builder":{"id":"x"}}}""")]
    [InlineData("version-number", """{"buildDefinition":{"buildType":"x"},"runDetails":{"builder":{"id":"x","version":{"a":1}}}}""")]
    [InlineData("version-list", """{"buildDefinition":{"buildType":"x"},"runDetails":{"builder":{"id":"x","version":[1]}}}""")]
    [InlineData("time", """{"buildDefinition":{"buildType":"x"},"runDetails":{"builder":{"id":"x"},"metadata":{"startedOn":"yesterday"}}}""")]
    public void What_is_not_provenance_is_refused(string name, string json) => Refused($"provenance-{name}", () => SlsaProvenance.Read(JsonElement.Parse(json)));

    [Fact]
    public void Test_result_is_read_back_as_written()
    {
        TestRun result = new()
        {
            Outcome = TestOutcome.Warned,
            Configuration = [new() { Name = "riscv64-lab", Uri = "https://example/lab/7" }],
            Url = "https://example/runs/7",
            Passed = ["install"],
            Warned = ["bandwidth"],
        };

        var predicate = result.ToPredicate();

        Golden.Verify("provenance/test-result.json", predicate.GetRawText());
        Assert.Equal(predicate.GetRawText(), TestRun.Read(predicate).ToPredicate().GetRawText());
        Assert.Equal(TestOutcome.Passed, TestRun.Read(JsonElement.Parse("""{"result":"PASSED","configuration":[]}""")).Outcome);
        Assert.Equal(["a"], TestRun.Read(JsonElement.Parse("""{"result":"FAILED","configuration":[],"failedTests":["a"]}""")).Failed);
    }

    [Theory]
    [InlineData("result-lower-case", """{"result":"passed","configuration":[]}""")]
    [InlineData("configuration-absent", """{"result":"PASSED"}""")]
    [InlineData("passed-with-failures", """{"result":"PASSED","configuration":[],"failedTests":["a"]}""")]
    [InlineData("tests-numbers", """{"result":"PASSED","configuration":[],"passedTests":[1]}""")]
    public void What_is_not_a_test_result_is_refused(string name, string json) => Refused($"test-result-{name}", () => TestRun.Read(JsonElement.Parse(json)));

    [Fact]
    public void Verification_summary_is_read_back_as_written()
    {
        VerificationSummary summary = new()
        {
            VerifierId = "https://example/mirror",
            VerifierVersion = ImmutableSortedDictionary<string, string>.Empty.Add("keyway", "0.1.0"),
            TimeVerified = Noon,
            ResourceUri = "registry.example/gpu/driver",
            Policy = new() { Uri = "production-eu", Digest = DigestSet.Of(Digest.OfBytes("policy"u8)) },
            InputAttestations = [new() { Digest = DigestSet.Of(Digest.OfBytes("bundle"u8)) }],
            Outcome = VerificationOutcome.Passed,
            VerifiedLevels = ["SLSA_BUILD_LEVEL_2", "SITE_TESTED"],
            SlsaVersion = "1.0",
        };

        var predicate = summary.ToPredicate();
        var read = VerificationSummary.Read(predicate);

        Golden.Verify("provenance/verification-summary.json", predicate.GetRawText());
        Assert.Equal(predicate.GetRawText(), read.ToPredicate().GetRawText());
        Assert.Equal(2, read.BuildLevel);
        Assert.Null((summary with { VerifiedLevels = ["OTHER"] }).BuildLevel);
    }

    [Theory]
    [InlineData("time-absent", "\"2026-11-24T12:00:00Z\"", "null")]
    [InlineData("policy-empty", """{"uri":"p"}""", "{}")]
    [InlineData("result-other", "\"PASSED\"", "\"OK\"")]
    [InlineData("levels-absent", """["SLSA_BUILD_LEVEL_1"]""", "null")]
    [InlineData("levels-two-of-a-track", """["SLSA_BUILD_LEVEL_1"]""", """["SLSA_BUILD_LEVEL_1","SLSA_BUILD_LEVEL_3"]""")]
    [InlineData("failed-but-passed", """["SLSA_BUILD_LEVEL_1"]""", """["FAILED"]""")]
    public void What_is_not_a_verification_summary_is_refused(string name, string part, string replacement)
    {
        const string Sound = """{"verifier":{"id":"v"},"timeVerified":"2026-11-24T12:00:00Z","resourceUri":"r","policy":{"uri":"p"},"verificationResult":"PASSED","verifiedLevels":["SLSA_BUILD_LEVEL_1"]}""";
        Assert.Equal(1, VerificationSummary.Read(JsonElement.Parse(Sound)).BuildLevel);

        Refused($"verification-summary-{name}", () => VerificationSummary.Read(JsonElement.Parse(Sound.Replace(part, replacement, StringComparison.Ordinal))));
    }

    [Fact]
    public void Flood_of_dependencies_is_refused()
    {
        var many = string.Join(',', Enumerable.Repeat("""{"uri":"x"}""", 16_385));

        var refusal = Assert.Throws<KeywayException>(() => SlsaProvenance.Read(JsonElement.Parse("""{"buildDefinition":{"buildType":"x","resolvedDependencies":[MANY]},"runDetails":{"builder":{"id":"x"}}}""".Replace("MANY", many, StringComparison.Ordinal))));

        Assert.Equal("KW2602", refusal.Code.Id);
    }

    private static void Refused(string name, Action read) => Golden.Verify($"errors/predicate-{name}.txt", ErrorText.Of(Assert.Throws<KeywayException>(read)));

    private static ImmutableSortedDictionary<string, JsonElement> Values(string json) =>
        JsonElement.Parse(json).EnumerateObject().ToImmutableSortedDictionary(member => member.Name, member => member.Value);
}
