// SPDX-License-Identifier: Apache-2.0

using System.Text;

namespace Keyway.Artifacts.Sbom;

/// <summary>Package URLs, written in the canonical form. Spec: package-url/purl-spec, type definitions generic and oci.</summary>
public static class PackageUrl
{
    /// <summary>What a package is called wherever it is kept: <c>pkg:generic/name@version?arch=isa#path</c>.</summary>
    public static string Generic(string name, string version, string? architecture, string? path) => Of("generic", name, version, architecture, path);

    /// <summary>Where exactly it is, in any registry that has the digest: <c>pkg:oci/name@sha256%3A…</c>.</summary>
    public static string Oci(string name, string digest, string? architecture, string? path) => Of("oci", name.ToLowerInvariant(), digest, architecture, path);

    /// <summary>The same without its version: what a component is still called after an update. Anything else is returned as it is.</summary>
    public static string WithoutVersion(string text)
    {
        var end = text.AsSpan().IndexOfAny('?', '#');
        var head = end < 0 ? text : text[..end];
        var at = head.LastIndexOf('@');
        return at < 0 || head.IndexOf('/', at) >= 0 ? text : head[..at] + (end < 0 ? "" : text[end..]);
    }

    private static string Of(string type, string name, string version, string? architecture, string? path)
    {
        StringBuilder text = new();
        text.Append("pkg:").Append(type).Append('/').Append(Uri.EscapeDataString(name)).Append('@').Append(Uri.EscapeDataString(version));
        if (architecture is not null) text.Append("?arch=").Append(Uri.EscapeDataString(architecture));
        if (path is not null) text.Append('#').AppendJoin('/', path.Split('/').Select(Uri.EscapeDataString));
        return text.ToString();
    }
}
