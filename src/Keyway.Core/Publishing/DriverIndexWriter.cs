// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using Keyway.Artifacts.Oci;
using Keyway.Packages;

namespace Keyway.Publishing;

/// <summary>Writes the driver package proper: our config, our layers, our artifact type. Spec: spec/package §"Index", §"Manifests".</summary>
internal sealed class DriverIndexWriter(LayoutDirectory layout, LayerWriter layers)
{
    public async Task<(Descriptor Index, IReadOnlyList<IsaBuild> Builds)> WriteAsync(PackageSource source, CancellationToken cancellationToken)
    {
        List<IsaBuild> builds = [];
        foreach (var isa in source.Isas) builds.Add(await WriteBuildAsync(source.Manifest, isa, cancellationToken));
        ImageIndex index = new()
        {
            ArtifactType = DriverConfig.ArtifactType,
            Manifests = [.. builds.Select(build => build.Manifest)],
            Annotations = ArtifactDocuments.AnnotationsOf(source.Manifest),
        };
        return (await ArtifactDocuments.PushAsync(layout, MediaTypes.ImageIndex, index, OciJson.Canonical.ImageIndex, cancellationToken), builds);
    }

    private async Task<IsaBuild> WriteBuildAsync(DriverManifest manifest, IsaSource source, CancellationToken cancellationToken)
    {
        var packed = ImmutableArray.CreateBuilder<PackagedLayer>(source.Layers.Length);
        foreach (var layer in source.Layers) packed.Add(await layers.WriteAsync(layer, cancellationToken));
        DriverConfig config = new() { Isa = source.Isa, Manifest = manifest, Layers = packed.MoveToImmutable() };
        ImageManifest document = new()
        {
            ArtifactType = DriverConfig.ArtifactType,
            Config = await ArtifactDocuments.PushAsync(layout, DriverConfig.MediaType, DriverConfigJson.Write(config), cancellationToken),
            Layers = [.. config.Layers.Select(ToDescriptor)],
            Annotations = ArtifactDocuments.AnnotationsOf(manifest),
        };
        var pushed = await ArtifactDocuments.PushAsync(layout, MediaTypes.ImageManifest, document, OciJson.Canonical.ImageManifest, cancellationToken);
        return new IsaBuild { Manifest = Child(pushed, manifest, source.Isa), Config = config };
    }

    private static Descriptor ToDescriptor(PackagedLayer layer) => new()
    {
        MediaType = DriverConfig.LayerMediaType,
        Digest = layer.Digest,
        Size = layer.Size,
        Annotations = ImmutableSortedDictionary<string, string>.Empty.Add(AnnotationKeys.Title, layer.Title),
    };

    // No variant: containerd and docker would take a riscv64 variant for another platform.
    private static Descriptor Child(Descriptor pushed, DriverManifest manifest, Isa isa) => pushed with
    {
        ArtifactType = DriverConfig.ArtifactType,
        Platform = ArtifactDocuments.PlatformOf(isa),
        Annotations = ImmutableSortedDictionary<string, string>.Empty.Add(AnnotationKeys.Title, manifest.Package).Add(AnnotationKeys.Version, manifest.Version),
    };
}
