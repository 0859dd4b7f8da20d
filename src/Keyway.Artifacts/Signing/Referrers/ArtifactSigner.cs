// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using System.Text.Json;
using Keyway.Artifacts.Oci;
using Keyway.Artifacts.Provenance;
using Keyway.Artifacts.Signing.Bundles;

namespace Keyway.Artifacts.Signing.Referrers;

/// <summary>
/// Signs manifests and attaches the bundles to them: in-toto statements about digests, the ones cosign 3 makes. Spec: spec/signing §"What is signed".
/// </summary>
/// <param name="repository">Where the manifests are and the bundles go.</param>
/// <param name="sign">Signs a statement as the payload of a DSSE envelope.</param>
/// <param name="time">For the annotation that says when a bundle was attached.</param>
public sealed class ArtifactSigner(IOciRepository repository, Func<ReadOnlyMemory<byte>, CancellationToken, Task<SigstoreBundle>> sign, TimeProvider time)
{
    private static readonly JsonElement NothingMore = JsonDocument.Parse("{}").RootElement;

    /// <summary>
    /// Signs each manifest on its own, the last one first: once the root has its signature, everything below it has too.
    /// </summary>
    /// <param name="manifests">The root and what it lists, from <see cref="ArtifactManifests"/>.</param>
    /// <param name="name">The repository it is signed for; a verifier may insist on it. Null says nothing, as cosign does.</param>
    /// <exception cref="KeywayException">What the signer and the repository refuse; what was attached before stays, and is no harm.</exception>
    public async Task<IReadOnlyList<AttachedSignature>> SignAsync(ImmutableArray<Descriptor> manifests, string? name, CancellationToken cancellationToken)
    {
        List<AttachedSignature> attached = [];
        foreach (var manifest in manifests.Reverse()) attached.Add((await AttachAsync([manifest], name, BundleAnnotation.SignPredicate, NothingMore, cancellationToken))[0]);
        attached.Reverse();
        return attached;
    }

    /// <summary>Signs one statement about all the manifests and attaches it to each of them.</summary>
    /// <exception cref="KeywayException">What the signer and the repository refuse.</exception>
    public Task<IReadOnlyList<AttachedSignature>> AttestAsync(ImmutableArray<Descriptor> manifests, string? name, string predicateType, JsonElement predicate, CancellationToken cancellationToken) =>
        AttachAsync(manifests, name, predicateType, predicate, cancellationToken);

    private async Task<IReadOnlyList<AttachedSignature>> AttachAsync(ImmutableArray<Descriptor> manifests, string? name, string predicateType, JsonElement predicate, CancellationToken cancellationToken)
    {
        Statement statement = new() { Subject = [.. manifests.Select(manifest => SubjectOf(manifest, name))], PredicateType = predicateType, Predicate = predicate };
        var bundle = await sign(StatementWriter.Write(statement), cancellationToken);
        BundleAttachment attachment = new() { Bundle = bundle.ToJson(), PredicateType = predicateType, Created = time.GetUtcNow() };
        List<AttachedSignature> attached = [];
        foreach (var manifest in manifests) attached.Add(new AttachedSignature(manifest, await attachment.PushAsync(repository, manifest, cancellationToken)));
        return attached;
    }

    private static ResourceDescriptor SubjectOf(Descriptor manifest, string? name) => new() { Name = name, Digest = DigestSet.Of(manifest.Digest) };
}
