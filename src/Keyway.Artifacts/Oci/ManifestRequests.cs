// SPDX-License-Identifier: Apache-2.0

using System.Net;
using System.Net.Http.Headers;
using Keyway.Artifacts.Content;

namespace Keyway.Artifacts.Oci;

/// <summary>The <c>/manifests/</c> part of a registry's interface. Spec: OCI distribution 1.1 §"Pulling manifests", §"Pushing Manifests".</summary>
internal sealed class ManifestRequests(RegistryClient client, string name)
{
    private const string DigestHeader = "Docker-Content-Digest";
    private const string SubjectHeader = "OCI-Subject";

    private static readonly string[] Accepted = [MediaTypes.ImageIndex, MediaTypes.ImageManifest, MediaTypes.DockerManifestList, MediaTypes.DockerManifest];

    /// <summary>What is behind a tag or digest, by HEAD; by GET where the headers do not tell.</summary>
    public async Task<Descriptor?> ResolveAsync(string tagOrDigest, CancellationToken cancellationToken)
    {
        var request = client.Request(HttpMethod.Head, $"manifests/{tagOrDigest}", client.PullScope) with { Accept = Accepted };
        using var response = await client.SendAsync(request, new[] { HttpStatusCode.OK, HttpStatusCode.NotFound }, cancellationToken);
        if (response.StatusCode == HttpStatusCode.NotFound) return null;
        var type = TypeOf(response, request.Address);
        var said = DigestOf(response);
        if (Digest.TryParse(tagOrDigest, out var asked) && said is not null && said != asked.ToString()) throw Errors.AnswerDiffers(request.Address, asked, said);
        if (response.Content.Headers.ContentLength is not { } size || !Digest.TryParse(said, out var digest)) return (await GetAsync(tagOrDigest, cancellationToken))?.Descriptor;
        return size <= OciLimits.ManifestSize ? new Descriptor { MediaType = type, Digest = digest, Size = size } : throw TooLarge(tagOrDigest, size);
    }

    /// <summary>The bytes behind a tag or digest, with the descriptor computed from them; null when absent.</summary>
    public async Task<(Descriptor Descriptor, byte[] Bytes)?> GetAsync(string tagOrDigest, CancellationToken cancellationToken)
    {
        var request = client.Request(HttpMethod.Get, $"manifests/{tagOrDigest}", client.PullScope) with { Accept = Accepted };
        using var response = await client.SendAsync(request, new[] { HttpStatusCode.OK, HttpStatusCode.NotFound }, cancellationToken);
        if (response.StatusCode == HttpStatusCode.NotFound) return null;
        var type = TypeOf(response, request.Address);
        var bytes = await client.ReadAsync(response, request.Address, OciLimits.ManifestSize, cancellationToken);
        var digest = Digest.OfBytes(bytes);
        if (Digest.TryParse(tagOrDigest, out var asked) && asked.Algorithm == DigestAlgorithm.Sha256 && asked != digest) throw Errors.AnswerDiffers(request.Address, asked, digest.ToString());
        if (DigestOf(response) is { } said && said.StartsWith("sha256:", StringComparison.Ordinal) && said != digest.ToString()) throw Errors.AnswerDiffers(request.Address, digest, said);
        return (new Descriptor { MediaType = type, Digest = digest, Size = bytes.Length }, bytes);
    }

    /// <summary>Stores a manifest under a digest or tag; true when the registry has noted its subject by itself.</summary>
    public async Task<bool> PutAsync(string tagOrDigest, ManifestDocument document, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await PutOnceAsync(tagOrDigest, document, cancellationToken);
            }
            catch (KeywayException refusal) when (refusal.Code == Errors.IncompleteManifestCode)
            {
                // docker-registry on a file system says so, too, while another writer replaces the link of a blob that is there: ask before believing it.
                if (!await HoldsAllAsync(document, cancellationToken) || !await client.TryPauseAsync(attempt, cancellationToken)) throw;
            }
        }
    }

    private async Task<bool> HoldsAllAsync(ManifestDocument document, CancellationToken cancellationToken)
    {
        foreach (var blob in document.Blobs)
            if (!await client.HoldsAsync(blob, cancellationToken)) return false;
        foreach (var child in document.Children)
            if (await ResolveAsync(child.Digest.ToString(), cancellationToken) is null) return false;
        return true;
    }

    private async Task<bool> PutOnceAsync(string tagOrDigest, ManifestDocument document, CancellationToken cancellationToken)
    {
        var digest = document.Descriptor.Digest;
        var request = client.Request(HttpMethod.Put, $"manifests/{tagOrDigest}", client.PushScope) with { Content = () => Body(document) };
        var statuses = new[] { HttpStatusCode.Created, HttpStatusCode.OK, HttpStatusCode.Accepted, HttpStatusCode.NotFound, HttpStatusCode.BadRequest };
        using var response = await client.SendAsync(request, statuses, cancellationToken);
        if ((int)response.StatusCode >= 400) throw await RefusalAsync(request, response, digest, cancellationToken);
        if (DigestOf(response) is { } said && said != digest.ToString()) throw Errors.AnswerDiffers(request.Address, digest, said);
        return document.Subject is { } subject && Header(response, SubjectHeader) == subject.Digest.ToString();
    }

    private async Task<KeywayException> RefusalAsync(RegistryRequest request, HttpResponseMessage response, Digest digest, CancellationToken cancellationToken)
    {
        var body = await client.ExcerptAsync(response, request.Address, cancellationToken);
        var reason = AnswerText.Of(body);
        return AnswerText.Names(body, "MANIFEST_BLOB_UNKNOWN", "BLOB_UNKNOWN", "MANIFEST_UNKNOWN")
            ? Errors.IncompleteManifest(name, digest, reason)
            : Errors.RegistryRefused(request.Address, (int)response.StatusCode, reason);
    }

    private static ReadOnlyMemoryContent Body(ManifestDocument document)
    {
        ReadOnlyMemoryContent content = new(document.Bytes);
        content.Headers.ContentType = new MediaTypeHeaderValue(document.Descriptor.MediaType);
        return content;
    }

    private static string TypeOf(HttpResponseMessage response, Uri address)
    {
        var type = response.Content.Headers.ContentType?.MediaType;
        if (type is not null && MediaTypes.IsManifest(type)) return type;
        throw Errors.OddAnswer(address, $"its content type is {(type is null ? "missing" : AnswerText.Clean(type))}, not a manifest's");
    }

    private KeywayException TooLarge(string tagOrDigest, long size) => Errors.DocumentTooLarge($"the manifest {tagOrDigest} of {name}", size, OciLimits.ManifestSize);

    private static string? DigestOf(HttpResponseMessage response) => Header(response, DigestHeader);

    private static string? Header(HttpResponseMessage response, string header) => response.Headers.TryGetValues(header, out var values) ? values.First() : null;
}
