// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using System.Text.Json;
using Keyway.Artifacts.Content;
using Keyway.Artifacts.Oci;
using Keyway.Artifacts.Signing.Bundles;

namespace Keyway.Artifacts.Signing.Referrers;

/// <summary>
/// A bundle to attach to a manifest, in the form cosign 3 gives it: one layer, an empty config, and the bundle's media type as artifact type. Spec: spec/signing
/// §"Attached bundles".
/// </summary>
public sealed record BundleAttachment
{
    private static readonly byte[] EmptyConfig = "{}"u8.ToArray();

    /// <summary>The serialised bundle.</summary>
    public required ReadOnlyMemory<byte> Bundle { get; init; }

    /// <summary>Predicate type of its statement; null when it signs a digest without one.</summary>
    public string? PredicateType { get; init; }

    /// <summary>When it is attached; to the second, as cosign writes it.</summary>
    public required DateTimeOffset Created { get; init; }

    /// <summary>Stores it in the repository of its subject; gives the manifest that now refers to the subject.</summary>
    public async Task<Descriptor> PushAsync(IOciRepository repository, Descriptor subject, CancellationToken cancellationToken)
    {
        var layer = DescriptorOf(BundleMediaTypes.Current, Bundle.Span);
        var config = DescriptorOf(MediaTypes.Empty, EmptyConfig);
        var manifest = JsonSerializer.SerializeToUtf8Bytes(ManifestOf(subject, config, layer), OciJson.Canonical.ImageManifest);
        var descriptor = DescriptorOf(MediaTypes.ImageManifest, manifest);
        await PushAsync(repository, config, EmptyConfig, cancellationToken);
        await PushAsync(repository, layer, Bundle, cancellationToken);
        await PushAsync(repository, descriptor, manifest, cancellationToken);
        return descriptor with { ArtifactType = BundleMediaTypes.Current };
    }

    // The artifact type within the config's descriptor means nothing by the image specification, but is what cosign writes.
    private ImageManifest ManifestOf(Descriptor subject, Descriptor config, Descriptor layer) => new()
    {
        ArtifactType = BundleMediaTypes.Current,
        Config = config with { ArtifactType = BundleMediaTypes.Current },
        Layers = [layer],
        Subject = new Descriptor { MediaType = subject.MediaType, Digest = subject.Digest, Size = subject.Size },
        Annotations = Annotations(),
    };

    private ImmutableSortedDictionary<string, string> Annotations()
    {
        var annotations = ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal)
            .Add(BundleAnnotation.Content, PredicateType is null ? BundleAnnotation.MessageSignature : BundleAnnotation.DsseEnvelope)
            .Add(AnnotationKeys.Created, Created.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture));
        return PredicateType is null ? annotations : annotations.Add(BundleAnnotation.PredicateType, PredicateType);
    }

    private static async Task PushAsync(IOciRepository repository, Descriptor descriptor, ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        if (!MediaTypes.IsManifest(descriptor.MediaType) && await repository.ExistsAsync(descriptor, cancellationToken)) return;
        await repository.PushAsync(descriptor, new MemoryStream(content.ToArray()), cancellationToken);
    }

    private static Descriptor DescriptorOf(string mediaType, ReadOnlySpan<byte> bytes) => new() { MediaType = mediaType, Digest = Digest.OfBytes(bytes), Size = bytes.Length };
}
