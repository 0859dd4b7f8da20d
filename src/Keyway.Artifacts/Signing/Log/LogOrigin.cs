// SPDX-License-Identifier: Apache-2.0

using Keyway.Artifacts.Trust.Roots;

namespace Keyway.Artifacts.Signing.Log;

/// <summary>
/// The name under which a log signs its checkpoints: the host in its address, with the port where it has one, and with the path for logs that share a host. Rekor v1 adds
/// the number of the shard's tree to the origin line (<c>rekor.example - 123</c>), not to the name.
/// </summary>
internal static class LogOrigin
{
    private const string TreeSeparator = " - ";

    public static bool IsNameOf(TransparencyLog log, string name)
    {
        if (name.Length == 0 || !Uri.TryCreate(log.BaseUrl, UriKind.Absolute, out var address)) return name.Length > 0 && name == log.BaseUrl;
        return name == address.Host || name == address.Authority || name == address.Authority + address.AbsolutePath.TrimEnd('/');
    }

    /// <summary>Whether an origin line is the name, alone or with a tree number.</summary>
    public static bool IsOriginOf(TransparencyLog log, string origin)
    {
        var end = origin.LastIndexOf(TreeSeparator, StringComparison.Ordinal);
        var hasTree = end > 0 && end + TreeSeparator.Length < origin.Length && origin.AsSpan(end + TreeSeparator.Length).ContainsAnyExceptInRange('0', '9') is false;
        return IsNameOf(log, hasTree ? origin[..end] : origin);
    }
}
