// SPDX-License-Identifier: Apache-2.0

using System.Text;
using Keyway.Artifacts.Content;
using Keyway.Artifacts.Oci;
using Keyway.Fuzz.Mutation;
using Keyway.Tests.Artifacts.Content;

namespace Keyway.Fuzz.Targets;

/// <summary>Archives, compressed streams, OCI documents and references.</summary>
internal static class ContentTargets
{
    private static readonly string[] Content = ["Keyway.Artifacts.Content"];
    private static readonly string[] Oci = ["Keyway.Artifacts.Oci", "Keyway.Artifacts.Content"];

    public static IReadOnlyList<FuzzTarget> All { get; } =
    [
        new("tar", InputShape.Bytes, Content, TarSeeds, ReadTar) { Repair = TarChecksums.Repair, Iterations = 10_000 },
        new("zstd", InputShape.Bytes, Content, ZstdSeeds, ReadZstd) { Iterations = 4_000 },
        new("digest", InputShape.Text, Content, () => Seeds.Texts("sha256:" + new string('a', 64), "sha512:" + new string('0', 128)), ReadDigest),
        new("oci-manifest", InputShape.Json, Oci, () => [ManifestSeed, MinimalManifestSeed], bytes => ReadManifest(bytes, MediaTypes.ImageManifest)),
        new("oci-index", InputShape.Json, Oci, () => [IndexSeed], bytes => ReadManifest(bytes, MediaTypes.ImageIndex)),
        new("oci-reference", InputShape.Text, Oci, ReferenceSeeds, ReadReference),
    ];

    private static byte[] ManifestSeed => Encoding.UTF8.GetBytes($$$"""
        {"schemaVersion":2,"mediaType":"{{{MediaTypes.ImageManifest}}}","artifactType":"application/x.y","config":{"mediaType":"application/vnd.oci.empty.v1+json","digest":"sha256:{{{new string('4', 64)}}}","size":2,"data":"e30="},
        "layers":[{"mediaType":"application/vnd.oci.image.layer.v1.tar+zstd","digest":"sha256:{{{new string('5', 64)}}}","size":123,"annotations":{"a":"b"},"urls":["https://h/x"],"platform":{"architecture":"riscv64","os":"linux","os.features":["x"],"variant":"v"}}],
        "subject":{"mediaType":"{{{MediaTypes.ImageManifest}}}","digest":"sha256:{{{new string('6', 64)}}}","size":1},"annotations":{"org.opencontainers.image.created":"2026-01-01T00:00:00Z"}}
        """);

    private static byte[] MinimalManifestSeed => Encoding.UTF8.GetBytes($$$"""{"schemaVersion":2,"config":{"mediaType":"a/b","digest":"sha512:{{{new string('7', 128)}}}","size":0},"layers":[]}""");

    private static byte[] IndexSeed => Encoding.UTF8.GetBytes($$$"""
        {"schemaVersion":2,"mediaType":"{{{MediaTypes.ImageIndex}}}","manifests":[{"mediaType":"{{{MediaTypes.ImageManifest}}}","digest":"sha256:{{{new string('8', 64)}}}","size":7,"platform":{"architecture":"amd64","os":"linux"},"artifactType":"a/b"}],
        "annotations":{"x":"y"}}
        """);

    private static IEnumerable<byte[]> TarSeeds() =>
    [
        new RawTar().Directory("lib/").File("lib/a.so", new string('e', 600)).Symlink("lib/b.so", "a.so").End().ToArray(),
        new RawTar().Pax("path=lib/" + new string('n', 120), "size=4", "mtime=1.5", "linkpath=x").Entry('0', "x", "long"u8.ToArray()).File("z", "").End().ToArray(),
        new RawTar().Pax("comment=x").Directory("a/").Symlink("a/up", "../b").File("b").End().ToArray(),
    ];

    private static void ReadTar(byte[] archive)
    {
        using TarArchiveReader reader = new(new MemoryStream(archive), new ArchiveLimits { MaxEntries = 100, MaxContentBytes = 1 << 20 });
        while (Result.Of(reader.ReadNextAsync(CancellationToken.None)) is { } entry)
        {
            Promise.That(Path.GetFullPath("/root/" + entry.Path) == "/root/" + entry.Path, "a path is normal and stays inside");
            Promise.That(entry.Type == ArchiveEntryType.Symlink || (entry.Mode & ~UnixModes.Executable) == 0, "no special modes");
            reader.Content.CopyTo(Stream.Null);
        }
    }

    private static IEnumerable<byte[]> ZstdSeeds() => [Compressed([]), Compressed(new byte[100_000]), Compressed(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, 300))))];

    private static byte[] Compressed(byte[] content)
    {
        MemoryStream compressed = new();
        using (ZstdCompressionStream stream = new(compressed, new ZstdSettings())) stream.Write(content);
        return compressed.ToArray();
    }

    private static void ReadZstd(byte[] bytes)
    {
        using ZstdDecompressionStream stream = new(new MemoryStream(bytes), 1 << 20, "fuzz");
        stream.CopyTo(Stream.Null);
    }

    private static void ReadDigest(byte[] bytes)
    {
        var text = Encoding.UTF8.GetString(bytes);
        if (Digest.TryParse(text, out var digest)) Promise.That(digest.ToString() == text, "a digest is written as it was read");
    }

    private static void ReadManifest(byte[] bytes, string mediaType)
    {
        var document = ManifestDocument.Parse(new Descriptor { MediaType = mediaType, Digest = Digest.OfBytes(bytes), Size = bytes.Length }, bytes, "fuzz");
        foreach (var link in document.Children.AddRange(document.Blobs)) Promise.That(!link.Digest.IsNone && link.Size >= 0, "links are complete");
        _ = document.AsReferrer;
    }

    private static IEnumerable<byte[]> ReferenceSeeds() => Seeds.Texts(
        "registry.example/team/driver:v1.2.3_kern5.19", "localhost:5000/a@sha256:" + new string('a', 64), "[::1]:443/x/y:z", "oci:/some/dir:tag", "oci-archive:file.tar:tag@sha256:" + new string('0', 64), "http://h/x");

    private static void ReadReference(byte[] bytes)
    {
        var reference = ArtifactReference.Parse(Encoding.UTF8.GetString(bytes));
        Promise.That(ArtifactReference.Parse(reference.ToString()).ToString() == reference.ToString(), "a reference is read as it was written");
    }
}
