// SPDX-License-Identifier: Apache-2.0

using Keyway.Artifacts.Content;

namespace Keyway.Policy;

/// <summary>Signed bills of materials in a wanted format.</summary>
internal static class SbomJudge
{
    public static IEnumerable<PolicyFinding> Findings(Judgement judgement) =>
        judgement.Policy.Sbom is { } rule ? judgement.Covered(rule.Covers).Select(manifest => Finding(judgement, rule, manifest)) : [];

    private static PolicyFinding Finding(Judgement judgement, SbomRule rule, Digest manifest)
    {
        var found = judgement.Evidence.Bundles.Values.Where(bundle => SbomFormats.IsSbom(bundle.PredicateType) && bundle.Subjects.Contains(manifest))
            .Select(bundle => (bundle.Bundle, Format: SbomFormats.Of(bundle), Attribution: judgement.Attribute(bundle, rule.Signers))).ToList();
        var counted = found.Where(one => one.Attribution.Signer is not null).ToList();
        var right = counted.Where(one => one.Format is not null && rule.Formats.Contains(one.Format)).ToList();
        var outcome = right.Count > 0 ? RuleOutcome.Pass : counted.Any(one => one.Format is null) ? RuleOutcome.Unknown : RuleOutcome.Fail;
        var texts = found.Select(one => one.Attribution.Signer is null ? $"{one.Format ?? "unknown format"} ({one.Attribution.Problem})" : one.Format ?? "unknown format");
        return Judgement.Finding("sbom.format", outcome, manifest, string.Join(" or ", rule.Formats), string.Join(", ", texts.DefaultIfEmpty("none").Distinct(StringComparer.Ordinal)), [.. right.Select(one => one.Bundle)]);
    }
}
