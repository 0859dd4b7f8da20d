// SPDX-License-Identifier: Apache-2.0

using Keyway.Artifacts.Oci;
using Keyway.Artifacts.Signing.Referrers;

namespace Keyway.Cli;

/// <summary>
/// What stands between a repository and every command that uses a package: the wanted signature on exactly the manifests that will be used, by digest. It comes
/// before the first layer is read, and all that is read later is checked against digests that hang from these manifests.
/// </summary>
internal static class SignatureCheck
{
    /// <summary>Who signed, in one line for the history; null when no signature is wanted.</summary>
    /// <exception cref="Keyway.Artifacts.KeywayException">KW2252, KW2253: a manifest lacks the signature.</exception>
    public static async Task<string?> RequireAsync(SignatureDemand? demand, IOciRepository repository, IReadOnlyList<Descriptor> manifests, CancellationToken cancellationToken)
    {
        if (demand is null) return null;
        var verdict = (await new ArtifactVerifier(repository, demand.Verifier).VerifyAsync(manifests, demand.Policy, demand.BoundTo, cancellationToken)).OrRefuse();
        var signers = verdict.Manifests.Select(manifest => manifest.Findings.First(finding => finding.IsAccepted).Evidence!.Signer);
        return $"signed by {string.Join(" and ", signers.Select(signer => signer.Identity is { } identity ? $"{identity.Name} ({identity.Issuer})" : $"key {signer.Key.Fingerprint}").Distinct())}";
    }
}
