// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using System.Text.Json;
using Keyway.Artifacts.Content;
using Keyway.Artifacts.Oci;
using Keyway.Packages;

namespace Keyway.Tests.Core.Distribution;

/// <summary>A small package written document by document into a repository, so that a test can spoil any one of them.</summary>
internal sealed class HandMadePackage(IOciRepository repository)
{
    private static readonly CancellationToken None = TestContext.Current.CancellationToken;

    /// <summary>Spoils the config of one ISA before it is written.</summary>
    public Func<DriverConfig, DriverConfig> Config { get; set; } = config => config;

    /// <summary>Spoils an image manifest before it is written.</summary>
    public Func<ImageManifest, ImageManifest> Manifest { get; set; } = manifest => manifest;

    /// <summary>Spoils the index before it is written.</summary>
    public Func<ImageIndex, ImageIndex> Index { get; set; } = index => index;

    public string Version { get; set; } = "2.3.1";

    /// <summary>Writes everything and tags the index.</summary>
    public async Task<Descriptor> PushAsync(string tag, params Isa[] isas)
    {
        List<Descriptor> children = [];
        foreach (var isa in isas) children.Add(await PushBuildAsync(isa));
        ImageIndex index = new()
        {
            ArtifactType = DriverConfig.ArtifactType,
            Manifests = [.. children],
            Annotations = ImmutableSortedDictionary<string, string>.Empty.Add(AnnotationKeys.Version, Version),
        };
        var descriptor = await PushAsync(MediaTypes.ImageIndex, JsonSerializer.SerializeToUtf8Bytes(Index(index), OciJson.Canonical.ImageIndex));
        await repository.TagAsync(descriptor, tag, None);
        return descriptor;
    }

    public async Task<Descriptor> PushAsync(string mediaType, byte[] content)
    {
        Descriptor descriptor = new() { MediaType = mediaType, Digest = Digest.OfBytes(content), Size = content.Length };
        await repository.PushAsync(descriptor, new MemoryStream(content), None);
        return descriptor;
    }

    private static ImmutableArray<PackagedFile> Files { get; } =
    [
        new() { Path = "userspace", Type = PackagedFileType.Directory, Mode = "0755" },
        new() { Path = "userspace/demo", Type = PackagedFileType.File, Mode = "0644", Size = 3, Digest = Digest.OfBytes([1, 2, 3]) },
    ];

    // A package with arm64 beside the others has two capability manifests, which is a contradiction.
    private static IEnumerable<SupportedHost> Hosts(Isa isa) =>
        (isa == Isa.Arm64 ? [Isa.Arm64] : new[] { Isa.Riscv64, Isa.Amd64 }).Select(supported => new SupportedHost { Isa = supported, Kernels = ["6.x"] });

    private async Task<Descriptor> PushBuildAsync(Isa isa)
    {
        var blob = await PushAsync(DriverConfig.LayerMediaType, [1, 2, 3, (byte)isa]);
        DriverConfig config = new()
        {
            Isa = isa,
            Manifest = new DriverManifest { Package = "demo", Version = Version, SupportedHosts = [.. Hosts(isa)] },
            Layers = [new PackagedLayer { Title = $"{isa.Word()}/userspace.tar.zst", Kind = PayloadKind.Userspace, Digest = blob.Digest, Size = blob.Size, DiffId = blob.Digest, UncompressedSize = blob.Size, Files = Files }],
        };
        ImageManifest manifest = new()
        {
            ArtifactType = DriverConfig.ArtifactType,
            Config = await PushAsync(DriverConfig.MediaType, DriverConfigJson.Write(Config(config))),
            Layers = [blob],
        };
        var descriptor = await PushAsync(MediaTypes.ImageManifest, JsonSerializer.SerializeToUtf8Bytes(Manifest(manifest), OciJson.Canonical.ImageManifest));
        return descriptor with { ArtifactType = DriverConfig.ArtifactType, Platform = new Platform { Architecture = isa.Word(), Os = "linux" } };
    }
}
