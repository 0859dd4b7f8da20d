// SPDX-License-Identifier: Apache-2.0

using System.IO.Compression;
using System.Text.Json;
using Keyway.Artifacts;
using Keyway.Artifacts.Content;
using Keyway.Artifacts.Oci;
using Keyway.Packages;
using Keyway.Publishing;
using Keyway.Tests.Fixtures;

namespace Keyway.Tests.Core.Publishing;

public sealed class PackageWriterTests : IDisposable
{
    private readonly TemporaryDirectory directory = new();

    public void Dispose() => directory.Dispose();

    [Fact]
    public async Task The_layout_holds_an_index_a_manifest_per_isa_and_a_blob_per_layer()
    {
        var result = await PackAsync(Source("source"));

        var layout = LayoutDirectory.Open(Out, TimeProvider.System);
        Assert.Equal(["v2.3.1_kern6.12"], await layout.ListTagsAsync(CancellationToken.None));
        var index = await layout.ReadManifestAsync((await layout.ResolveAsync(result.Tag, CancellationToken.None))!, CancellationToken.None);
        Assert.Equal(DriverConfig.ArtifactType, index.ArtifactType);
        Assert.Equal("v2.3.1+kern6.12", index.Annotations[AnnotationKeys.Version]);
        Assert.Equal(["riscv64", "amd64"], index.Children.Select(child => child.Platform!.Architecture));
        Assert.All(index.Children, child => Assert.Equal((DriverConfig.ArtifactType, "linux", null), (child.ArtifactType!, child.Platform!.Os, child.Platform.Variant)));
        var manifest = await layout.ReadManifestAsync(index.Children[0], CancellationToken.None);
        Assert.Equal(DriverConfig.MediaType, manifest.Config!.MediaType);
        Assert.Equal(
            ["riscv64/userspace.tar.zst", "riscv64/dkms-kw.tar.zst", "riscv64/firmware-a.bin.tar.zst", "riscv64/firmware-b.bin.tar.zst"],
            manifest.Layers.Select(layer => layer.Annotation(AnnotationKeys.Title)));
        Assert.All(manifest.Layers, layer => Assert.Equal(DriverConfig.LayerMediaType, layer.MediaType));
    }

    [Fact]
    public async Task The_config_proves_every_layer_and_every_file()
    {
        var result = await PackAsync(Source("source"));

        BlobDirectory blobs = new(Out);
        foreach (var layer in result.Builds.SelectMany(build => build.Config.Layers))
        {
            var expected = layer.Files.Select(ToEntry).ToArray();
            await using ZstdDecompressionStream plain = new(blobs.OpenRead(layer.Digest, layer.Size), layer.UncompressedSize, layer.Title);
            await using VerifyingStream tar = new(plain, layer.DiffId, layer.UncompressedSize, layer.Title);
            using TarArchiveReader reader = new(tar, new ArchiveTree(new ArchiveLimits()), expected);
            while (await reader.ReadNextAsync(CancellationToken.None) is not null)
            {
                // Reading checks the digest of each file.
            }
        }

        var userspace = result.Builds[0].Config.Layers[0];
        Assert.Equal(
            ["userspace 0755", "userspace/bin 0755", "userspace/bin/tool 0755", "userspace/lib 0755", "userspace/lib/libkw.so 0777", "userspace/lib/libkw.so.1 0644"],
            userspace.Files.Select(file => $"{file.Path} {file.Mode}"));
        Assert.Equal(Digest.OfBytes("riscv64 tool"u8), userspace.Files[2].Digest);
        Assert.Equal("libkw.so.1", userspace.Files[4].Target);
    }

    [Fact]
    public async Task Content_without_an_isa_is_stored_once()
    {
        var result = await PackAsync(Source("source"));

        var (first, second) = (result.Builds[0].Config.Layers, result.Builds[1].Config.Layers);
        Assert.Equal(first.Skip(1).Select(layer => layer.Digest), second.Skip(1).Select(layer => layer.Digest));
        Assert.NotEqual(first[0].Digest, second[0].Digest);
        Assert.NotEqual(first[1].Title, second[1].Title);
    }

