// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using Keyway.Artifacts;
using Keyway.Artifacts.Content;
using Keyway.Artifacts.Oci;
using Keyway.Artifacts.Provenance;
using Keyway.Artifacts.Signing.Referrers;
using Keyway.Artifacts.Signing.Verify;
using Keyway.Distribution;
using Keyway.Packages;
using Keyway.Policy;
using PolicyBundle = Keyway.Policy.VerifiedBundle;

namespace Keyway.Admission;

/// <summary>Gathers the evidence about one package: its manifests, what they say of it, and every bundle that is attached to one of them.</summary>
internal sealed class EvidenceReader(IOciRepository repository, BundleVerification verification)
{
    // For everything attached to one package. Anybody with a certificate can attach bundles that verify, and what they say is kept until the decision.
    private const long MostBytes = 256 << 20;

    private readonly Dictionary<Digest, PolicyBundle> verified = [];
    private readonly List<RefusedBundle> refused = [];
    private int unopened;
    private long read;

    public async Task<PackageEvidence> ReadAsync(Descriptor index, string? name, CancellationToken cancellationToken)
    {
        var manifests = await ArtifactManifests.ListAsync(repository, index, cancellationToken);
        List<ManifestDocument> documents = [];
        foreach (var manifest in manifests) documents.Add(await repository.ReadManifestAsync(manifest, cancellationToken));
        var package = documents[0].ArtifactType == DriverConfig.ArtifactType ? await PackageCatalogue.ReadAsync(repository, index.Digest.ToString(), cancellationToken) : null;
        List<(AttachedBundle Bundle, ManifestDocument Manifest)> bundles = [];
        foreach (var document in documents) bundles.AddRange((await FindBundlesAsync(document, cancellationToken)).Select(bundle => (bundle, document)));

        // The small ones first: those of a flood that would use up what may be read are large.
        var artifacts = documents.ToDictionary(document => document.Descriptor.Digest, document => SignedArtifact.FromBytes(document.Bytes));
        foreach (var (bundle, manifest) in bundles.OrderBy(one => one.Bundle.Layer.Size)) await VerifyAsync(bundle, artifacts[manifest.Descriptor.Digest], documents, cancellationToken);
        return new()
        {
            Repository = name ?? repository.Name,
            Index = index.Digest,
            Children = [.. manifests.Skip(1).Select(manifest => manifest.Digest)],
            Package = package?.Manifest.Package,
            Version = package?.Manifest.Version,
            Licences = package is null ? [] : [new("keyway.json licence", package.Manifest.Licence)],
            Bundles = verified.ToImmutableSortedDictionary(pair => pair.Key.ToString(), pair => pair.Value, StringComparer.Ordinal),
            Refused = [.. refused],
            Unopened = unopened,
        };
    }

    private async Task<ImmutableArray<AttachedBundle>> FindBundlesAsync(ManifestDocument manifest, CancellationToken cancellationToken)
    {
        var subject = manifest.Descriptor.Digest;
        var attached = await BundleReferrers.FindAsync(repository, subject, cancellationToken);
        refused.AddRange(attached.Unsound.Select(referrer => new RefusedBundle(referrer.Manifest, subject, referrer.Reason)));
        unopened = checked(unopened + attached.Unopened);
        return attached.Bundles;
    }

    private async Task VerifyAsync(AttachedBundle bundle, SignedArtifact artifact, List<ManifestDocument> all, CancellationToken cancellationToken)
    {
        // The same statement is attached to each manifest it names; it was verified with the first.
        if (verified.TryGetValue(bundle.Layer.Digest, out var known) && known.Subjects.Contains(bundle.Subject)) return;
        if (await TryReadAsync(bundle, cancellationToken) is not { } bytes) return;
        var result = verification.Verify(bytes, artifact);
        if (result.IsVerified) verified[bundle.Layer.Digest] = ToEvidence(bundle.Layer.Digest, result.Evidence, bundle.Subject, all);
        else refused.Add(new(bundle.Layer.Digest, bundle.Subject, result.Refusals[0].Message, result.Refusals[0].Code.Id));
    }

    // Anybody who may push can attach a bundle that is missing, too large or not what its digest says. It takes nothing away from a sound one beside it.
    private async Task<byte[]?> TryReadAsync(AttachedBundle bundle, CancellationToken cancellationToken)
    {
        if (bundle.Layer.Size > MostBytes - read)
        {
            unopened = checked(unopened + 1);
            return null;
        }

        try
        {
            read += bundle.Layer.Size;
            return await bundle.ReadAsync(repository, cancellationToken);
        }
        catch (KeywayException refusal) when (refusal.Code.Kind is ErrorKind.VerificationRefused or ErrorKind.NotFound)
        {
            refused.Add(new(bundle.Layer.Digest, bundle.Subject, refusal.Message, refusal.Code.Id));
            return null;
        }
    }

    private static PolicyBundle ToEvidence(Digest bundle, Keyway.Artifacts.Signing.Verify.VerifiedBundle proven, Digest subject, List<ManifestDocument> all) => new()
    {
        Bundle = bundle,
        Subjects = proven.Statement is { } statement ? [.. all.Where(one => statement.Match(DigestSet.OfBytes(one.Bytes.Span)) == DigestMatch.Same).Select(one => one.Descriptor.Digest)] : [subject],
        Signer = SignerOf(proven.Signer),
        Times = [.. proven.Times.Select(time => new Keyway.Policy.VerifiedTime(time.Time, SourceOf(time.Source), time.Authority))],
        Logs = [.. proven.LogEntries.Select(entry => new LogInclusion(entry.Log, entry.Index) { Witnesses = [.. entry.Witnesses.Select(witness => witness.ToString())] })],
        PredicateType = proven.Statement?.PredicateType is PredicateTypes.CosignSign ? null : proven.Statement?.PredicateType,
        Predicate = proven.Statement?.PredicateType is PredicateTypes.CosignSign ? null : proven.Statement?.Predicate,
    };

    private static Signatory SignerOf(VerifiedSigner signer) => signer.Identity is { } identity
        ? new Keyway.Policy.CertificateSigner(identity.Issuer, identity.Name)
        {
            Claims = CertificateClaims.Extensions.Where(claim => identity.Extensions.ContainsKey(claim.Value)).ToImmutableSortedDictionary(claim => claim.Key, claim => identity.Extensions[claim.Value], StringComparer.Ordinal),
        }
        : new Keyway.Policy.KeySigner(signer.Key.Fingerprint);

    private static Keyway.Policy.TimeSource SourceOf(Keyway.Artifacts.Signing.Verify.TimeSource source) =>
        source == Keyway.Artifacts.Signing.Verify.TimeSource.Log ? Keyway.Policy.TimeSource.Log : Keyway.Policy.TimeSource.TimestampAuthority;
}
