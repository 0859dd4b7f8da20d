// SPDX-License-Identifier: Apache-2.0

using System.Text;
using Keyway.Artifacts;
using Keyway.Policy;
using Keyway.Tests.Fixtures;

namespace Keyway.Tests.Core.Policy;

public sealed class PolicyEvaluationTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);

    private static readonly PackageEvidence Evidence = PackageEvidenceJson.Read(Read("decisions/evidence.json"), "evidence.json");

    [Fact]
    public void Decision_is_data_with_the_rule_what_was_expected_and_what_was_found()
    {
        var decision = Decide(Evidence with { Version = "2.2.0", Refused = [new(Evidence.Index, Evidence.Index, "the signature is wrong", "KW2110")] }, "production-eu");

        Golden.Verify("policy/decision.json", Encoding.UTF8.GetString(AdmissionDecisionJson.Write(decision)));
        Assert.Equal(AdmissionDecisionJson.Write(decision), AdmissionDecisionJson.Write(Decide(Evidence with { Version = "2.2.0", Refused = decision.Refused }, "production-eu")));
        Assert.True(AdmissionDecisionJson.ToElement(decision).TryGetProperty("verdicts", out _));
    }

    [Fact]
    public void Refusal_names_the_first_rule_that_refuses()
    {
        var refusal = Assert.Throws<KeywayException>(() => Decide(Evidence with { Version = "2.2.0", Licences = [] }, "production-eu").OrRefuse());

        Golden.Verify("errors/policy-refused.txt", ErrorText.Of(refusal));
    }

    [Fact]
    public void Nothing_is_admitted_where_no_policy_speaks()
    {
        var decision = PolicyEvaluation.Decide([], Evidence, new(Evidence.Repository, Evidence.Package), Now);

        Assert.False(decision.IsAdmitted);
        Assert.Contains("no policy speaks for it", Assert.Throws<KeywayException>(() => decision.OrRefuse()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_policy_that_speaks_has_to_admit()
    {
        Assert.True(Decide(Evidence, "production-eu", "least").OrRefuse().IsAdmitted);
        Assert.False(Decide(Evidence, "production-eu", "least", "exact").IsAdmitted);
    }

    [Theory]
    [InlineData("refuse", false)]
    [InlineData("warn", true)]
    public void Policy_says_what_an_unknown_answer_means(string meaning, bool admitted)
    {
        var text = Encoding.UTF8.GetString(Read("valid/production-eu.json")).Replace("\"unknown\": \"refuse\"", $"\"unknown\": \"{meaning}\"", StringComparison.Ordinal);
        var policy = AdmissionPolicyReader.Read(Encoding.UTF8.GetBytes(text), "policy.json");

        var verdict = PolicyEvaluation.Judge(policy, Evidence with { Licences = [] }, Now);

        Assert.Equal(admitted, verdict.IsAdmitted);
        Assert.Contains(verdict.Findings, finding => finding is { Rule: "licences", Outcome: RuleOutcome.Unknown });
    }

    [Fact]
    public void Summary_carries_the_level_that_the_provenance_reached()
    {
        var policy = Policy("production-eu");

        Assert.Equal(2, PolicyEvaluation.Judge(policy, Evidence, Now).BuildLevel);
        Assert.Equal(0, PolicyEvaluation.Judge(policy, Evidence with { Bundles = Evidence.Bundles.Remove("provenance") }, Now).BuildLevel);
        Assert.Null(PolicyEvaluation.Judge(Policy("least"), Evidence, Now).BuildLevel);
    }

    [Fact]
    public void Revoked_key_still_counts_for_what_was_signed_before()
    {
        var policy = Policy("exact");
        var fingerprint = policy.Signers["old"].Fingerprint;
        VerifiedBundle Signed(string at) => new()
        {
            Bundle = Evidence.Index,
            Subjects = [.. Evidence.Children, Evidence.Index],
            Signer = new KeySigner(fingerprint),
            Times = [new(DateTimeOffset.Parse(at), TimeSource.TimestampAuthority, "https://tsa.example")],
        };
        string Found(string at) => PolicyEvaluation.Judge(policy, Evidence with { Bundles = Evidence.Bundles.Clear().Add("a", Signed(at)) }, Now).Findings.First(finding => finding.Rule == "signatures.threshold").Found;

        Assert.Equal("old", Found("2026-05-31T23:59:59Z"));
        Assert.Equal("none; not counted: old: signed at 2026-06-01T00:00:00Z, revoked at 2026-06-01T00:00:00Z", Found("2026-06-01T00:00:00Z"));
    }

    [Theory]
    [InlineData("someone@acme.example", true)]
    [InlineData("https://github.com/evil/repo/.github/workflows/x.yml@refs/heads/x@acme.example", false)]
    [InlineData("someone@evil-acme.example", false)]
    public void Mail_domain_is_matched_by_mail_addresses_only(string identity, bool matches) =>
        Assert.Equal(matches, Policy("exact").Signers["mail"].Is(new CertificateSigner("https://accounts.example", identity)));

    [Fact]
    public void Policy_speaks_for_a_repository_however_its_host_is_written()
    {
        PolicyScope scope = new() { Repositories = ["Registry.example/gpu/*"] };

        Assert.True(scope.Covers(new("REGISTRY.example/gpu/demo", "demo")));
        Assert.True(scope.Covers(new("registry.example/gpu/demo", "demo")));
        Assert.False(scope.Covers(new("registry.example/GPU/demo", "demo")));
    }

    [Fact]
    public void Person_whom_two_signers_fit_counts_once()
    {
        var policy = AdmissionPolicyReader.Read("""
            {
              "schemaVersion": 1, "name": "two", "scope": {}, "unknown": "refuse",
              "signers": {
                "boss": { "issuer": "https://accounts.example", "identity": "boss@acme.example", "validUntil": "2026-01-01T00:00:00Z" },
                "staff": { "issuer": "https://accounts.example", "identityPattern": "*@acme.example" }
              },
              "signatures": { "signers": ["boss", "staff"], "threshold": 2 }
            }
            """u8, "two.json");
        VerifiedBundle Signed(string who, string at) => new()
        {
            Bundle = Evidence.Index,
            Subjects = [.. Evidence.Children, Evidence.Index],
            Signer = new CertificateSigner("https://accounts.example", who),
            Times = [new(DateTimeOffset.Parse(at), TimeSource.TimestampAuthority, "https://tsa.example")],
        };
        PolicyVerdict Judge(string second) => PolicyEvaluation.Judge(
            policy, Evidence with { Bundles = Evidence.Bundles.Clear().Add("a", Signed("boss@acme.example", "2025-06-01T00:00:00Z")).Add("b", Signed(second, "2026-06-01T00:00:00Z")) }, Now);

        Assert.True(Judge("clerk@acme.example").IsAdmitted);
        var alone = Judge("boss@acme.example");
        Assert.False(alone.IsAdmitted);
        Assert.Contains("boss@acme.example of https://accounts.example counts already as boss", alone.Findings.First(finding => finding.Rule == "signatures.threshold").Found, StringComparison.Ordinal);
    }

    private static AdmissionDecision Decide(PackageEvidence evidence, params string[] policies) =>
        PolicyEvaluation.Decide(policies.Select(Policy), evidence, new(evidence.Repository, evidence.Package, "eu"), Now);

    private static AdmissionPolicy Policy(string name) => AdmissionPolicyReader.Read(Read($"valid/{name}.json"), name);

    private static byte[] Read(string path) => File.ReadAllBytes(RepositoryRoot.Combine("spec", "policy", "vectors", path));
}
