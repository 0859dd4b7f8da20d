// SPDX-License-Identifier: Apache-2.0

using System.Net.Http.Headers;

namespace Keyway.Artifacts.Oci;

/// <summary>One request as a value, so that it can be sent again after a challenge or a passing fault.</summary>
internal sealed record RegistryRequest(HttpMethod Method, Uri Address)
{
    /// <summary>What the request needs permission for; null for requests to token servers.</summary>
    public string? Scope { get; init; }

    public IReadOnlyList<string> Accept { get; init; } = [];

    /// <summary>Makes the body anew for each sending; null for none.</summary>
    public Func<HttpContent>? Content { get; init; }

    /// <summary>True when the body is a stream that can be read once and may take long.</summary>
    public bool IsUpload { get; init; }

    /// <summary>True when sending twice does no more than sending once.</summary>
    public bool IsRepeatable { get; init; } = true;

    public AuthenticationHeaderValue? Authorization { get; init; }

    /// <summary>The only origin that may see <see cref="Authorization"/>, whatever the address or a redirect says.</summary>
    public required Uri AuthorizedOrigin { get; init; }

    public HttpRequestMessage ToMessage(Uri target)
    {
        HttpRequestMessage message = new(Method, target) { Version = new Version(1, 1), VersionPolicy = HttpVersionPolicy.RequestVersionExact, Content = Content?.Invoke() };
        if (IsSameOrigin(target, AuthorizedOrigin)) message.Headers.Authorization = Authorization;
        foreach (var type in Accept) message.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue(type));
        return message;
    }

    public static bool IsSameOrigin(Uri left, Uri right) =>
        Uri.Compare(left, right, UriComponents.SchemeAndServer, UriFormat.SafeUnescaped, StringComparison.OrdinalIgnoreCase) == 0;
}
