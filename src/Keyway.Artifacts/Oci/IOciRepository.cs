// SPDX-License-Identifier: Apache-2.0

using Keyway.Artifacts.Content;

namespace Keyway.Artifacts.Oci;

/// <summary>
/// One repository of OCI content: a repository on a registry, an image-layout directory or an image-layout archive. Manifests and blobs are addressed by
/// digest; tags are hints. All implementations run the same contract suite. Safe for concurrent calls.
/// </summary>
public interface IOciRepository : IAsyncDisposable
{
    /// <summary>How a person would name this repository, for messages.</summary>
    string Name { get; }

    /// <summary>The descriptor behind a tag or a manifest digest; null when absent.</summary>
    Task<Descriptor?> ResolveAsync(string tagOrDigest, CancellationToken cancellationToken);

    /// <summary>True when the content is already there.</summary>
    Task<bool> ExistsAsync(Descriptor descriptor, CancellationToken cancellationToken);

    /// <summary>
    /// Opens the content for one sequential read. The stream checks size and digest and throws KW1002 or KW1003 at the end (or as soon as too many bytes arrive);
    /// nobody sees an orderly end of wrong content.
    /// </summary>
    Task<Stream> OpenAsync(Descriptor descriptor, CancellationToken cancellationToken);

    /// <summary>Stores content under its digest after checking it; nothing appears on failure. A manifest's blobs and children must be there before it.</summary>
    Task PushAsync(Descriptor descriptor, Stream content, CancellationToken cancellationToken);

    /// <summary>Lets a tag point to a manifest that is present.</summary>
    Task TagAsync(Descriptor manifest, string tag, CancellationToken cancellationToken);

    /// <summary>All tags in ordinal order.</summary>
    Task<IReadOnlyList<string>> ListTagsAsync(CancellationToken cancellationToken);

    /// <summary>All manifests whose <c>subject</c> is the given one, optionally of one artifact type, in ordinal order of their digests.</summary>
    Task<IReadOnlyList<Descriptor>> ReferrersAsync(Digest subject, string? artifactType, CancellationToken cancellationToken);
}
