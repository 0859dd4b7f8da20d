// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;

namespace Keyway.Policy;

/// <summary>
/// Judges evidence by policies. Pure: the same policies, evidence, place and time always give the same decision, to the byte. Spec: spec/policy §"Evaluation".
/// </summary>
public static class PolicyEvaluation
{
    /// <summary>
    /// Asks every policy that speaks for the place; all of them have to admit. Where none speaks, nothing is admitted.
    /// </summary>
    public static AdmissionDecision Decide(IEnumerable<AdmissionPolicy> policies, PackageEvidence evidence, PolicyPlace place, DateTimeOffset now)
    {
        var verdicts = policies.Where(policy => policy.Scope.Covers(place)).OrderBy(policy => policy.Name, StringComparer.Ordinal).ThenBy(policy => policy.Digest).Select(policy => Judge(policy, evidence, now)).ToImmutableArray();
        return new()
        {
            IsAdmitted = !verdicts.IsEmpty && verdicts.All(verdict => verdict.IsAdmitted),
            Repository = evidence.Repository,
            Index = evidence.Index,
            Package = evidence.Package,
            Version = evidence.Version,
            At = now,
            Region = place.Region,
            Environment = place.Environment,
            Verdicts = verdicts,
            Refused = evidence.Refused,
            Unopened = evidence.Unopened,
        };
    }

    /// <summary>What one policy says, whatever its scope.</summary>
    public static PolicyVerdict Judge(AdmissionPolicy policy, PackageEvidence evidence, DateTimeOffset now)
    {
        Judgement judgement = new(policy, evidence, now);
        var (origin, level) = Origin(judgement);
        ImmutableArray<PolicyFinding> findings =
        [
            .. ClockJudge.Findings(judgement),
            .. RepositoryJudge.Findings(judgement),
            .. origin,
            .. LicenceJudge.Findings(judgement),
            .. VersionJudge.Findings(judgement),
        ];
        return new(policy.Name, policy.Digest, !findings.Any(finding => Refuses(finding, policy)), findings) { BuildLevel = level };
    }

    // A summary of a trusted verifier stands in for the evidence; without one the evidence is asked, and if that refuses both ways are reported.
    private static (IReadOnlyList<PolicyFinding> Findings, int? Level) Origin(Judgement judgement)
    {
        var summary = SummaryJudge.Finding(judgement, out var summaryLevel);
        if (summary is { Outcome: RuleOutcome.Pass }) return ([summary], summaryLevel);

        List<PolicyFinding> findings = [.. SignatureJudge.Findings(judgement)];
        findings.AddRange(ProvenanceJudge.Findings(judgement, out var level));
        findings.AddRange(SbomJudge.Findings(judgement));
        findings.AddRange(TestJudge.Findings(judgement));
        findings.AddRange(SignatureJudge.AttestationFindings(judgement));
        if (summary is not null && findings.Any(finding => Refuses(finding, judgement.Policy))) findings.Add(summary);
        return (findings, level);
    }

    private static bool Refuses(PolicyFinding finding, AdmissionPolicy policy) =>
        finding.Outcome == RuleOutcome.Fail || finding.Outcome == RuleOutcome.Unknown && policy.Unknown == UnknownMeaning.Refuse;
}
