// SPDX-License-Identifier: Apache-2.0

using System.Net;

namespace Keyway.Artifacts.Oci;

/// <summary>
/// The proxy variables as other registry clients read them: <c>HTTPS_PROXY</c> or <c>HTTP_PROXY</c> by the target's scheme (lower case too), and
/// <c>NO_PROXY</c> with host names (covering their subdomains), <c>.suffix</c>, addresses, CIDR blocks, optional ports and <c>*</c>. This machine is never proxied.
/// </summary>
internal sealed class EnvironmentProxy : IWebProxy
{
    private readonly Func<string, string?> variable;
    private readonly Uri? http;
    private readonly Uri? https;
    private readonly string[] exceptions;

    public EnvironmentProxy(Func<string, string?> variable)
    {
        this.variable = variable;
        http = Address("HTTP_PROXY");
        https = Address("HTTPS_PROXY");
        exceptions = (Value("NO_PROXY") ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
    }

    public ICredentials? Credentials { get; set; }

    public Uri? GetProxy(Uri destination) => destination.Scheme == Uri.UriSchemeHttps ? https : http;

    public bool IsBypassed(Uri host) => GetProxy(host) is null || host.IsLoopback || exceptions.Any(exception => Matches(exception, host));

    private static bool Matches(string exception, Uri target)
    {
        if (exception == "*") return true;
        var host = target.IdnHost.Trim('[', ']').ToLowerInvariant();
        if (IPAddress.TryParse(host, out var address) && IPNetwork.TryParse(exception, out var network)) return network.Contains(address);
        var (name, port) = Split(exception.ToLowerInvariant());
        if (port is not null && port != target.Port.ToString()) return false;
        var suffix = name.StartsWith("*.", StringComparison.Ordinal) ? name[1..] : name;
        return host == suffix || host.EndsWith(suffix.StartsWith('.') ? suffix : '.' + suffix, StringComparison.Ordinal);
    }

    private static (string Name, string? Port) Split(string exception)
    {
        var colon = exception.LastIndexOf(':');
        var isIpv6 = exception.IndexOf(':', StringComparison.Ordinal) != colon && !exception.Contains(']', StringComparison.Ordinal);
        return colon < 0 || isIpv6 || exception.EndsWith(']') ? (exception.Trim('[', ']'), null) : (exception[..colon].Trim('[', ']'), exception[(colon + 1)..]);
    }

    private Uri? Address(string name)
    {
        if (Value(name) is not { } text) return null;
        var withScheme = text.Contains("://", StringComparison.Ordinal) ? text : "http://" + text;
        if (!Uri.TryCreate(withScheme, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https" or "socks5")) throw Errors.BadProxy(name);
        if (address.UserInfo.Length > 0) Credentials ??= ToCredential(address.UserInfo);
        return address;
    }

    private static NetworkCredential ToCredential(string userInfo)
    {
        var parts = userInfo.Split(':', 2);
        return new NetworkCredential(Uri.UnescapeDataString(parts[0]), parts.Length > 1 ? Uri.UnescapeDataString(parts[1]) : "");
    }

    private string? Value(string name) => variable(name) is { Length: > 0 } upper ? upper : variable(name.ToLowerInvariant()) is { Length: > 0 } lower ? lower : null;
}
