// SPDX-License-Identifier: Apache-2.0

using System.Net;
using System.Net.Http.Headers;

namespace Keyway.Artifacts.Oci;

/// <summary>
/// Requests to one repository: authorised (one answer to a challenge per request), repeated when the fault passes and repeating is harmless, and translated into
/// refusals. Callers see only the statuses they ask for. Safe for concurrent calls.
/// </summary>
internal sealed class RegistryClient : IDisposable
{
    private readonly RegistryHttp http;
    private readonly RegistryAuth auth;
    private readonly RetryPolicy retries;
    private readonly RegistrySettings settings;
    private readonly string name;
    private readonly string repository;

    public RegistryClient(RegistrySettings settings, ArtifactReference reference)
    {
        this.settings = settings;
        repository = reference.Location;
        name = reference.Repository.ToString();
        RegistryHost host = new(reference.Registry);
        http = new RegistryHttp(settings, host);
        auth = new RegistryAuth(http, host, repository, settings);
        retries = new RetryPolicy(settings);
    }

    public Uri Origin => http.Origin;

    public string PullScope => $"repository:{repository}:pull";

    public string PushScope => $"repository:{repository}:pull,push";

    public void Dispose() => http.Dispose();

    /// <summary>Address of something in the repository: <c>manifests/v1</c>.</summary>
    public Uri AddressOf(string path) => new(http.Origin, $"v2/{repository}/{path}");

    public RegistryRequest Request(HttpMethod method, string path, string scope) => Request(method, AddressOf(path), scope);

    public RegistryRequest Request(HttpMethod method, Uri address, string scope) => new(method, address) { Scope = scope, AuthorizedOrigin = http.Origin };

    /// <summary>Sends until there is an answer whose status is expected; every other status is thrown as a refusal.</summary>
    public async Task<HttpResponseMessage> SendAsync(RegistryRequest request, ReadOnlyMemory<HttpStatusCode> expected, CancellationToken cancellationToken)
    {
        var response = await SendAsync(request, cancellationToken);
        if (expected.Span.Contains(response.StatusCode)) return response;
        using (response) throw await RefusalAsync(request, response, cancellationToken);
    }

    /// <summary>True when the repository has a blob of that digest and size.</summary>
    public async Task<bool> HoldsAsync(Descriptor blob, CancellationToken cancellationToken)
    {
        using var response = await SendAsync(Request(HttpMethod.Head, $"blobs/{blob.Digest}", PullScope), new[] { HttpStatusCode.OK, HttpStatusCode.NotFound }, cancellationToken);
        return response.StatusCode == HttpStatusCode.OK && (response.Content.Headers.ContentLength ?? blob.Size) == blob.Size;
    }

    /// <summary>Waits as after a failed attempt; false at once when that was the last one.</summary>
    public async Task<bool> TryPauseAsync(int attempt, CancellationToken cancellationToken)
    {
        if (retries.Delay(attempt, null) is not { } delay) return false;
        await settings.PauseAsync(delay, cancellationToken);
        return true;
    }

    /// <summary>Reads a small body whole.</summary>
    public Task<byte[]> ReadAsync(HttpResponseMessage response, Uri address, int limit, CancellationToken cancellationToken) =>
        BoundedBody.ReadAsync(response, address, limit, settings, cancellationToken);

    /// <summary>A cancellation after some time, for requests that nobody waits for.</summary>
    public CancellationTokenSource Deadline(TimeSpan delay) => new(delay, settings.Time);

    /// <summary>The start of an error's body.</summary>
    public Task<byte[]> ExcerptAsync(HttpResponseMessage response, Uri address, CancellationToken cancellationToken) =>
        BoundedBody.ExcerptAsync(response, address, settings, cancellationToken);

    /// <summary>A body to be streamed; owns the response.</summary>
    public async Task<Stream> OpenAsync(HttpResponseMessage response, Uri address, CancellationToken cancellationToken) =>
        await BodyStream.OpenAsync(response, address, settings, cancellationToken);

    /// <summary>The refusal that fits an answer nobody expected.</summary>
    public async Task<KeywayException> RefusalAsync(RegistryRequest request, HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var status = (int)response.StatusCode;
        var reason = AnswerText.Of(await ExcerptAsync(response, request.Address, cancellationToken));
        return status switch
        {
            401 => Errors.NotAuthorised(name, reason, auth.Known),
            403 => Errors.Forbidden(name, reason, auth.Known),
            429 or >= 500 => Errors.RegistryBusy(request.Address, status, request.IsRepeatable && RetryPolicy.IsPassing(response.StatusCode) ? settings.Attempts : 1, response.Headers.RetryAfter?.Delta),
            >= 400 => Errors.RegistryRefused(request.Address, status, reason),
            _ => Errors.OddAnswer(request.Address, $"status {status} to {request.Method}"),
        };
    }

    private async Task<HttpResponseMessage> SendAsync(RegistryRequest request, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            HttpResponseMessage? response = null;
            TimeSpan? delay;
            try
            {
                response = await SendAuthorisedAsync(request, cancellationToken);
                if (!RetryPolicy.IsPassing(response.StatusCode) || !request.IsRepeatable) return response;
                delay = retries.Delay(attempt, response);
                if (delay is null) return response;
            }
            catch (KeywayException refusal) when (request.IsRepeatable && RetryPolicy.IsPassing(refusal) && retries.Delay(attempt, null) is not null)
            {
                delay = retries.Delay(attempt, null);
            }

            response?.Dispose();
            await settings.PauseAsync(delay!.Value, cancellationToken);
        }
    }

    private async Task<HttpResponseMessage> SendAuthorisedAsync(RegistryRequest request, CancellationToken cancellationToken)
    {
        var scope = request.Scope!;
        var response = await http.SendAsync(request with { Authorization = auth.HeaderFor(scope) }, cancellationToken);
        if (response.StatusCode != HttpStatusCode.Unauthorized || request.IsUpload) return response;
        if (await AnswerAsync(response, scope, cancellationToken) is not { } header) return response;
        response.Dispose();
        return await http.SendAsync(request with { Authorization = header }, cancellationToken);
    }

    private async Task<AuthenticationHeaderValue?> AnswerAsync(HttpResponseMessage response, string scope, CancellationToken cancellationToken)
    {
        AuthenticationHeaderValue? header = null;
        var isAnswered = false;
        try
        {
            header = await auth.AnswerAsync(response, scope, cancellationToken);
            isAnswered = true;
        }
        finally
        {
            if (!isAnswered) response.Dispose();
        }

        return header;
    }
}
