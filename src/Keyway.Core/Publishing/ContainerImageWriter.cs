// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using System.IO.Compression;
using Keyway.Artifacts.Content;
using Keyway.Artifacts.Oci;
using Keyway.Packages;

namespace Keyway.Publishing;

/// <summary>
/// Writes the second flavour: the same tar streams as a standard multi-platform container image, which docker, containerd and Kubernetes image volumes
/// can pull and mount. Made from the packed layers, so it cannot differ from them. Spec: spec/package/image-compatible.md.
/// </summary>
internal sealed class ContainerImageWriter(LayoutDirectory layout, ImageCompression compression)
{
    // `skopeo copy --all` rewrites an index with zstd image layers to add exactly this; being there already, it leaves the index alone.
    private const string CompressionMark = "io.github.containers.compression.zstd";

    private readonly Dictionary<Digest, Descriptor> written = [];

    public async Task<Descriptor> WriteAsync(DriverManifest manifest, IReadOnlyList<IsaBuild> builds, CancellationToken cancellationToken)
    {
        var children = ImmutableArray.CreateBuilder<Descriptor>(builds.Count);
        foreach (var build in builds) children.Add(await WriteBuildAsync(manifest, build.Config, cancellationToken));
        ImageIndex index = new() { Manifests = children.MoveToImmutable(), Annotations = ArtifactDocuments.AnnotationsOf(manifest) };
        return await ArtifactDocuments.PushAsync(layout, MediaTypes.ImageIndex, index, OciJson.Canonical.ImageIndex, cancellationToken);
    }

    private async Task<Descriptor> WriteBuildAsync(DriverManifest manifest, DriverConfig build, CancellationToken cancellationToken)
    {
        var layers = ImmutableArray.CreateBuilder<Descriptor>(build.Layers.Length);
        foreach (var layer in build.Layers) layers.Add(await WriteLayerAsync(layer, cancellationToken));
        ImageManifest document = new()
        {
            Config = await ArtifactDocuments.PushAsync(layout, MediaTypes.ImageConfig, ConfigOf(manifest, build), ContainerImageJson.Canonical.ContainerImageConfig, cancellationToken),
            Layers = layers.MoveToImmutable(),
            Annotations = ArtifactDocuments.AnnotationsOf(manifest),
        };
        var pushed = await ArtifactDocuments.PushAsync(layout, MediaTypes.ImageManifest, document, OciJson.Canonical.ImageManifest, cancellationToken);
        return pushed with { Platform = ArtifactDocuments.PlatformOf(build.Isa), Annotations = compression == ImageCompression.Zstd ? ImmutableSortedDictionary<string, string>.Empty.Add(CompressionMark, "true") : null };
    }

    private static ContainerImageConfig ConfigOf(DriverManifest manifest, DriverConfig build) => new()
    {
        Architecture = build.Isa.Word(),
        Config = new ContainerImageLabels { Labels = ArtifactDocuments.AnnotationsOf(manifest) },
        Root = new ContainerImageRoot { DiffIds = [.. build.Layers.Select(layer => layer.DiffId)] },
        History = [.. build.Layers.Select(layer => new ContainerImageHistory { Comment = layer.Title })],
    };

    private async Task<Descriptor> WriteLayerAsync(PackagedLayer layer, CancellationToken cancellationToken)
    {
        if (compression == ImageCompression.Zstd) return new Descriptor { MediaType = MediaTypes.ImageLayerTarZstd, Digest = layer.Digest, Size = layer.Size };
        if (!written.TryGetValue(layer.Digest, out var descriptor)) written[layer.Digest] = descriptor = await RecompressAsync(layer, cancellationToken);
        return descriptor;
    }

    private async Task<Descriptor> RecompressAsync(PackagedLayer layer, CancellationToken cancellationToken)
    {
        await using ZstdDecompressionStream plain = new(layout.Blobs.OpenRead(layer.Digest, layer.Size), layer.UncompressedSize, layer.Title);
        await using VerifyingStream tar = new(plain, layer.DiffId, layer.UncompressedSize, layer.Title);
        await using var blob = layout.Blobs.CreateWriter(DigestAlgorithm.Sha256);
        await using (GZipStream gzip = new(blob, CompressionLevel.Optimal, leaveOpen: true)) await tar.CopyToAsync(gzip, cancellationToken);
        var stored = await blob.CommitAsync(cancellationToken);
        return new Descriptor { MediaType = MediaTypes.ImageLayerTarGzip, Digest = stored.Digest, Size = stored.Size };
    }
}
