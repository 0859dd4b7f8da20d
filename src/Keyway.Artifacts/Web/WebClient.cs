// SPDX-License-Identifier: Apache-2.0

using System.Collections.Concurrent;
using System.Net.Http.Headers;
using Keyway.Artifacts.Oci;

namespace Keyway.Artifacts.Web;

/// <summary>
/// Talks to services that are no registries: TUF repositories, certificate authorities, logs, timestamp authorities. Every exchange is bounded in bytes and in time as a whole, so
/// neither endless data nor a slow drip gets through. No cookies, no credentials from files, at most five redirects of requests without a body, never out of TLS; plain HTTP
/// to this machine only, unless the settings allow it. Thread safe.
/// </summary>
public sealed class WebClient(RegistrySettings settings) : IDisposable
{
    // Not the registries' client: one for each host, since trust is set up by host.
    private readonly ConcurrentDictionary<string, RegistryHttp> clients = new(StringComparer.Ordinal);

    /// <summary>Fetches a document.</summary>
    /// <exception cref="KeywayException">KW2050 plain HTTP not allowed; KW1109 larger than the limit; KW1120, KW1125 to KW1132 unreachable, too slow, cut or not trusted.</exception>
    public Task<WebAnswer> GetAsync(Uri address, int byteLimit, CancellationToken cancellationToken) =>
        SendAsync(new WebRequest { Method = HttpMethod.Get, Address = address }, byteLimit, cancellationToken);

    /// <summary>Sends one request, once, and reads the whole answer.</summary>
    /// <exception cref="KeywayException">As for <see cref="GetAsync"/>.</exception>
    public async Task<WebAnswer> SendAsync(WebRequest request, int byteLimit, CancellationToken cancellationToken)
    {
        using var response = await ClientFor(request.Address).SendAsync(ToRequest(request), cancellationToken);
        var body = await BoundedBody.ReadAsync(response, request.Address, byteLimit, settings, cancellationToken);
        return new((int)response.StatusCode, response.Content.Headers.ContentType?.MediaType, body);
    }

    public void Dispose()
    {
        foreach (var client in clients.Values) client.Dispose();
    }

    private RegistryHttp ClientFor(Uri address)
    {
        if (address.Scheme is not ("http" or "https") || address.UserInfo.Length > 0) throw Errors.BadAddress(address);
        if (address.Scheme == Uri.UriSchemeHttp && !settings.AllowsPlainHttp && !address.IsLoopback) throw Errors.PlainHttp(address);
        return clients.GetOrAdd(address.Authority, name => new RegistryHttp(settings, new RegistryHost(name)));
    }

    private static RegistryRequest ToRequest(WebRequest request) => new(request.Method, request.Address)
    {
        Accept = request.Accept is { } type ? [type] : [],
        Content = request.Body is { } body ? () => ContentOf(body, request.MediaType) : null,
        IsRepeatable = false,
        Authorization = request.Bearer is { } token ? new AuthenticationHeaderValue("Bearer", token) : null,
        AuthorizedOrigin = new Uri(request.Address.GetLeftPart(UriPartial.Authority)),
    };

    private static ByteArrayContent ContentOf(byte[] body, string? mediaType)
    {
        ByteArrayContent content = new(body);
        if (mediaType is not null) content.Headers.ContentType = MediaTypeHeaderValue.Parse(mediaType);
        return content;
    }
}
