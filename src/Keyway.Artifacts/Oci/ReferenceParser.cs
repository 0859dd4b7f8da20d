// SPDX-License-Identifier: Apache-2.0

using System.Text.RegularExpressions;
using Keyway.Artifacts.Content;

namespace Keyway.Artifacts.Oci;

/// <summary>The grammar behind <see cref="ArtifactReference.Parse"/>.</summary>
internal static partial class ReferenceParser
{
    private const int MaxNameLength = 255;
    private const string DockerPrefix = "docker://";

    public static ArtifactReference ParseRegistry(string text)
    {
        var rest = text.StartsWith(DockerPrefix, StringComparison.Ordinal) ? text[DockerPrefix.Length..] : text;
        if (rest.Contains("://", StringComparison.Ordinal)) throw Errors.BadReference(text, "it is a URL", $"write it without the scheme: {AfterScheme(rest)}");
        (rest, var digest) = TakeDigest(rest);
        (rest, var tag) = TakeTag(rest);
        var slash = rest.IndexOf('/', StringComparison.Ordinal);
        var registry = slash < 0 ? "" : rest[..slash];
        if (!NamesHost(registry)) throw NoRegistry(text, rest.Length == 0 ? "name" : rest);
        if (!HostPattern.IsMatch(registry)) throw Errors.BadReference(text, $"'{registry}' is not a host with an optional port", "write host.example:5000/name:tag");
        return new ArtifactReference(ReferenceTransport.Registry, registry, CheckName(text, rest[(slash + 1)..]), tag, digest);
    }

    public static ArtifactReference ParsePath(string text, string prefix, ReferenceTransport transport)
    {
        var (rest, digest) = TakeDigest(text[prefix.Length..]);
        (rest, var tag) = TakeTag(rest);
        if (rest.Length == 0) throw Errors.BadReference(text, "it names no path", $"write {prefix}PATH:TAG");
        if (rest.Contains('\0', StringComparison.Ordinal)) throw Errors.BadReference(text.Replace('\0', '?'), "the path holds a NUL character", "remove it");
        if (rest.Contains(':', StringComparison.Ordinal)) throw Errors.BadReference(text, $"the path '{rest}' holds a colon, which separates path and tag", "use a path without a colon");
        return new ArtifactReference(transport, "", rest, tag, digest);
    }

    private static KeywayException NoRegistry(string text, string name) =>
        Errors.BadReference(text, "it names no registry", $"write the registry too, such as localhost:5000/{name} or docker.io/{name}; a local layout is oci:{name}");

    public static bool IsTag(string tag) => TagPattern.IsMatch(tag);

    public static string CheckTag(string tag) => IsTag(tag) ? tag : throw Errors.BadTag(tag);

    // Only a whole "@algorithm:hex" at the end is a digest, so that a path may hold '@'.
    private static (string Before, Digest Digest) TakeDigest(string text)
    {
        var at = text.LastIndexOf('@');
        if (at < 0 || text.IndexOf(':', at) < 0 || text.IndexOf('/', at) >= 0) return (text, default);
        return (text[..at], Digest.Parse(text[(at + 1)..]));
    }

    private static (string Before, string? Tag) TakeTag(string text)
    {
        var colon = text.LastIndexOf(':');
        if (colon < 0 || text.IndexOf('/', colon) >= 0) return (text, null);
        return (text[..colon], CheckTag(text[(colon + 1)..]));
    }

    // The rule of the docker command line: a first part without a dot, a port or "localhost" would mean a name on Docker Hub.
    private static bool NamesHost(string part) => part is "localhost" || part.AsSpan().ContainsAny('.', ':');

    private static string CheckName(string text, string name)
    {
        if (name.Length > MaxNameLength) throw Errors.BadReference(text, $"the repository name has {name.Length} characters, more than {MaxNameLength}", "use a shorter name");
        if (NamePattern.IsMatch(name)) return name;
        var hint = name.Any(char.IsAsciiLetterUpper) ? "write it in lower case" : "use lower-case letters and digits, joined by . _ __ - or /";
        throw Errors.BadReference(text, $"'{name}' is not a repository name", hint);
    }

    private static string AfterScheme(string text) => text[(text.IndexOf("://", StringComparison.Ordinal) + 3)..];

    [GeneratedRegex(@"\A[a-zA-Z0-9_][a-zA-Z0-9._-]{0,127}\z", RegexOptions.NonBacktracking)]
    private static partial Regex TagPattern { get; }

    [GeneratedRegex(@"\A[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*(?:/[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*)*\z", RegexOptions.NonBacktracking)]
    private static partial Regex NamePattern { get; }

    [GeneratedRegex(@"\A(?:\[[a-fA-F0-9:]+\]|[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?(?:\.[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?)*)(?::[0-9]{1,5})?\z", RegexOptions.NonBacktracking)]
    private static partial Regex HostPattern { get; }
}
