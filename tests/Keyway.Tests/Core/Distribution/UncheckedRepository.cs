// SPDX-License-Identifier: Apache-2.0

using Keyway.Artifacts.Content;
using Keyway.Artifacts.Oci;

namespace Keyway.Tests.Core.Distribution;

/// <summary>A repository in memory that stores whatever it is given under the digest it is given: what a hostile registry can serve.</summary>
internal sealed class UncheckedRepository : IOciRepository
{
    private readonly Dictionary<Digest, (Descriptor Descriptor, byte[] Content)> contents = [];
    private readonly SortedDictionary<string, Digest> tags = new(StringComparer.Ordinal);

    public string Name => "registry.example/gpu/demo";

    public Task<Descriptor?> ResolveAsync(string tagOrDigest, CancellationToken cancellationToken)
    {
        var known = Digest.TryParse(tagOrDigest, out var digest) || tags.TryGetValue(tagOrDigest, out digest);
        return Task.FromResult(known && contents.TryGetValue(digest, out var content) ? content.Descriptor : null);
    }

    public Task<bool> ExistsAsync(Descriptor descriptor, CancellationToken cancellationToken) => Task.FromResult(contents.ContainsKey(descriptor.Digest));

    public Task<Stream> OpenAsync(Descriptor descriptor, CancellationToken cancellationToken) =>
        Task.FromResult<Stream>(new VerifyingStream(new MemoryStream(contents[descriptor.Digest].Content), descriptor.Digest, descriptor.Size, descriptor.Digest.ToString()));

    public async Task PushAsync(Descriptor descriptor, Stream content, CancellationToken cancellationToken)
    {
        using MemoryStream copy = new();
        await content.CopyToAsync(copy, cancellationToken);
        contents[descriptor.Digest] = (descriptor, copy.ToArray());
    }

    public Task TagAsync(Descriptor manifest, string tag, CancellationToken cancellationToken)
    {
        tags[tag] = manifest.Digest;
        return Task.CompletedTask;
    }

    public Task<IReadOnlyList<string>> ListTagsAsync(CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<string>>([.. tags.Keys]);

    public Task<IReadOnlyList<Descriptor>> ReferrersAsync(Digest subject, string? artifactType, CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<Descriptor>>([]);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
