// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Keyway.Artifacts.Content;
using Keyway.Artifacts.Oci;

namespace Keyway.Tests.Artifacts.Oci;

/// <summary>A small multi-platform artifact with custom config and layer types and one shared layer, in the form our packages have.</summary>
internal sealed class SampleArtifact
{
    public const string ArtifactType = "application/vnd.keyway.test.v1+json";
    public const string ConfigType = "application/vnd.keyway.test.config.v1+json";
    public const string LayerType = "application/vnd.keyway.test.layer.v1.tar+zstd";

    private static readonly string[] Architectures = ["riscv64", "amd64", "arm64"];

    /// <summary>All content in an order that may be pushed: blobs, manifests, index.</summary>
    public List<(Descriptor Descriptor, byte[] Bytes)> Content { get; } = [];

    public required Descriptor Index { get; init; }

    public static SampleArtifact Create(string label = "one", int layerSize = 4000)
    {
        List<(Descriptor, byte[])> content = [];
        var firmware = Add(content, LayerType, Encoding.UTF8.GetBytes("shared firmware"));
        List<Descriptor> manifests = [];
        foreach (var architecture in Architectures)
        {
            var config = Add(content, ConfigType, Encoding.UTF8.GetBytes($$"""{"isa":"{{architecture}}","label":"{{label}}"}"""));
            var layer = Add(content, LayerType, Bytes(layerSize, HashCode(label + architecture)));
            ImageManifest manifest = new()
            {
                ArtifactType = ArtifactType,
                Config = config,
                Layers = [Titled(layer, $"{architecture}/userspace.tar.zst"), Titled(firmware, $"{architecture}/firmware-fw.bin.tar.zst")],
            };
            var descriptor = Add(content, MediaTypes.ImageManifest, JsonSerializer.SerializeToUtf8Bytes(manifest, OciJson.Canonical.ImageManifest));
            manifests.Add(descriptor with { ArtifactType = ArtifactType, Platform = new Platform { Architecture = architecture, Os = "linux" } });
        }

        ImageIndex index = new() { ArtifactType = ArtifactType, Manifests = [.. manifests], Annotations = Annotation(AnnotationKeys.Version, "2.3.1+kern5.19") };
        var root = Add(content, MediaTypes.ImageIndex, JsonSerializer.SerializeToUtf8Bytes(index, OciJson.Canonical.ImageIndex));
        SampleArtifact sample = new() { Index = root };
        sample.Content.AddRange(content);
        return sample;
    }

    /// <summary>An artifact manifest about another manifest, with its blobs first.</summary>
    public static List<(Descriptor Descriptor, byte[] Bytes)> Referrer(Descriptor subject, string artifactType, string text)
    {
        List<(Descriptor, byte[])> content = [];
        var config = Add(content, MediaTypes.Empty, "{}"u8.ToArray());
        var layer = Add(content, "text/plain", Encoding.UTF8.GetBytes(text));
        ImageManifest manifest = new()
        {
            ArtifactType = artifactType,
            Config = config,
            Layers = [Titled(layer, "note.txt")],
            Subject = new Descriptor { MediaType = subject.MediaType, Digest = subject.Digest, Size = subject.Size },
            Annotations = Annotation("org.example.note", text),
        };
        Add(content, MediaTypes.ImageManifest, JsonSerializer.SerializeToUtf8Bytes(manifest, OciJson.Canonical.ImageManifest));
        return content;
    }

    public async Task PushToAsync(IOciRepository repository, string? tag = null)
    {
        await PushAsync(repository, Content);
        if (tag is not null) await repository.TagAsync(Index, tag, TestContext.Current.CancellationToken);
    }

    public static async Task PushAsync(IOciRepository repository, IEnumerable<(Descriptor Descriptor, byte[] Bytes)> content)
    {
        foreach (var (descriptor, bytes) in content) await repository.PushAsync(descriptor, new MemoryStream(bytes), TestContext.Current.CancellationToken);
    }

    public static Descriptor Describe(string mediaType, byte[] bytes) => new() { MediaType = mediaType, Digest = Digest.OfBytes(bytes), Size = bytes.Length };

    private static Descriptor Add(List<(Descriptor, byte[])> content, string mediaType, byte[] bytes)
    {
        var descriptor = Describe(mediaType, bytes);
        content.Add((descriptor, bytes));
        return descriptor;
    }

    private static Descriptor Titled(Descriptor layer, string title) => layer with { Annotations = Annotation(AnnotationKeys.Title, title) };

    private static ImmutableSortedDictionary<string, string> Annotation(string key, string value) =>
        ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal).Add(key, value);

    // string.GetHashCode differs between runs.
    private static int HashCode(string text) => text.Aggregate(17, (hash, letter) => unchecked((hash * 31) + letter));

    private static byte[] Bytes(int size, int seed)
    {
        var bytes = new byte[size];
        new Random(seed).NextBytes(bytes);
        return bytes;
    }
}
