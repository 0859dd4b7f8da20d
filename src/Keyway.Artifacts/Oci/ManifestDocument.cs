// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace Keyway.Artifacts.Oci;

/// <summary>
/// A manifest or index of any publisher, as received: the bytes, and the links and labels that matter for copying and showing it. Docker's schema 2 documents
/// have the same shape and are read too.
/// </summary>
public sealed record ManifestDocument
{
    /// <summary>Plain descriptor of this document: media type, digest and size.</summary>
    public required Descriptor Descriptor { get; init; }

    /// <summary>The received bytes; only these are ever stored or sent on.</summary>
    public required ReadOnlyMemory<byte> Bytes { get; init; }

    /// <summary>The manifests an index lists; empty for an image manifest.</summary>
    public ImmutableArray<Descriptor> Children { get; init; } = [];

    /// <summary>The config of an image manifest; null for an index.</summary>
    public Descriptor? Config { get; init; }

    /// <summary>The layers of an image manifest; empty for an index.</summary>
    public ImmutableArray<Descriptor> Layers { get; init; } = [];

    /// <summary>The manifest this one is about; it need not exist.</summary>
    public Descriptor? Subject { get; init; }

    /// <summary>The declared artifact type, or the config's media type where that stands in for it (distribution 1.1 §"Listing Referrers").</summary>
    public string? ArtifactType { get; init; }

    public ImmutableSortedDictionary<string, string> Annotations { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>Config and layers.</summary>
    public IEnumerable<Descriptor> Blobs => Config is null ? Layers : Layers.Prepend(Config);

    /// <summary>True for what container engines run: an index without an artifact type, a manifest with an image config.</summary>
    public bool IsContainerImage => ArtifactType is null or MediaTypes.ImageConfig or MediaTypes.DockerImageConfig;

    /// <summary>How a list of referrers names this document.</summary>
    public Descriptor AsReferrer => Descriptor with { ArtifactType = ArtifactType, Annotations = Annotations.IsEmpty ? null : Annotations };

    /// <summary>The bytes as a stream.</summary>
    internal Stream OpenBytes() => MemoryMarshal.TryGetArray(Bytes, out var segment) ? new MemoryStream(segment.Array!, segment.Offset, segment.Count, writable: false) : new MemoryStream(Bytes.ToArray());

    /// <summary>Reads a document whose bytes have already been checked against its digest.</summary>
    /// <exception cref="KeywayException">KW1108: unreadable.</exception>
    public static ManifestDocument Parse(Descriptor descriptor, ReadOnlyMemory<byte> bytes, string repository)
    {
        try
        {
            Descriptor plain = new() { MediaType = descriptor.MediaType, Digest = descriptor.Digest, Size = descriptor.Size };
            var document = MediaTypes.IsIndex(descriptor.MediaType) ? OfIndex(plain, bytes) : OfManifest(plain, bytes);
            var reason = document.Children.AddRange(document.Blobs).Select(Problem).FirstOrDefault(problem => problem is not null);
            return reason is null ? document : throw Errors.BadManifest(repository, descriptor.Digest, reason);
        }
        catch (JsonException reason)
        {
            throw Errors.BadManifest(repository, descriptor.Digest, reason.Message, reason);
        }
    }

    private static ManifestDocument OfIndex(Descriptor descriptor, ReadOnlyMemory<byte> bytes)
    {
        var index = Read(bytes, OciJson.Canonical.ImageIndex);
        CheckDeclared(descriptor, index.MediaType);
        return new ManifestDocument
        {
            Descriptor = descriptor,
            Bytes = bytes,
            Children = index.Manifests,
            Subject = index.Subject,
            ArtifactType = index.ArtifactType,
            Annotations = index.Annotations ?? ImmutableSortedDictionary<string, string>.Empty,
        };
    }

    private static ManifestDocument OfManifest(Descriptor descriptor, ReadOnlyMemory<byte> bytes)
    {
        var manifest = Read(bytes, OciJson.Canonical.ImageManifest);
        CheckDeclared(descriptor, manifest.MediaType);
        return new ManifestDocument
        {
            Descriptor = descriptor,
            Bytes = bytes,
            Config = manifest.Config,
            Layers = manifest.Layers,
            Subject = manifest.Subject,
            ArtifactType = manifest.ArtifactType ?? manifest.Config.MediaType,
            Annotations = manifest.Annotations ?? ImmutableSortedDictionary<string, string>.Empty,
        };
    }

    private static T Read<T>(ReadOnlyMemory<byte> bytes, System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> type) =>
        JsonSerializer.Deserialize(bytes.Span, type) ?? throw new JsonException("it is null");

    // A document served under another type than it declares could be read in two ways by two programs. Spec: image 1.1 §"Matching" (CVE-2021-41190).
    private static void CheckDeclared(Descriptor descriptor, string? declared)
    {
        if (declared is not null && declared != descriptor.MediaType) throw new JsonException($"it declares the media type {declared}, but is used as {descriptor.MediaType}");
    }

    private static string? Problem(Descriptor? link)
    {
        if (link is null) return "a descriptor is null";
        if (link.Digest.IsNone) return "a descriptor has no digest";
        return link.Size < 0 ? $"the size of {link.Digest} is negative: {link.Size}" : null;
    }
}
