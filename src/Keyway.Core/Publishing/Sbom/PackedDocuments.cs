// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using System.Security.Cryptography;
using Keyway.Artifacts.Content;
using Keyway.Artifacts.Oci;
using Keyway.Packages;

namespace Keyway.Publishing.Sbom;

/// <summary>The documents of a packed package: their digests, which an SBOM names, and the configs, which list every file.</summary>
internal sealed record PackedDocuments(ContentArtifact Index, ImmutableDictionary<Isa, ContentArtifact> Builds, ImmutableDictionary<Isa, DriverConfig> Configs)
{
    public static async Task<PackedDocuments> ReadAsync(IOciRepository repository, Descriptor index, IReadOnlyCollection<IsaBuild> builds, CancellationToken cancellationToken)
    {
        var artifacts = ImmutableDictionary.CreateBuilder<Isa, ContentArtifact>();
        foreach (var build in builds) artifacts[build.Isa] = await ArtifactAsync(repository, build.Manifest, cancellationToken);
        return new(await ArtifactAsync(repository, index, cancellationToken), artifacts.ToImmutable(), builds.ToImmutableDictionary(build => build.Isa, build => build.Config));
    }

    private static async Task<ContentArtifact> ArtifactAsync(IOciRepository repository, Descriptor descriptor, CancellationToken cancellationToken)
    {
        var bytes = await repository.ReadDocumentAsync(descriptor, OciLimits.ManifestSize, cancellationToken);
        return new(Digest.OfBytes(bytes), Digest.FromHash(DigestAlgorithm.Sha512, SHA512.HashData(bytes)));
    }
}
