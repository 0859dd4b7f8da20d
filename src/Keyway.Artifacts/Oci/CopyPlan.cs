// SPDX-License-Identifier: Apache-2.0

using Keyway.Artifacts.Content;

namespace Keyway.Artifacts.Oci;

/// <summary>
/// What a copy has to move: every manifest after its children, every blob once. Built by reading the source's manifests; what the destination has already is
/// not looked into. Bounded, since a hostile index could name itself a forest.
/// </summary>
internal sealed class CopyPlan(IOciRepository source, IOciRepository destination, bool includesReferrers)
{
    private const int MaxManifests = 10_000;
    private const long MaxManifestBytes = 256 << 20;

    private readonly HashSet<Digest> seen = [];
    private readonly Queue<Descriptor> subjects = [];
    private long manifestBytes;

    /// <summary>Manifests in an order that may be pushed.</summary>
    public List<ManifestDocument> Manifests { get; } = [];

    public Dictionary<Digest, Descriptor> Blobs { get; } = [];

    /// <summary>Manifests that the destination has.</summary>
    public List<Descriptor> Present { get; } = [];

    public int Referrers { get; private set; }

    public async Task AddAsync(Descriptor root, CancellationToken cancellationToken)
    {
        await AddAsync(root, isRoot: true, depth: 0, cancellationToken);
        while (subjects.TryDequeue(out var subject))
            foreach (var referrer in await source.ReferrersAsync(subject.Digest, null, cancellationToken))
                await AddReferrerAsync(referrer, cancellationToken);
    }

    private async Task AddReferrerAsync(Descriptor referrer, CancellationToken cancellationToken)
    {
        if (seen.Contains(referrer.Digest) || !MediaTypes.IsManifest(referrer.MediaType)) return;
        Referrers++;
        await AddAsync(referrer, isRoot: true, depth: 0, cancellationToken);
    }

    // A root is pushed even where its bytes are: a layout that lost its index.json entry, or a registry that lost a referrer's listing, gets it back.
    private async Task AddAsync(Descriptor descriptor, bool isRoot, int depth, CancellationToken cancellationToken)
    {
        if (!seen.Add(descriptor.Digest)) return;
        if (includesReferrers) subjects.Enqueue(descriptor);
        var isPresent = await destination.ExistsAsync(descriptor, cancellationToken);
        if (isPresent) Present.Add(descriptor);
        if (isPresent && !isRoot && !includesReferrers) return;

        var document = await ReadAsync(descriptor, depth, cancellationToken);
        foreach (var child in document.Children) await AddChildAsync(child, depth, cancellationToken);
        if (!isPresent) foreach (var blob in document.Blobs) Blobs.TryAdd(blob.Digest, blob);
        if (!isPresent || isRoot) Manifests.Add(document);
    }

    private Task AddChildAsync(Descriptor child, int depth, CancellationToken cancellationToken)
    {
        if (MediaTypes.IsManifest(child.MediaType)) return AddAsync(child, isRoot: false, depth + 1, cancellationToken);
        Blobs.TryAdd(child.Digest, child);
        return Task.CompletedTask;
    }

    private async Task<ManifestDocument> ReadAsync(Descriptor descriptor, int depth, CancellationToken cancellationToken)
    {
        manifestBytes += descriptor.Size;
        if (depth > OciLimits.IndexDepth) throw Errors.GraphTooLarge(source.Name, $"its indexes are nested more than {OciLimits.IndexDepth} deep");
        if (seen.Count > MaxManifests) throw Errors.GraphTooLarge(source.Name, $"it has more than {MaxManifests} manifests");
        if (manifestBytes > MaxManifestBytes) throw Errors.GraphTooLarge(source.Name, $"its manifests have more than {MaxManifestBytes >> 20} MiB in all");
        return await source.ReadManifestAsync(descriptor, cancellationToken);
    }
}
