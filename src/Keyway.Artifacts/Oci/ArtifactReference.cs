// SPDX-License-Identifier: Apache-2.0

using Keyway.Artifacts.Content;

namespace Keyway.Artifacts.Oci;

/// <summary>
/// The name of an artifact or of the repository that holds it: <c>registry/repo[:tag][@digest]</c> (also with <c>docker://</c> before it, as skopeo writes it),
/// <c>oci:directory[:tag|@digest]</c> or <c>oci-archive:file[:tag|@digest]</c>. The registry is always spelled out: nothing is looked up on a default registry.
/// Spec: OCI distribution 1.1 §"Pulling manifests" (names and tags) and the distribution reference grammar (hosts).
/// </summary>
public sealed record ArtifactReference
{
    internal const string LayoutPrefix = "oci:";
    internal const string ArchivePrefix = "oci-archive:";

    internal ArtifactReference(ReferenceTransport transport, string registry, string location, string? tag, Digest digest)
    {
        Transport = transport;
        Registry = registry;
        Location = location;
        Tag = tag;
        Digest = digest;
    }

    public ReferenceTransport Transport { get; }

    /// <summary>Host and optional port; empty unless <see cref="Transport"/> is the registry.</summary>
    public string Registry { get; }

    /// <summary>Repository name on the registry, or the path of the directory or file as it was written.</summary>
    public string Location { get; }

    public string? Tag { get; private init; }

    /// <summary>"None" when the reference carries no digest.</summary>
    public Digest Digest { get; private init; }

    /// <summary>What picks the manifest: the digest if there is one, else the tag, else null.</summary>
    public string? Selector => Digest.IsNone ? Tag : Digest.ToString();

    /// <summary>The last part of the repository name or path, such as <c>driver</c>.</summary>
    public string ShortName => Location.TrimEnd('/').Split('/')[^1];

    /// <summary>The same reference without tag and digest.</summary>
    public ArtifactReference Repository => this with { Tag = null, Digest = default };

    /// <summary>Parses any of the three forms.</summary>
    /// <exception cref="KeywayException">KW1101: not a reference. KW1102: not a tag. KW1001: not a digest.</exception>
    public static ArtifactReference Parse(string text)
    {
        if (text.StartsWith(LayoutPrefix, StringComparison.Ordinal)) return ReferenceParser.ParsePath(text, LayoutPrefix, ReferenceTransport.Layout);
        if (text.StartsWith(ArchivePrefix, StringComparison.Ordinal)) return ReferenceParser.ParsePath(text, ArchivePrefix, ReferenceTransport.Archive);
        return ReferenceParser.ParseRegistry(text);
    }

    /// <summary>The same repository with another tag and no digest.</summary>
    /// <exception cref="KeywayException">KW1102: not a tag.</exception>
    public ArtifactReference WithTag(string tag) => this with { Tag = ReferenceParser.CheckTag(tag), Digest = default };

    /// <summary>The same repository with a digest and no tag.</summary>
    public ArtifactReference WithDigest(Digest digest) => this with { Tag = null, Digest = digest };

    /// <summary>A path reference whose relative path starts from a directory; a registry reference as it is.</summary>
    public ArtifactReference RootedAt(string directory) => Transport == ReferenceTransport.Registry
        ? this
        : new ArtifactReference(Transport, Registry, Path.GetFullPath(Location, directory), Tag, Digest);

    /// <summary>The text that parses back to this reference.</summary>
    public override string ToString()
    {
        var start = Transport switch
        {
            ReferenceTransport.Layout => LayoutPrefix,
            ReferenceTransport.Archive => ArchivePrefix,
            _ => $"{Registry}/",
        };
        return $"{start}{Location}{(Tag is null ? "" : $":{Tag}")}{(Digest.IsNone ? "" : $"@{Digest}")}";
    }
}
