// SPDX-License-Identifier: Apache-2.0

using System.Collections.Concurrent;
using Keyway.Artifacts.Content;

namespace Keyway.Artifacts.Oci;

/// <summary>The reading half of a repository over the files of an image layout. Safe for concurrent calls.</summary>
internal sealed class LayoutQueries(ILayoutFiles files, string name)
{
    // What a manifest says never changes, so that asking for the referrers of every subject in turn reads each manifest once.
    private readonly ConcurrentDictionary<Digest, (Digest? Subject, Descriptor Referrer)> known = [];

    public bool Has(Descriptor descriptor) => files.SizeOf(descriptor.Digest) == descriptor.Size;

    public async Task<IReadOnlyList<Descriptor>> RootsAsync(CancellationToken cancellationToken) => (await files.ReadIndexAsync(cancellationToken)).Manifests;

    public async Task<Descriptor?> ResolveAsync(string tagOrDigest, CancellationToken cancellationToken)
    {
        var entries = (await files.ReadIndexAsync(cancellationToken)).Manifests;
        if (!Digest.TryParse(tagOrDigest, out var digest)) return Plain(entries.FirstOrDefault(entry => LayoutIndex.TagOf(entry) == tagOrDigest));
        return Plain(entries.FirstOrDefault(entry => entry.Digest == digest)) ?? await RecognizeAsync(digest, cancellationToken);
    }

    // A blob of another size than asked for is opened all the same: the stream then says what differs.
    public Task<Stream> OpenAsync(Descriptor descriptor) => files.SizeOf(descriptor.Digest) is null
        ? throw Errors.NoSuchContent(name, descriptor)
        : Task.FromResult(files.OpenRead(descriptor.Digest, descriptor.Size));

    public async Task<IReadOnlyList<string>> ListTagsAsync(CancellationToken cancellationToken) => LayoutIndex.Tags(await files.ReadIndexAsync(cancellationToken));

    public async Task<IReadOnlyList<Descriptor>> ReferrersAsync(Digest subject, string? artifactType, CancellationToken cancellationToken)
    {
        List<Descriptor> found = [];
        var entries = (await files.ReadIndexAsync(cancellationToken)).Manifests.Where(entry => MediaTypes.IsManifest(entry.MediaType) && Has(entry));
        foreach (var entry in entries.DistinctBy(entry => entry.Digest).OrderBy(entry => entry.Digest))
        {
            var (about, referrer) = await KnownAsync(entry, cancellationToken);
            if (about == subject && (artifactType is null || artifactType == referrer.ArtifactType)) found.Add(referrer);
        }

        return found;
    }

    public async Task<ManifestDocument> ReadManifestAsync(Descriptor descriptor, CancellationToken cancellationToken)
    {
        if (descriptor.Size > OciLimits.ManifestSize) throw Errors.DocumentTooLarge($"the manifest {descriptor.Digest} of {name}", descriptor.Size, OciLimits.ManifestSize);
        await using var content = await OpenAsync(descriptor);
        return ManifestDocument.Parse(descriptor, await ManifestReading.ReadAllAsync(content, descriptor.Size, cancellationToken), name);
    }

    private async Task<(Digest? Subject, Descriptor Referrer)> KnownAsync(Descriptor entry, CancellationToken cancellationToken)
    {
        if (known.TryGetValue(entry.Digest, out var read) && read.Referrer.Size == entry.Size && read.Referrer.MediaType == entry.MediaType) return read;
        var document = await ReadManifestAsync(entry, cancellationToken);
        return known[entry.Digest] = (document.Subject?.Digest, document.AsReferrer);
    }

    private static Descriptor? Plain(Descriptor? entry) => entry is null ? null : entry with { Annotations = null, Unknown = null };

    // A child of a listed index is not in index.json: its own bytes say what it is.
    private async Task<Descriptor?> RecognizeAsync(Digest digest, CancellationToken cancellationToken)
    {
        if (files.SizeOf(digest) is not { } size || size > OciLimits.ManifestSize) return null;
        await using var content = files.OpenRead(digest, size);
        return ManifestShape.Recognize(await ManifestReading.ReadAllAsync(content, size, cancellationToken), digest);
    }
}
