// SPDX-License-Identifier: Apache-2.0

using System.Net;
using Keyway.Artifacts.Content;

namespace Keyway.Artifacts.Oci;

/// <summary>
/// The <c>/blobs/uploads/</c> part of a registry's interface: mount, or POST and one streaming PUT. Chunks and resuming would come in here. The content is
/// checked before its last bytes are sent, so a wrong one never completes. Spec: OCI distribution 1.1 §"Pushing blobs".
/// </summary>
internal sealed class BlobUpload(RegistryClient client, string name)
{
    private const string DigestHeader = "Docker-Content-Digest";

    public async Task PushAsync(Descriptor descriptor, Stream content, CancellationToken cancellationToken)
    {
        var start = client.Request(HttpMethod.Post, "blobs/uploads/", client.PushScope) with { IsRepeatable = false };
        using var started = await client.SendAsync(start, new[] { HttpStatusCode.Accepted }, cancellationToken);
        var session = Session(start.Address, started);
        var isDone = false;
        try
        {
            await PutAsync(session, descriptor, content, cancellationToken);
            isDone = true;
        }
        finally
        {
            if (!isDone) await AbandonAsync(session);
        }
    }

    /// <summary>Lets the registry take a blob from another of its repositories; false when it would not.</summary>
    public async Task<bool> TryMountAsync(Descriptor descriptor, string from, CancellationToken cancellationToken)
    {
        var path = $"blobs/uploads/?mount={Uri.EscapeDataString(descriptor.Digest.ToString())}&from={Uri.EscapeDataString(from)}";
        var request = client.Request(HttpMethod.Post, path, $"{client.PushScope} repository:{from}:pull") with { IsRepeatable = false };
        using var response = await client.SendAsync(request, new[] { HttpStatusCode.Created, HttpStatusCode.Accepted }, cancellationToken);
        if (response.StatusCode == HttpStatusCode.Created) return true;
        if (response.Headers.Location is not null) await AbandonAsync(Session(request.Address, response));
        return false;
    }

    private async Task PutAsync(Uri session, Descriptor descriptor, Stream content, CancellationToken cancellationToken)
    {
        await using VerifyingStream verified = new(content, descriptor.Digest, descriptor.Size, $"content {descriptor.Digest} for {name}") { LeavesInnerOpen = true };
        var request = client.Request(HttpMethod.Put, WithDigest(session, descriptor.Digest), client.PushScope) with
        {
            Content = () => new BlobContent(verified, descriptor.Size),
            IsUpload = true,
            IsRepeatable = false,
        };
        using var response = await client.SendAsync(request, new[] { HttpStatusCode.Created, HttpStatusCode.NoContent, HttpStatusCode.OK }, cancellationToken);
        if (response.Headers.TryGetValues(DigestHeader, out var values) && values.First() is var said && said != descriptor.Digest.ToString())
            throw Errors.AnswerDiffers(request.Address, descriptor.Digest, said);
    }

    // Best effort: registries clean up sessions by themselves, and the reason why we are here matters more than what this answers.
    private async Task AbandonAsync(Uri session)
    {
        using var brief = client.Deadline(TimeSpan.FromSeconds(2));
        try
        {
            var request = client.Request(HttpMethod.Delete, session, client.PushScope) with { IsRepeatable = false };
            using var response = await client.SendAsync(request, new[] { HttpStatusCode.NoContent }, brief.Token);
        }
        catch (Exception reason) when (reason is KeywayException or OperationCanceledException)
        {
        }
    }

    private static Uri Session(Uri request, HttpResponseMessage response) => response.Headers.Location is { } location
        ? RegistryHttp.Resolve(request, location)
        : throw Errors.OddAnswer(request, "an upload was accepted without a Location");

    // The session's own query is opaque and stays as it is.
    private static Uri WithDigest(Uri session, Digest digest)
    {
        var text = session.AbsoluteUri;
        return new Uri($"{text}{(session.Query.Length > 0 ? '&' : '?')}digest={Uri.EscapeDataString(digest.ToString())}");
    }
}