    [Fact]
    public async Task A_firmware_blob_has_the_same_digest_in_every_version_of_the_driver()
    {
        var old = await PackAsync(Source("old"));
        var source = Source("new");
        File.WriteAllText(Path.Combine(source, "riscv64", "userspace", "bin", "tool"), "newer");
        File.WriteAllText(Path.Combine(source, "keyway.json"), File.ReadAllText(Path.Combine(source, "keyway.json")).Replace("2.3.1", "2.4.0", StringComparison.Ordinal));

        var result = await PackAsync(source);

        Assert.NotEqual(old.Index.Digest, result.Index.Digest);
        Assert.Equal(old.Builds[0].Config.Layers[2].Digest, result.Builds[0].Config.Layers[2].Digest);
        Assert.Equal(["v2.3.1_kern6.12", "v2.4.0_kern6.12"], await LayoutDirectory.Open(Out, TimeProvider.System).ListTagsAsync(CancellationToken.None));
    }

    [Fact]
    public async Task Directory_modes_times_and_order_of_creation_do_not_show()
    {
        var first = await PackAsync(Source("first"));
        var second = Source("elsewhere/second", reversed: true);
        foreach (var path in Directory.EnumerateFileSystemEntries(second, "*", SearchOption.AllDirectories).Where(path => new FileInfo(path).LinkTarget is null))
        {
            File.SetUnixFileMode(path, File.GetUnixFileMode(path) & (UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute));
            File.SetLastWriteTimeUtc(path, new DateTime(2001, 2, 3, 4, 5, 6, DateTimeKind.Utc));
        }

        Assert.Equal(first.Index, (await PackAsync(second, directory.Combine("other"))).Index);
    }

    [Fact]
    public async Task Kernel_modules_are_described_in_the_config()
    {
        var module = SampleModule();
        var source = Source("source");
        var target = Path.Combine(source, "amd64", "modules", Path.GetFileName(Path.GetDirectoryName(module)!));
        Directory.CreateDirectory(target);
        File.Copy(module, Path.Combine(target, "kw_base.ko"));

        var layer = (await PackAsync(source)).Builds[1].Config.Layers[1];

        Assert.Equal(Path.GetFileName(target), layer.Kernel);
        Assert.Equal("kw_base", Assert.Single(layer.Modules).Name);
        Assert.StartsWith(layer.Kernel + " ", layer.Modules[0].Vermagic, StringComparison.Ordinal);
        Assert.NotEmpty(layer.Modules[0].Imports);
    }

    [Theory]
    [InlineData(ImageCompression.Gzip, MediaTypes.ImageLayerTarGzip)]
    [InlineData(ImageCompression.Zstd, MediaTypes.ImageLayerTarZstd)]
    public async Task The_second_flavour_is_a_standard_image_of_the_same_tar_streams(ImageCompression compression, string mediaType)
    {
        var plain = await PackAsync(Source("source"));
        var result = await PackAsync(Path.Combine(directory.Path, "source"), settings: new PackSettings { Image = compression });

        Assert.Equal(plain.Index.Digest, result.Index.Digest);
        Assert.Equal("image-v2.3.1_kern6.12", result.ImageTag);
        var layout = LayoutDirectory.Open(Out, TimeProvider.System);
        var index = await layout.ReadManifestAsync(result.Image!, CancellationToken.None);
        foreach (var (child, build) in index.Children.Zip(result.Builds))
        {
            Assert.Equal(compression == ImageCompression.Zstd ? "true" : null, child.Annotation("io.github.containers.compression.zstd"));
            var manifest = await layout.ReadManifestAsync(child, CancellationToken.None);
            Assert.Equal(MediaTypes.ImageConfig, manifest.Config!.MediaType);
            Assert.All(manifest.Layers, layer => Assert.Equal(mediaType, layer.MediaType));
            Assert.Equal(build.Config.Layers.Select(layer => layer.DiffId), await DiffIdsAsync(layout, manifest));
            using var config = JsonDocument.Parse(await ReadAsync(layout, manifest.Config));
            Assert.Equal(build.Isa.Word(), config.RootElement.GetProperty("architecture").GetString());
            Assert.Equal(build.Config.Layers.Select(layer => layer.DiffId.ToString()), config.RootElement.GetProperty("rootfs").GetProperty("diff_ids").EnumerateArray().Select(id => id.GetString()));
        }
    }

