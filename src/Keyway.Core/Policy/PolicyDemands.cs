// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Policy;

/// <summary>What a policy asks for, in words, one line a rule.</summary>
public static class PolicyDemands
{
    public static IEnumerable<string> Of(AdmissionPolicy policy) =>
    [
        .. Scope(policy.Scope),
        .. policy.Signers.Select(signer => $"signer {signer.Key}: {Text(signer.Value)}"),
        .. Signatures(policy.Signatures),
        .. Provenance(policy.Provenance),
        .. Evidence(policy),
        .. Properties(policy),
        .. policy.Summaries?.Verifiers.Select(verifier => $"or else: a summary of {verifier.Id} signed by {string.Join(" or ", verifier.Signers)}") ?? [],
        policy.Unknown == UnknownMeaning.Refuse ? "what cannot be answered refuses" : "what cannot be answered is reported and does not refuse",
    ];

    private static IEnumerable<string> Scope(PolicyScope scope)
    {
        yield return $"speaks for packages {List(scope.Packages)} in repositories {List(scope.Repositories)}, regions {List(scope.Regions)}, environments {List(scope.Environments)}";
    }

    private static IEnumerable<string> Signatures(SignatureRule rule)
    {
        yield return $"signatures: the index and each manifest in it, by {rule.Needed} of {string.Join(", ", rule.Signers)}";
        if (rule.Logs is { } logs) yield return $"each in {logs} logs";
        if (rule.Timestamps is { } timestamps) yield return $"each dated by {timestamps} timestamp authorities";
        if (rule.Witnesses is { } witnesses) yield return $"each log cosigned by {witnesses.Minimum} of the witnesses {string.Join(", ", witnesses.From)}";
    }

    private static IEnumerable<string> Provenance(ProvenanceRule? rule)
    {
        if (rule is null) yield break;
        yield return $"provenance: SLSA build level {rule.MinimumLevel} or higher by {string.Join(" or ", rule.Builders.Select(builder => $"{builder.Id} (level {builder.Level}, signed by {string.Join("/", builder.Signers)})"))}";
        yield return $"build types {string.Join(", ", rule.BuildTypes)}; external parameters: {(rule.ExternalParameters.IsEmpty ? "none" : string.Join(", ", rule.ExternalParameters.Keys))}, and no others";
        if (rule.Source is { } source) yield return $"source {source.Repository} at {List(source.Refs)}";
    }

    private static IEnumerable<string> Evidence(AdmissionPolicy policy)
    {
        if (policy.Sbom is { } sbom) yield return $"SBOM: {string.Join(" or ", sbom.Formats)} signed by {string.Join(" or ", sbom.Signers)}";
        if (policy.Tests is { } tests) yield return $"tests passed: {string.Join(", ", tests.Required)}, signed by {string.Join(" or ", tests.Signers)}{(tests.MaximumAge is { } age ? $", within {AgeJsonConverter.Text(age)}" : "")}";
        foreach (var attestation in policy.Attestations) yield return $"attestation {attestation.PredicateType} by {attestation.Needed} of {string.Join(", ", attestation.Signers)}";
    }

    private static IEnumerable<string> Properties(AdmissionPolicy policy)
    {
        if (!policy.Repositories.IsEmpty) yield return $"only from {string.Join(" or ", policy.Repositories)}";
        if (policy.Licences is { } licences) yield return $"licences covered by {string.Join(", ", licences.Allowed)}";
        if (policy.MaximumAge is { } age) yield return $"signed within {AgeJsonConverter.Text(age)}";
        if (policy.MinimumVersion is { } version) yield return $"version {version} or newer";
    }

    private static string Text(TrustedSigner signer)
    {
        var who = signer.PublicKey is not null ? $"key {signer.Fingerprint}" : $"{signer.Identity ?? signer.IdentityPattern} of {signer.Issuer}";
        var claims = string.Concat(signer.Claims.Select(claim => $", {claim.Key} {claim.Value}"));
        var from = signer.ValidFrom is { } start ? $", from {Judgement.Text(start)}" : "";
        var until = signer.ValidUntil is { } end ? $", until {Judgement.Text(end)}" : "";
        return who + claims + from + until + (signer.RevokedAt is { } revoked ? $", revoked at {Judgement.Text(revoked)}" : "");
    }

    private static string List(IEnumerable<string> words) => string.Join(", ", words.DefaultIfEmpty("any"));
}
