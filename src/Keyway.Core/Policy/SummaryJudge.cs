// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using Keyway.Artifacts;
using Keyway.Artifacts.Content;
using Keyway.Artifacts.Provenance;
using Keyway.Versions;

namespace Keyway.Policy;

/// <summary>Summaries of trusted verifiers. One that satisfies everything stands in for the evidence. Spec: spec/policy §"Summaries"; SLSA 1.0 §"VSA".</summary>
internal static class SummaryJudge
{
    private const string Expected = "a passing summary of a trusted verifier about the index and each manifest";

    /// <summary>Null when the policy takes no summaries, or there are none.</summary>
    public static PolicyFinding? Finding(Judgement judgement, out int? level)
    {
        level = null;
        if (judgement.Policy.Summaries is not { } rule) return null;
        List<string> problems = [];
        foreach (var bundle in judgement.About(judgement.Evidence.Index, PredicateTypes.VerificationSummary))
        {
            if (Problem(judgement, rule, bundle, out var summary) is { } problem)
            {
                problems.Add(problem);
                continue;
            }

            level = summary!.BuildLevel;
            return Of(RuleOutcome.Pass, $"{summary.VerifierId} at {Judgement.Text(summary.TimeVerified)}", bundle.Bundle);
        }

        return problems.Count == 0 ? null : Of(RuleOutcome.Fail, string.Join("; ", problems));
    }

    private static PolicyFinding Of(RuleOutcome outcome, string found, params ImmutableArray<Digest> evidence) => Judgement.Finding("summaries", outcome, null, Expected, found, evidence);

    private static string? Problem(Judgement judgement, SummaryRule rule, VerifiedBundle bundle, out VerificationSummary? summary)
    {
        summary = Read(bundle, out var problem);
        if (summary is not { } found) return problem;
        if (rule.Verifiers.FirstOrDefault(verifier => verifier.Id == found.VerifierId) is not { } verifier) return $"verifier {found.VerifierId}, which is not trusted";
        if (judgement.Attribute(bundle, verifier.Signers) is { Signer: null, Problem: var signer }) return signer;
        if (found.Outcome != VerificationOutcome.Passed) return "the verification failed";
        if (!verifier.Policies.Contains(found.Policy.Digest.Sha256)) return $"policy {(found.Policy.Digest.IsEmpty ? "without a digest" : found.Policy.Digest)}, which is not one of the accepted";
        if (!verifier.Resources.Any(glob => new Glob(glob).IsMatch(found.ResourceUri))) return $"resource {found.ResourceUri}, expected {string.Join(" or ", verifier.Resources)}";
        if ((found.BuildLevel ?? 0) < verifier.MinimumLevel) return $"SLSA build level {found.BuildLevel ?? 0}, needed {verifier.MinimumLevel}";
        if (found.TimeVerified > judgement.Now + TimeSpan.FromMinutes(5)) return $"verified at {Judgement.Text(found.TimeVerified)}, which is later than now";
        if (verifier.MaximumAge is { } age && judgement.Now - found.TimeVerified > age) return $"verified at {Judgement.Text(found.TimeVerified)}, more than {AgeJsonConverter.Text(age)} ago";
        return judgement.Evidence.Manifests.All(bundle.Subjects.Contains) ? null : "a summary that does not name every manifest";
    }

    private static VerificationSummary? Read(VerifiedBundle bundle, out string problem)
    {
        problem = "a summary without a predicate";
        if (bundle.Predicate is not { } predicate) return null;
        try
        {
            return VerificationSummary.Read(predicate);
        }
        catch (KeywayException refusal)
        {
            problem = refusal.Message;
            return null;
        }
    }
}
