// SPDX-License-Identifier: Apache-2.0

using System.Net;
using System.Security.Authentication;

namespace Keyway.Artifacts.Oci;

/// <summary>
/// The only place where HTTP clients are made. Sends one request and follows redirects by hand: the Authorization header goes to the registry's own origin
/// only, never from HTTPS to HTTP, and at most <see cref="MaxRedirects"/> times. Everything that goes wrong below HTTP becomes a refusal. Safe for concurrent calls.
/// </summary>
internal sealed class RegistryHttp : IDisposable
{
    public const int MaxRedirects = 5;

    private readonly HttpClient client;
    private readonly RegistrySettings settings;
    private readonly RegistryTrust trust;

    public RegistryHttp(RegistrySettings settings, RegistryHost host)
    {
        this.settings = settings;
        trust = new RegistryTrust(settings, host);
        Origin = host.Address(isPlainHttp: settings.AllowsPlainHttp || (host.IsLoopback && !trust.IsConfigured));
        client = new HttpClient(CreateHandler()) { Timeout = Timeout.InfiniteTimeSpan };
        client.DefaultRequestHeaders.UserAgent.ParseAdd("keyway/0.1");
    }

    /// <summary>Scheme, host and port of the registry.</summary>
    public Uri Origin { get; }

    public void Dispose() => client.Dispose();

    /// <summary>The answer's headers; its body is still to be read. Redirects are followed unless the request has a body.</summary>
    public async Task<HttpResponseMessage> SendAsync(RegistryRequest request, CancellationToken cancellationToken)
    {
        var target = request.Address;
        for (var hops = 0; hops <= MaxRedirects; hops++)
        {
            var response = await SendOnceAsync(request, target, cancellationToken);
            if (!IsRedirect(response) || request.Content is not null) return response;
            using (response) target = Next(target, response);
        }

        throw Errors.TooManyRedirects(request.Address, MaxRedirects);
    }

    private SocketsHttpHandler CreateHandler()
    {
        EnvironmentProxy proxy = new(settings.EnvironmentVariable);
        return new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.None, // digests and lengths are of the bytes as sent
            UseCookies = false,
            Proxy = proxy,
            DefaultProxyCredentials = null,
            SslOptions = trust.ToOptions(),
            ConnectTimeout = settings.ConnectTimeout,
            MaxResponseHeadersLength = 64, // KiB
            MaxResponseDrainSize = 64 << 10,
            ResponseDrainTimeout = TimeSpan.FromSeconds(1),
        };
    }

    private async Task<HttpResponseMessage> SendOnceAsync(RegistryRequest request, Uri target, CancellationToken cancellationToken)
    {
        using var message = request.ToMessage(target);
        using Patience patience = new(request.IsUpload ? settings.StallTimeout : settings.AnswerTimeout, settings.Time, cancellationToken);
        if (message.Content is BlobContent upload) upload.Progressed = patience.Renew;
        try
        {
            return await client.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, patience.Token);
        }
        catch (OperationCanceledException) when (patience.IsOver)
        {
            throw Errors.NoAnswer(target, patience.Limit);
        }
        catch (OperationCanceledException reason) when (reason.InnerException is TimeoutException || reason.InnerException?.InnerException is TimeoutException)
        {
            throw Errors.Unreachable(target, $"no connection within {settings.ConnectTimeout.TotalSeconds:0.###} seconds", reason);
        }
        catch (HttpRequestException reason)
        {
            throw Translate(reason, target);
        }
    }

    // What the body's source threw (a wrong digest, for instance) is the reason, not that the connection broke because of it.
    private KeywayException Translate(HttpRequestException reason, Uri target)
    {
        for (Exception? inner = reason; inner is not null; inner = inner.InnerException)
        {
            if (inner is KeywayException refusal) return refusal;
            if (inner is AuthenticationException) return trust.Refusal is { } refused ? Errors.NotTrusted(target, refused, inner) : Errors.NoTls(target, inner);
        }

        return reason.HttpRequestError switch
        {
            HttpRequestError.SecureConnectionError => Errors.NoTls(target, reason),
            HttpRequestError.ConfigurationLimitExceeded or HttpRequestError.InvalidResponse => Errors.OddAnswer(target, AnswerText.Clean(reason.Message), reason),
            _ => Errors.Unreachable(target, AnswerText.Clean(reason.Message), reason),
        };
    }

    private static bool IsRedirect(HttpResponseMessage response) => response.StatusCode is HttpStatusCode.MovedPermanently or HttpStatusCode.Found
        or HttpStatusCode.SeeOther or HttpStatusCode.TemporaryRedirect or HttpStatusCode.PermanentRedirect;

    private static Uri Next(Uri from, HttpResponseMessage response)
    {
        var location = response.Headers.Location ?? throw Errors.OddAnswer(from, $"status {(int)response.StatusCode} without a Location");
        return Resolve(from, location);
    }

    /// <summary>Where a Location or Link leads; leaving TLS or HTTP is refused.</summary>
    public static Uri Resolve(Uri from, Uri location)
    {
        Uri next = new(from, location);
        if (next.Scheme is not ("http" or "https")) throw Errors.OddAnswer(from, $"it points to the scheme '{next.Scheme}'");
        return from.Scheme == Uri.UriSchemeHttps && next.Scheme == Uri.UriSchemeHttp ? throw Errors.TlsLost(from, next) : next;
    }
}