    [Fact]
    public async Task Image_configs_are_golden()
    {
        var result = await PackAsync(Source("source"), settings: new PackSettings { Image = ImageCompression.Zstd });

        var layout = LayoutDirectory.Open(Out, TimeProvider.System);
        var index = await layout.ReadManifestAsync(result.Image!, CancellationToken.None);
        var manifest = await layout.ReadManifestAsync(index.Children[0], CancellationToken.None);

        Golden.Verify("publishing/image-config.json", System.Text.Encoding.UTF8.GetString(await ReadAsync(layout, manifest.Config!)));
    }

    [Fact]
    public async Task A_version_outside_the_grammar_is_its_own_tag()
    {
        var source = Source("source");
        File.WriteAllText(Path.Combine(source, "keyway.json"), File.ReadAllText(Path.Combine(source, "keyway.json")).Replace("v2.3.1+kern6.12", "2026.01.1", StringComparison.Ordinal));

        Assert.Equal("2026.01.1", (await PackAsync(source)).Tag);
    }

    [Fact]
    public async Task A_version_too_long_for_a_tag_has_a_hashed_one_and_is_read_back_whole()
    {
        const string version = "2.3.1+kern6.12.107-deb13-riscv64+nvf-fusion1+hw-gb200-nvl72+fw97.10.4-a.00.0c+cuda13.1+bld20261124+pg4-k+kabi1.2.3.4.5.6.7.8.9.10.11.12";
        var source = Source("source");
        File.WriteAllText(Path.Combine(source, "keyway.json"), File.ReadAllText(Path.Combine(source, "keyway.json")).Replace("v2.3.1+kern6.12", version, StringComparison.Ordinal));

        var result = await PackAsync(source);

        var layout = LayoutDirectory.Open(Out, TimeProvider.System);
        var document = await layout.ReadManifestAsync((await layout.ResolveAsync(result.Tag, CancellationToken.None))!, CancellationToken.None);
        Assert.True(version.Length > 128, version);
        Assert.Equal($"2.3.1_h-{Digest.OfBytes(System.Text.Encoding.ASCII.GetBytes(version)).Hex[..16]}", result.Tag);
        Assert.Equal(version, document.Annotations[AnnotationKeys.Version]);
        Assert.Equal(version, (await Keyway.Distribution.PackageCatalogue.ReadAsync(layout, result.Tag, CancellationToken.None)).Manifest.Version);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Firmware_that_is_not_the_declared_one_is_refused_and_nothing_is_written(bool isNew)
    {
        var source = Source("source");
        if (!isNew) await PackAsync(source);
        File.WriteAllText(Path.Combine(source, "firmware", "b.bin"), "firmware c");
        var before = Entries();

        var refusal = await Assert.ThrowsAsync<KeywayException>(() => PackAsync(source));

        Golden.Verify("errors/KW1254.txt", ErrorText.Of(refusal, (directory.Path, "DIR")));
        Assert.Equal(before, Entries());

        string[] Entries() => [.. Directory.EnumerateFileSystemEntries(directory.Path, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)];
    }

    [Fact]
    public async Task A_tag_of_ones_own_replaces_that_of_the_version()
    {
        var result = await PackAsync(Source("source"), settings: new PackSettings { Tag = "candidate" });

        Assert.Equal("candidate", result.Tag);
        Assert.Equal(["candidate"], await LayoutDirectory.Open(Out, TimeProvider.System).ListTagsAsync(CancellationToken.None));
    }

    [Fact]
    public async Task Levels_change_the_blobs_but_not_what_is_in_them()
    {
        var fast = await PackAsync(Source("source"), directory.Combine("fast"), new PackSettings { Level = 1 });
        var small = await PackAsync(directory.Combine("source"), directory.Combine("small"), new PackSettings { Level = 15 });

        Assert.NotEqual(fast.Index.Digest, small.Index.Digest);
        Assert.Equal(fast.Builds[0].Config.Layers.Select(layer => layer.DiffId), small.Builds[0].Config.Layers.Select(layer => layer.DiffId));
    }

    [Theory]
    [InlineData("amd64", +1)] // before it is read
    [InlineData("amd64", -1)]
    [InlineData("riscv64", +1)] // after it was read
    [InlineData("riscv64", -1)]
    [InlineData("riscv64", 0)]
    public async Task A_file_that_changes_while_it_is_packed_is_refused_and_no_layout_appears(string isa, int growth)
    {
        var source = Source("source");
        var tool = Path.Combine(source, isa, "userspace", "bin", "tool");
        Watcher change = new(() =>
        {
            var content = new string('x', (int)new FileInfo(tool).Length + growth);
            File.WriteAllText(tool, content);
            File.SetLastWriteTimeUtc(tool, new DateTime(2030, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        });

        var refusal = await Assert.ThrowsAsync<KeywayException>(
            () => new PackageWriter(TimeProvider.System, change).WriteAsync(PackageSource.Read(source, CancellationToken.None), Out, new PackSettings(), CancellationToken.None));

        if (growth == 0) Golden.Verify("errors/KW1250.txt", ErrorText.Of(refusal, (directory.Path, "DIR")));
        Assert.Equal("KW1250", refusal.Code.Id);
        Assert.Equal(["source"], Directory.EnumerateFileSystemEntries(directory.Path).Select(Path.GetFileName));
    }

    [Fact]
    public async Task Cancelling_at_any_file_leaves_no_layout()
    {
        var source = PackageSource.Read(Source("source"), CancellationToken.None);
        for (var step = 1; step <= 6; step++)
        {
            using CancellationTokenSource cancel = new();
            Watcher watcher = new(cancel.Cancel, step);

            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => new PackageWriter(TimeProvider.System, watcher).WriteAsync(source, Out, new PackSettings(), cancel.Token));

            Assert.Equal(["source"], Directory.EnumerateFileSystemEntries(directory.Path).Select(Path.GetFileName));
        }
    }

    [Fact]
    public async Task What_a_killed_pack_left_is_cleared_by_the_next()
    {
        Directory.CreateDirectory(Out + ".part/blobs/sha256");
        File.WriteAllText(Out + ".part/blobs/.sha256.1-1.part", "half a blob");
        File.WriteAllText(Out + ".part/.pack.part", "");

        await PackAsync(Source("source"));

        Assert.Equal(["out", "source"], Directory.EnumerateFileSystemEntries(directory.Path).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.DoesNotContain(Directory.EnumerateFileSystemEntries(Out, "*", SearchOption.AllDirectories), path => path.EndsWith(".part", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_full_disk_leaves_neither_a_layout_nor_a_part()
    {
        var source = Source("source");
        var noise = new byte[1 << 20];
        new Random(1).NextBytes(noise);
        File.WriteAllBytes(Path.Combine(source, "amd64", "userspace", "noise"), noise);
        using SmallDisk? disk = SmallDisk.TryMount(directory.Combine("disk"), "512k");
        Assert.SkipWhen(disk is null, "needs the right to mount a tmpfs");

        var refusal = await Assert.ThrowsAsync<KeywayException>(() => PackAsync(source, Path.Combine(disk.Path, "out")));

        Assert.Equal("KW1005", refusal.Code.Id);
        Assert.Empty(Directory.EnumerateFileSystemEntries(disk.Path));
    }

    [Fact]
    public async Task Two_packs_to_one_new_place_do_not_meet()
    {
        Directory.CreateDirectory(Out + ".part");
        await using FileStream held = new(Out + ".part/.pack.part", FileMode.Create, FileAccess.Write, FileShare.None);

        var refusal = await Assert.ThrowsAsync<KeywayException>(() => PackAsync(Source("source")));

        Golden.Verify("errors/KW1252.txt", ErrorText.Of(refusal, (directory.Path, "DIR")));
    }

    [Fact]
    public async Task A_directory_with_other_content_is_refused_and_left_alone()
    {
        Directory.CreateDirectory(Out);
        File.WriteAllText(Path.Combine(Out, "thesis.txt"), "precious");

        await Assert.ThrowsAsync<KeywayException>(() => PackAsync(Source("source")));

        Assert.Equal(["thesis.txt"], Directory.EnumerateFileSystemEntries(Out).Select(Path.GetFileName));
    }

    [Fact]
    public async Task A_source_without_payloads_is_refused()
    {
        var source = Source("source");
        foreach (var folder in Directory.EnumerateDirectories(source)) Directory.Delete(folder, recursive: true);

        var refusal = await Assert.ThrowsAsync<KeywayException>(() => PackAsync(source));

        Golden.Verify("errors/KW1251.txt", ErrorText.Of(refusal, (directory.Path, "DIR")));
    }

    [Fact]
    public void Only_layout_directories_can_be_packed_to()
    {
        Assert.Equal("out", PackageWriter.LayoutPath(ArtifactReference.Parse("oci:out:tag")));

        var refusal = Assert.Throws<KeywayException>(() => PackageWriter.LayoutPath(ArtifactReference.Parse("registry.example/gpu/driver:v1")));

        Golden.Verify("errors/KW1253.txt", ErrorText.Of(refusal));
    }

    private string Out => directory.Combine("out");

    private Task<PackResult> PackAsync(string source, string? target = null, PackSettings? settings = null) =>
        new PackageWriter(TimeProvider.System, null).WriteAsync(PackageSource.Read(source, CancellationToken.None), target ?? Out, settings ?? new PackSettings(), CancellationToken.None);

    private string Source(string name, bool reversed = false) => PackageFolder.Create(directory.Combine(name), reversed);

    private static string SampleModule() =>
        Directory.EnumerateFiles(RepositoryRoot.Combine("samples"), "kw_base.ko", SearchOption.AllDirectories).Where(path => path.Contains("amd64", StringComparison.Ordinal)).Order(StringComparer.Ordinal).First();

    private static ArchiveEntry ToEntry(PackagedFile file) => new()
    {
        Path = file.Path,
        Type = Enum.Parse<ArchiveEntryType>(file.Type.ToString()),
        Mode = (UnixFileMode)Convert.ToInt32(file.Mode, 8),
        Size = file.Size,
        LinkTarget = file.Target,
        Digest = file.Digest ?? default,
    };

    private static async Task<List<Digest>> DiffIdsAsync(LayoutDirectory layout, ManifestDocument manifest)
    {
        List<Digest> digests = [];
        foreach (var layer in manifest.Layers)
        {
            var blob = await layout.OpenAsync(layer, CancellationToken.None);
            await using Stream plain = layer.MediaType == MediaTypes.ImageLayerTarGzip ? new GZipStream(blob, CompressionMode.Decompress) : new ZstdDecompressionStream(blob, 1 << 20, "layer");
            using HashingStream hash = new(Stream.Null, DigestAlgorithm.Sha256);
            await plain.CopyToAsync(hash, CancellationToken.None);
            digests.Add(hash.Digest);
        }

        return digests;
    }

    private static async Task<byte[]> ReadAsync(LayoutDirectory layout, Descriptor descriptor)
    {
        await using var stream = await layout.OpenAsync(descriptor, CancellationToken.None);
        MemoryStream copy = new();
        await stream.CopyToAsync(copy, CancellationToken.None);
        return copy.ToArray();
    }

    /// <summary>Does something once, at the n-th report of progress.</summary>
    private sealed class Watcher(Action action, int after = 1) : IProgress<PackProgress>
    {
        private int reports;

        public void Report(PackProgress value)
        {
            Assert.InRange(value.Bytes, 0, value.TotalBytes);
            if (++reports == after) action();
        }
    }
}
