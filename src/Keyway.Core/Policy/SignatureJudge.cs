// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using Keyway.Artifacts.Content;

namespace Keyway.Policy;

/// <summary>Thresholds: enough different signers of the index and of each manifest in it.</summary>
internal static class SignatureJudge
{
    public static IEnumerable<PolicyFinding> Findings(Judgement judgement)
    {
        var rule = judgement.Policy.Signatures;
        foreach (var manifest in judgement.Evidence.Manifests)
            yield return Threshold(judgement, "signatures.threshold", manifest, judgement.About(manifest, null), rule.Signers, rule.Needed);
        if (judgement.Policy.MaximumAge is { } maximum) yield return Age(judgement, maximum);
    }

    public static IEnumerable<PolicyFinding> AttestationFindings(Judgement judgement) =>
        from rule in judgement.Policy.Attestations
        from manifest in judgement.Covered(rule.Covers)
        select Threshold(judgement, $"attestations.{rule.PredicateType}", manifest, judgement.About(manifest, rule.PredicateType), rule.Signers, rule.Needed);

    private static PolicyFinding Threshold(Judgement judgement, string rule, Digest manifest, IEnumerable<VerifiedBundle> bundles, ImmutableArray<string> signers, int needed)
    {
        SortedDictionary<string, Digest> counted = new(StringComparer.Ordinal);
        Dictionary<string, string> persons = new(StringComparer.Ordinal);
        List<string> others = [];
        foreach (var bundle in bundles)
        {
            var attribution = judgement.Attribute(bundle, signers);
            if (attribution.Signer is not { } signer) others.Add(attribution.Problem!);
            else if (persons.TryAdd(bundle.Signer.ToString()!, signer) || persons[bundle.Signer.ToString()!] == signer) counted.TryAdd(signer, bundle.Bundle);
            else others.Add($"{signer}: {bundle.Signer} counts already as {persons[bundle.Signer.ToString()!]}");
        }

        return Judgement.Finding(
            rule,
            counted.Count >= needed ? RuleOutcome.Pass : RuleOutcome.Fail,
            manifest,
            $"{needed} of {string.Join(", ", signers)}",
            Found([.. counted.Keys], others),
            [.. counted.Values.Distinct()]);
    }

    private static string Found(string[] counted, List<string> others)
    {
        var found = counted.Length == 0 ? "none" : string.Join(", ", counted);
        return others.Count == 0 ? found : $"{found}; not counted: {string.Join("; ", others.Distinct(StringComparer.Ordinal).Take(4))}{(others.Count > 4 ? "; …" : "")}";
    }

    // The newest signature of the index that counts: signing again is how a maker says that an old package is still good.
    private static PolicyFinding Age(Judgement judgement, TimeSpan maximum)
    {
        var newest = judgement.About(judgement.Evidence.Index, null)
            .Where(bundle => judgement.Attribute(bundle, judgement.Policy.Signatures.Signers).Signer is not null)
            .Select(Judgement.TimeOf).Max();
        var expected = $"signed within {AgeJsonConverter.Text(maximum)}";
        if (newest is not { } time) return Judgement.Finding("maximumAge", RuleOutcome.Unknown, judgement.Evidence.Index, expected, "no verified time");
        return Judgement.Finding("maximumAge", judgement.Now - time > maximum ? RuleOutcome.Fail : RuleOutcome.Pass, judgement.Evidence.Index, expected, $"signed at {Judgement.Text(time)}");
    }
}
