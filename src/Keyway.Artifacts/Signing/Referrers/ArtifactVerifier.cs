// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using Keyway.Artifacts.Content;
using Keyway.Artifacts.Oci;
using Keyway.Artifacts.Signing.Verify;

namespace Keyway.Artifacts.Signing.Referrers;

/// <summary>
/// Verifies what is attached to manifests of a repository. Everything is about the digest of the manifest that was read here: neither the tag nor the list of
/// referrers can change it. Spec: spec/signing §"Verifying an artifact". Thread safe.
/// </summary>
public sealed class ArtifactVerifier(IOciRepository repository, SignatureVerifier verifier)
{
    /// <summary>Looks for a signature that the policy accepts on each manifest, one after the other. A signature of one says nothing about another.</summary>
    /// <param name="boundTo">The repository that the signed statement has to name, if any.</param>
    /// <exception cref="KeywayException">What the repository refuses, unless it is that a manifest is damaged or missing: that refuses this manifest.</exception>
    public async Task<ArtifactVerdict> VerifyAsync(IReadOnlyList<Descriptor> manifests, VerificationPolicy policy, string? boundTo, CancellationToken cancellationToken)
    {
        var verdicts = ImmutableArray.CreateBuilder<ManifestVerdict>(manifests.Count);
        foreach (var manifest in manifests) verdicts.Add(await FindSignatureAsync(manifest, policy, boundTo, cancellationToken));
        return new ArtifactVerdict(repository.Name, verdicts.MoveToImmutable());
    }

    /// <summary>Verifies every bundle attached to one manifest: signatures and attestations, accepted and refused.</summary>
    /// <exception cref="KeywayException">What the repository refuses.</exception>
    public async Task<ManifestVerdict> VerifyAllAsync(Descriptor manifest, VerificationPolicy policy, CancellationToken cancellationToken)
    {
        var artifact = await ReadAsync(manifest, cancellationToken);
        var attached = await BundleReferrers.FindAsync(repository, manifest.Digest, cancellationToken);
        var findings = ImmutableArray.CreateBuilder<BundleFinding>(attached.Bundles.Length);
        foreach (var bundle in attached.Bundles) findings.Add(await CheckAsync(bundle, artifact, policy, null, cancellationToken));
        return new ManifestVerdict { Manifest = manifest, Findings = findings.MoveToImmutable(), Unsound = attached.Unsound, Others = attached.Others, Unopened = attached.Unopened };
    }

    // What an annotation calls an attestation is tried only when nothing else was accepted: it costs much and gives nothing, unless the annotation is wrong.
    private async Task<ManifestVerdict> FindSignatureAsync(Descriptor manifest, VerificationPolicy policy, string? boundTo, CancellationToken cancellationToken)
    {
        try
        {
            var artifact = await ReadAsync(manifest, cancellationToken);
            var attached = await BundleReferrers.FindAsync(repository, manifest.Digest, cancellationToken);
            var findings = ImmutableArray.CreateBuilder<BundleFinding>();
            foreach (var bundle in attached.Bundles)
            {
                findings.Add(await CheckAsync(bundle, artifact, policy, boundTo, cancellationToken));
                if (findings[^1].IsAccepted) break;
            }

            return new ManifestVerdict { Manifest = manifest, Findings = findings.ToImmutable(), Unsound = attached.Unsound, Others = attached.Others, Unopened = attached.Unopened };
        }
        catch (KeywayException refusal) when (refusal.Code.Kind is ErrorKind.VerificationRefused or ErrorKind.NotFound)
        {
            return new ManifestVerdict { Manifest = manifest, Problem = $"{refusal.Code.Id} {refusal.Message}" };
        }
    }

    private async Task<SignedArtifact> ReadAsync(Descriptor manifest, CancellationToken cancellationToken) =>
        SignedArtifact.FromBytes(await repository.ReadDocumentAsync(manifest, OciLimits.ManifestSize, cancellationToken));

    private async Task<BundleFinding> CheckAsync(AttachedBundle bundle, SignedArtifact artifact, VerificationPolicy policy, string? boundTo, CancellationToken cancellationToken)
    {
        try
        {
            var bytes = await bundle.ReadAsync(repository, cancellationToken);
            var result = verifier.Verify(bytes, artifact, policy);
            if (!result.IsVerified) return new BundleFinding(bundle.Manifest.Digest, null, result.Refusals);
            return Binding.Problem(result.Evidence, bundle.Subject, boundTo) is { } problem ? Refused(bundle, problem) : new BundleFinding(bundle.Manifest.Digest, result.Evidence, []);
        }
        catch (KeywayException refusal) when (refusal.Code.Kind is ErrorKind.VerificationRefused or ErrorKind.NotFound)
        {
            return Refused(bundle, refusal);
        }
    }

    private static BundleFinding Refused(AttachedBundle bundle, KeywayException refusal) => new(bundle.Manifest.Digest, null, [new Refusal(refusal.Code, refusal.Message, refusal.Hint)]);

    // The same bytes in another repository have the same digest, so only a name in what was signed tells the two apart.
    private static class Binding
    {
        public static KeywayException? Problem(VerifiedBundle evidence, Digest subject, string? boundTo)
        {
            if (boundTo is null) return null;
            var names = evidence.Statement?.Subject.Where(one => one.Digest.Sha256 == subject).Select(one => one.Name).OfType<string>().ToList() ?? [];
            return names.Contains(boundTo, StringComparer.Ordinal) ? null : Errors.OtherRepository(boundTo, names);
        }
    }
}
