// SPDX-License-Identifier: Apache-2.0

using Keyway.Artifacts.Oci;
using Keyway.Packages;

namespace Keyway.Distribution;

/// <summary>The rules between the documents of one package. Spec: spec/package §"Consistency". Each answers null or the first contradiction.</summary>
internal static class PackageConsistency
{
    private const int MostBuilds = 16;

    public static string? ProblemOf(ManifestDocument index)
    {
        if (index.Children.IsEmpty) return "the index lists no manifest";
        if (index.Children.Length > MostBuilds) return $"the index lists {index.Children.Length} manifests, at most {MostBuilds} are allowed";
        foreach (var child in index.Children)
        {
            if (child.MediaType != MediaTypes.ImageManifest) return $"{child.Digest} is {child.MediaType}, not an image manifest";
            if (child.Platform is not { Os: "linux" } platform) return $"{child.Digest} has no linux platform";
            if (!IsaExtensions.TryParse(platform.Architecture, out _)) return $"{child.Digest} is for '{platform.Architecture}', which is none of riscv64, amd64, arm64";
        }

        var twice = index.Children.GroupBy(child => child.Platform!.Architecture).FirstOrDefault(group => group.Count() > 1);
        return twice is null ? null : $"the index lists {twice.Key} {twice.Count()} times";
    }

    public static string? TypeProblemOf(ManifestDocument manifest)
    {
        var digest = manifest.Descriptor.Digest;
        if (manifest.ArtifactType != DriverConfig.ArtifactType) return $"manifest {digest} has artifact type '{manifest.ArtifactType}', not {DriverConfig.ArtifactType}";
        return manifest.Config?.MediaType == DriverConfig.MediaType ? null : $"manifest {digest} has config type '{manifest.Config?.MediaType}', not {DriverConfig.MediaType}";
    }

    public static string? ProblemOf(ManifestDocument manifest, Descriptor child, DriverConfig config)
    {
        if (config.Isa.Word() != child.Platform!.Architecture) return $"the index says {child.Platform.Architecture} for {child.Digest}, its config says {config.Isa.Word()}";
        if (manifest.Layers.Length != config.Layers.Length) return $"manifest {child.Digest} has {manifest.Layers.Length} layers, its config lists {config.Layers.Length}";
        foreach (var (layer, listed) in manifest.Layers.Zip(config.Layers))
        {
            if (layer.MediaType != DriverConfig.LayerMediaType) return $"layer {layer.Digest} is {layer.MediaType}, not {DriverConfig.LayerMediaType}";
            if (layer.Digest != listed.Digest || layer.Size != listed.Size) return $"layer '{listed.Title}' is {listed.Digest} ({listed.Size} bytes) in the config and {layer.Digest} ({layer.Size} bytes) in the manifest";
        }

        return null;
    }

    public static string? ProblemOf(ManifestDocument index, IReadOnlyList<IsaBuild> builds)
    {
        var first = ManifestJson.Write(builds[0].Config.Manifest);
        foreach (var build in builds.Skip(1))
            if (!ManifestJson.Write(build.Config.Manifest).AsSpan().SequenceEqual(first)) return $"the capability manifests of {builds[0].Isa.Word()} and {build.Isa.Word()} differ";

        var version = builds[0].Config.Manifest.Version;
        return index.Annotations.TryGetValue(AnnotationKeys.Version, out var annotated) && annotated != version
            ? $"the index says version '{annotated}', the capability manifest says '{version}'"
            : null;
    }
}
