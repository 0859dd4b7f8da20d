// SPDX-License-Identifier: Apache-2.0

using Keyway.Artifacts;
using Keyway.Artifacts.Content;
using Keyway.Artifacts.Provenance;

namespace Keyway.Policy;

/// <summary>How it was built. Any one provenance that satisfies every rule will do; where none does, the nearest is reported.</summary>
internal static class ProvenanceJudge
{
    public static IReadOnlyList<PolicyFinding> Findings(Judgement judgement, out int? level)
    {
        level = null;
        if (judgement.Policy.Provenance is not { } rule) return [];
        List<PolicyFinding> findings = [];
        List<int> levels = [];
        foreach (var manifest in judgement.Covered(rule.Covers ?? AttestationCover.Each))
        {
            var best = judgement.About(manifest, PredicateTypes.SlsaProvenance).Select(bundle => Judge(judgement, rule, bundle, manifest)).OrderBy(candidate => candidate.Problems).FirstOrDefault();
            findings.AddRange(best?.Findings ?? [Judgement.Finding("provenance.present", RuleOutcome.Fail, manifest, PredicateTypes.SlsaProvenance, "none")]);
            levels.Add(best is { Problems: 0 } ? best.Level : 0);
        }

        level = levels.Min();
        return findings;
    }

    private static Candidate Judge(Judgement judgement, ProvenanceRule rule, VerifiedBundle bundle, Digest manifest)
    {
        PolicyFinding Finding(string name, bool holds, string expected, string found) =>
            Judgement.Finding($"provenance.{name}", holds ? RuleOutcome.Pass : RuleOutcome.Fail, manifest, expected, found, bundle.Bundle);

        if (Read(bundle, out var problem) is not { } provenance) return new([Finding("readable", false, PredicateTypes.SlsaProvenance, problem)], 0);
        var builder = rule.Builders.FirstOrDefault(builder => builder.Id == provenance.Builder.Id && judgement.Attribute(bundle, builder.Signers).Signer is not null);
        List<PolicyFinding> findings =
        [
            Finding("builder", builder is not null, Expected(rule), Found(judgement, rule, bundle, provenance)),
            Finding("level", (builder?.Level ?? 0) >= rule.MinimumLevel, $"SLSA build level {rule.MinimumLevel}", $"level {builder?.Level ?? 0}"),
            Finding("buildType", rule.BuildTypes.Contains(provenance.BuildType), string.Join(" or ", rule.BuildTypes), provenance.BuildType),
            .. ParameterJudge.Findings(rule.ExternalParameters, provenance.ExternalParameters, Finding),
        ];
        if (rule.Source is { } source) findings.AddRange(SourceJudge.Findings(source, provenance, bundle.Signer, Finding));
        return new(findings, builder?.Level ?? 0);
    }

    private static SlsaProvenance? Read(VerifiedBundle bundle, out string problem)
    {
        try
        {
            problem = "no predicate";
            return bundle.Predicate is { } predicate ? SlsaProvenance.Read(predicate) : null;
        }
        catch (KeywayException refusal)
        {
            problem = refusal.Message;
            return null;
        }
    }

    private static string Expected(ProvenanceRule rule) => string.Join(" or ", rule.Builders.Select(builder => $"{builder.Id} signed by {string.Join("/", builder.Signers)}"));

    private static string Found(Judgement judgement, ProvenanceRule rule, VerifiedBundle bundle, SlsaProvenance provenance)
    {
        if (rule.Builders.FirstOrDefault(builder => builder.Id == provenance.Builder.Id) is not { } known) return provenance.Builder.Id;
        var attribution = judgement.Attribute(bundle, known.Signers);
        return attribution.Signer is { } signer ? $"{known.Id} signed by {signer}" : $"{known.Id}, but {attribution.Problem}";
    }

    private sealed record Candidate(IReadOnlyList<PolicyFinding> Findings, int Level)
    {
        public int Problems => Findings.Count(finding => finding.Outcome != RuleOutcome.Pass);
    }
}
