// SPDX-License-Identifier: Apache-2.0

using System.Net;
using Keyway.Artifacts.Content;

namespace Keyway.Artifacts.Oci;

/// <summary>
/// A repository on a registry. Trusts nothing it is told: content is checked while it streams in both directions, documents and lists are bounded, redirects never
/// carry credentials elsewhere. Safe for concurrent calls. Spec: OCI distribution 1.1, with the referrers tag schema for registries of 1.0.
/// </summary>
public sealed class RegistryRepository : IOciRepository
{
    private readonly RegistryClient client;
    private readonly ManifestRequests manifests;
    private readonly BlobUpload uploads;
    private readonly ReferrersTag referrersTag;
    private readonly ReferrerRequests referrers;
    private readonly TagRequests tags;

    public RegistryRepository(ArtifactReference reference, RegistrySettings settings)
    {
        if (reference.Transport != ReferenceTransport.Registry) throw new ArgumentException("not a registry reference", nameof(reference));
        Reference = reference.Repository;
        client = new RegistryClient(settings, Reference);
        manifests = new ManifestRequests(client, Name);
        uploads = new BlobUpload(client, Name);
        referrersTag = new ReferrersTag(manifests, Name);
        referrers = new ReferrerRequests(client);
        tags = new TagRequests(client);
    }

    /// <summary>The repository's reference, without tag and digest.</summary>
    public ArtifactReference Reference { get; }

    /// <inheritdoc/>
    public string Name => Reference.ToString();

    /// <inheritdoc/>
    public Task<Descriptor?> ResolveAsync(string tagOrDigest, CancellationToken cancellationToken)
    {
        if (!Digest.TryParse(tagOrDigest, out _)) ReferenceParser.CheckTag(tagOrDigest);
        return manifests.ResolveAsync(tagOrDigest, cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<bool> ExistsAsync(Descriptor descriptor, CancellationToken cancellationToken)
    {
        if (MediaTypes.IsManifest(descriptor.MediaType)) return (await manifests.ResolveAsync(descriptor.Digest.ToString(), cancellationToken))?.Size == descriptor.Size;
        return await client.HoldsAsync(descriptor, cancellationToken);
    }

    /// <inheritdoc/>
    public Task<Stream> OpenAsync(Descriptor descriptor, CancellationToken cancellationToken) =>
        MediaTypes.IsManifest(descriptor.MediaType) ? OpenManifestAsync(descriptor, cancellationToken) : OpenBlobAsync(descriptor, cancellationToken);

    /// <inheritdoc/>
    public Task PushAsync(Descriptor descriptor, Stream content, CancellationToken cancellationToken) =>
        MediaTypes.IsManifest(descriptor.MediaType) ? PushManifestAsync(descriptor, content, cancellationToken) : uploads.PushAsync(descriptor, content, cancellationToken);

    /// <summary>Lets the registry take a blob from another of its repositories; false when it would not.</summary>
    public Task<bool> TryMountAsync(Descriptor blob, RegistryRepository source, CancellationToken cancellationToken) =>
        source.Reference.Registry == Reference.Registry ? uploads.TryMountAsync(blob, source.Reference.Location, cancellationToken) : Task.FromResult(false);

    /// <inheritdoc/>
    public async Task TagAsync(Descriptor manifest, string tag, CancellationToken cancellationToken)
    {
        ReferenceParser.CheckTag(tag);
        var found = await manifests.GetAsync(manifest.Digest.ToString(), cancellationToken) ?? throw Errors.NoSuchManifest(Name, manifest.Digest.ToString());
        await manifests.PutAsync(tag, ManifestDocument.Parse(manifest, found.Bytes, Name), cancellationToken);
    }

    /// <inheritdoc/>
    /// <remarks>Tags of the referrers tag schema are left out: they are bookkeeping.</remarks>
    public Task<IReadOnlyList<string>> ListTagsAsync(CancellationToken cancellationToken) => tags.ListAsync(cancellationToken);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Descriptor>> ReferrersAsync(Digest subject, string? artifactType, CancellationToken cancellationToken)
    {
        var found = await referrers.ListAsync(subject, artifactType, cancellationToken) ?? await referrersTag.ReadAsync(subject, cancellationToken);
        // Registries may ignore the filter.
        return [.. found.Where(entry => artifactType is null || entry.ArtifactType == artifactType).DistinctBy(entry => entry.Digest).OrderBy(entry => entry.Digest)];
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        referrersTag.Dispose();
        client.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task<Stream> OpenManifestAsync(Descriptor descriptor, CancellationToken cancellationToken)
    {
        if (descriptor.Size > OciLimits.ManifestSize) throw Errors.DocumentTooLarge($"the manifest {descriptor.Digest} of {Name}", descriptor.Size, OciLimits.ManifestSize);
        var found = await manifests.GetAsync(descriptor.Digest.ToString(), cancellationToken) ?? throw Errors.NoSuchContent(Name, descriptor);
        if (found.Descriptor.MediaType != descriptor.MediaType) throw Errors.OddAnswer(client.AddressOf($"manifests/{descriptor.Digest}"), $"its content type is {found.Descriptor.MediaType}, expected {descriptor.MediaType}");
        return Verified(new MemoryStream(found.Bytes), descriptor);
    }

    private async Task<Stream> OpenBlobAsync(Descriptor descriptor, CancellationToken cancellationToken)
    {
        var request = client.Request(HttpMethod.Get, $"blobs/{descriptor.Digest}", client.PullScope);
        var response = await client.SendAsync(request, new[] { HttpStatusCode.OK, HttpStatusCode.NotFound }, cancellationToken);
        if (response.StatusCode == HttpStatusCode.OK && response.Content.Headers.ContentType?.MediaType != "text/html")
            return Verified(await client.OpenAsync(response, request.Address, cancellationToken), descriptor);
        using (response) throw response.StatusCode == HttpStatusCode.OK ? Errors.OddAnswer(request.Address, "it is a web page") : Errors.NoSuchContent(Name, descriptor);
    }

    private async Task PushManifestAsync(Descriptor descriptor, Stream content, CancellationToken cancellationToken)
    {
        if (descriptor.Size > OciLimits.ManifestSize) throw Errors.DocumentTooLarge($"the manifest {descriptor.Digest}", descriptor.Size, OciLimits.ManifestSize);
        await using VerifyingStream verified = new(content, descriptor.Digest, descriptor.Size, $"manifest {descriptor.Digest} for {Name}") { LeavesInnerOpen = true };
        var bytes = await ManifestReading.ReadAllAsync(verified, descriptor.Size, cancellationToken);
        var document = ManifestDocument.Parse(descriptor, bytes, Name);
        var isNoted = await manifests.PutAsync(descriptor.Digest.ToString(), document, cancellationToken);
        if (document.Subject is { } subject && !isNoted) await referrersTag.AddAsync(subject.Digest, document.AsReferrer, cancellationToken);
    }

    private VerifyingStream Verified(Stream content, Descriptor descriptor) => new(content, descriptor.Digest, descriptor.Size, $"content {descriptor.Digest} of {Name}");
}
