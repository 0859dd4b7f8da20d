// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using Keyway.Artifacts.Content;
using Keyway.Artifacts.Oci;

namespace Keyway.Artifacts.Signing.Referrers;

/// <summary>
/// The manifests of an artifact that each need a signature of their own: the root, and whatever an index lists, level by level. A signature of an index names one
/// digest; a client that is handed a child by its digest, as every container engine is, sees none of it.
/// </summary>
public sealed class ArtifactManifests
{
    /// <summary>More manifests than any package or image has.</summary>
    public const int Most = 256;

    private readonly IOciRepository repository;
    private readonly List<Descriptor> found = [];
    private readonly HashSet<Digest> seen = [];

    private ArtifactManifests(IOciRepository repository) => this.repository = repository;

    /// <summary>The root first, then the children in the order of their index, each once.</summary>
    /// <exception cref="KeywayException">KW2250: more, or nested deeper, than any real artifact. KW1108 to KW1110: unreadable or missing.</exception>
    public static async Task<ImmutableArray<Descriptor>> ListAsync(IOciRepository repository, Descriptor root, CancellationToken cancellationToken)
    {
        ArtifactManifests manifests = new(repository);
        await manifests.AddAsync(root, depth: 0, cancellationToken);
        return [.. manifests.found];
    }

    // The type of the root is what a registry or index.json says of it, and an index called a manifest would hide its children: the bytes have to agree. Manifests
    // further down are not read: their type stands in a document with a digest.
    private async Task AddAsync(Descriptor manifest, int depth, CancellationToken cancellationToken)
    {
        if (!seen.Add(manifest.Digest)) return;
        if (depth > OciLimits.IndexDepth) throw Errors.TooManyManifests(repository.Name, $"its indexes are nested more than {OciLimits.IndexDepth} deep");
        if (found.Count == Most) throw Errors.TooManyManifests(repository.Name, $"it lists more than {Most} manifests");
        found.Add(manifest);
        if (depth > 0 && !MediaTypes.IsIndex(manifest.MediaType)) return;
        var index = await repository.ReadManifestAsync(manifest, cancellationToken);
        foreach (var child in index.Children.Where(child => MediaTypes.IsManifest(child.MediaType))) await AddAsync(child, depth + 1, cancellationToken);
    }
}
