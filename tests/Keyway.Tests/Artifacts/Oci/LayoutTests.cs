// SPDX-License-Identifier: Apache-2.0

using System.Formats.Tar;
using Keyway.Artifacts;
using Keyway.Artifacts.Content;
using Keyway.Artifacts.Oci;
using Keyway.Tests.Fixtures;

namespace Keyway.Tests.Artifacts.Oci;

public sealed class LayoutTests : IDisposable
{
    private readonly TemporaryDirectory directory = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => directory.Dispose();

    [Fact]
    public async Task A_pushed_index_is_the_only_root()
    {
        await using var layout = await CreateAsync();
        var sample = SampleArtifact.Create();

        await sample.PushToAsync(layout, "v1");

        var root = Assert.Single(await layout.RootsAsync(Cancellation));
        Assert.Equal((sample.Index.Digest, "v1"), (root.Digest, root.Annotation(AnnotationKeys.RefName)));
    }

    [Fact]
    public async Task A_manifest_that_lost_its_tag_stays_listed()
    {
        await using var layout = await CreateAsync();
        var (first, second) = (SampleArtifact.Create("one"), SampleArtifact.Create("two"));
        await first.PushToAsync(layout, "edge");

        await second.PushToAsync(layout, "edge");

        var roots = await layout.RootsAsync(Cancellation);
        Assert.Equal([(second.Index.Digest, "edge"), (first.Index.Digest, null)], roots.Select(root => (root.Digest, root.Annotation(AnnotationKeys.RefName))));
    }

    [Fact]
    public async Task The_same_content_gives_the_same_index_json()
    {
        List<string> texts = [];
        foreach (var name in new[] { "a", "b" })
        {
            await using var layout = await LayoutDirectory.CreateAsync(directory.Combine(name), TimeProvider.System, Cancellation);
            var samples = new[] { SampleArtifact.Create("one"), SampleArtifact.Create("two") };
            foreach (var sample in name == "a" ? samples : samples.Reverse()) await sample.PushToAsync(layout, sample == samples[0] ? "v1" : null);
            texts.Add(await File.ReadAllTextAsync(directory.Combine(name, "index.json"), Cancellation));
        }

        Assert.Equal(texts[0], texts[1]);
    }

    [Fact]
    public async Task Unknown_members_of_a_foreign_index_json_survive()
    {
        await using var layout = await CreateAsync();
        var sample = SampleArtifact.Create();
        await sample.PushToAsync(layout);
        var text = await File.ReadAllTextAsync(directory.Combine("layout", "index.json"), Cancellation);
        await File.WriteAllTextAsync(directory.Combine("layout", "index.json"), text.Replace("\"manifests\":[{", "\"x-top\":1,\"manifests\":[{\"x-entry\":[2],", StringComparison.Ordinal), Cancellation);

        await layout.TagAsync(sample.Index, "v1", Cancellation);

        var after = await File.ReadAllTextAsync(directory.Combine("layout", "index.json"), Cancellation);
        Assert.Contains("\"x-top\":1", after, StringComparison.Ordinal);
        Assert.Contains("\"x-entry\":[2]", after, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_no_layout_is_refused()
    {
        File.WriteAllText(directory.Combine("notes.txt"), "mine");

        var refusal = Assert.Throws<KeywayException>(() => LayoutDirectory.Open(directory.Path, TimeProvider.System));
        var filled = await Assert.ThrowsAsync<KeywayException>(() => LayoutDirectory.CreateAsync(directory.Path, TimeProvider.System, Cancellation));

        Golden.Verify("errors/KW1103.txt", ErrorText.Of(refusal, (directory.Path, "DIR")));
        Assert.Equal("KW1103", filled.Code.Id);
        Assert.Equal(["notes.txt"], Directory.EnumerateFileSystemEntries(directory.Path).Select(Path.GetFileName));
    }

    [Theory]
    [InlineData("oci-layout", "{}")]
    [InlineData("oci-layout", """{"imageLayoutVersion":"2.0.0"}""")]
    [InlineData("index.json", "")]
    [InlineData("index.json", "null")]
    [InlineData("index.json", """{"manifests":[null]}""")]
    [InlineData("index.json", """{"manifests":null}""")]
    [InlineData("index.json", null)]
    public async Task A_broken_layout_is_refused(string file, string? content)
    {
        await using (await CreateAsync())
        {
        }

        var path = directory.Combine("layout", file);
        if (content is null) File.Delete(path);
        else File.WriteAllText(path, content);

        var refusal = await Assert.ThrowsAsync<KeywayException>(async () => await LayoutDirectory.Open(directory.Combine("layout"), TimeProvider.System).ListTagsAsync(Cancellation));

        Assert.Equal("KW1104", refusal.Code.Id);
        if (content?.Contains("2.0.0") == true) Golden.Verify("errors/KW1104.txt", ErrorText.Of(refusal, (directory.Path, "DIR")));
    }

    [Fact]
    public async Task A_layout_that_another_program_holds_is_busy()
    {
        await using var layout = await LayoutDirectory.CreateAsync(directory.Combine("layout"), new HurriedTime(), Cancellation);
        await using FileStream held = new(directory.Combine("layout", "oci-layout"), FileMode.Open, FileAccess.ReadWrite, FileShare.None);

        var refusal = await Assert.ThrowsAsync<KeywayException>(() => SampleArtifact.Create().PushToAsync(layout));

        Golden.Verify("errors/KW1105.txt", ErrorText.Of(refusal, (directory.Path, "DIR")));
    }

    [Fact]
    public async Task An_archive_is_written_the_same_every_time_and_read_back()
    {
        var sample = SampleArtifact.Create();
        foreach (var name in new[] { "a.tar", "b.tar" })
        {
            await using var writer = await LayoutArchiveWriter.CreateAsync(directory.Combine(name), TimeProvider.System, Cancellation);
            await sample.PushToAsync(writer, "v1");
            await SampleArtifact.PushAsync(writer, SampleArtifact.Referrer(sample.Index, "application/vnd.example.note", "a note"));
            Assert.False(File.Exists(directory.Combine(name)));
            await writer.CommitAsync(Cancellation);
        }

        await using var archive = await LayoutArchive.OpenAsync(directory.Combine("a.tar"), Cancellation);
        Assert.Equal(["a.tar", "b.tar"], Directory.EnumerateFileSystemEntries(directory.Path).Select(Path.GetFileName).Order());
        Assert.Equal(File.ReadAllBytes(directory.Combine("a.tar")), File.ReadAllBytes(directory.Combine("b.tar")));
        Assert.Equal(["v1"], await archive.ListTagsAsync(Cancellation));
        Assert.Single(await archive.ReferrersAsync(sample.Index.Digest, null, Cancellation));
        foreach (var (descriptor, bytes) in sample.Content) Assert.Equal(bytes, await archive.ReadDocumentAsync(descriptor, 1 << 20, Cancellation));
    }

    [Fact]
    public async Task Referrers_of_all_subjects_are_found_by_reading_each_manifest_once()
    {
        var sample = SampleArtifact.Create();
        await using var writer = await LayoutArchiveWriter.CreateAsync(directory.Combine("a.tar"), TimeProvider.System, Cancellation);
        await sample.PushToAsync(writer, "v1");
        await SampleArtifact.PushAsync(writer, SampleArtifact.Referrer(sample.Index, "application/vnd.example.note", "a note"));
        await writer.CommitAsync(Cancellation);
        await using var archive = await LayoutArchive.OpenAsync(directory.Combine("a.tar"), Cancellation);
        CountingFiles files = new(archive);
        LayoutQueries queries = new(files, "a.tar");

        var found = await queries.ReferrersAsync(sample.Index.Digest, null, Cancellation);
        foreach (var (descriptor, _) in sample.Content) await queries.ReferrersAsync(descriptor.Digest, null, Cancellation);

        Assert.Single(found);
        Assert.Equal(found, await queries.ReferrersAsync(sample.Index.Digest, "application/vnd.example.note", Cancellation));
        Assert.Empty(await queries.ReferrersAsync(sample.Index.Digest, "application/other", Cancellation));
        Assert.Equal((await queries.RootsAsync(Cancellation)).Count, files.Opened);
    }

    [Fact]
    public async Task An_archive_that_is_not_committed_leaves_nothing()
    {
        await using (var writer = await LayoutArchiveWriter.CreateAsync(directory.Combine("a.tar"), TimeProvider.System, Cancellation))
            await SampleArtifact.Create().PushToAsync(writer, "v1");

        Assert.Empty(Directory.EnumerateFileSystemEntries(directory.Path));
    }

    [Fact]
    public async Task An_archive_cannot_be_changed()
    {
        await using (var writer = await LayoutArchiveWriter.CreateAsync(directory.Combine("a.tar"), TimeProvider.System, Cancellation)) await writer.CommitAsync(Cancellation);
        await using var archive = await LayoutArchive.OpenAsync(directory.Combine("a.tar"), Cancellation);

        var refusal = await Assert.ThrowsAsync<KeywayException>(() => archive.TagAsync(SampleArtifact.Create().Index, "v1", Cancellation));

        Golden.Verify("errors/KW1152.txt", ErrorText.Of(refusal, (directory.Path, "DIR")));
        await Assert.ThrowsAsync<KeywayException>(() => SampleArtifact.Create().PushToAsync(archive));
    }

    [Fact]
    public async Task An_absent_archive_is_refused()
    {
        var refusal = await Assert.ThrowsAsync<KeywayException>(() => LayoutArchive.OpenAsync(directory.Combine("absent.tar"), Cancellation));

        Golden.Verify("errors/KW1151.txt", ErrorText.Of(refusal, (directory.Path, "DIR")));
    }

    [Fact]
    public async Task Hostile_archives_are_refused()
    {
        var sound = Tar(("oci-layout", """{"imageLayoutVersion":"1.0.0"}"""), ("index.json", """{"manifests":[]}"""));
        var cut = sound[..700];
        var damaged = sound.ToArray();
        damaged[3] ^= 1;
        var long_ = Tar(("oci-layout", "{}"));
        "77777777777\0"u8.CopyTo(long_.AsSpan(124));
        Checksum(long_);
        (string Name, byte[] Bytes)[] archives =
        [
            ("gzip", [0x1f, 0x8b, .. new byte[1000]]), ("cut", cut), ("damaged", damaged), ("long", long_),
            ("twice", Tar(("oci-layout", "{}"), ("./oci-layout", "{}"))),
        ];

        List<string> texts = [];
        foreach (var (name, bytes) in archives) texts.Add($"{name}: {ErrorText.Of(await RefusalAsync(bytes), (directory.Path, "DIR"))}");

        Golden.Verify("errors/KW1150.txt", string.Concat(texts));
        Assert.Equal("KW1104", (await RefusalAsync(Tar(("index.json", "{}")))).Code.Id);
        Assert.Equal("KW1109", (await RefusalAsync(Tar(("oci-layout", new string(' ', 5000))))).Code.Id);
    }

    private async Task<LayoutDirectory> CreateAsync() => await LayoutDirectory.CreateAsync(directory.Combine("layout"), TimeProvider.System, Cancellation);

    private async Task<KeywayException> RefusalAsync(byte[] archive)
    {
        File.WriteAllBytes(directory.Combine("hostile.tar"), archive);
        return await Assert.ThrowsAsync<KeywayException>(() => LayoutArchive.OpenAsync(directory.Combine("hostile.tar"), Cancellation));
    }

    private static byte[] Tar(params (string Name, string Content)[] files)
    {
        using MemoryStream stream = new();
        using (TarWriter writer = new(stream, TarEntryFormat.Ustar, leaveOpen: true))
            foreach (var (name, content) in files) writer.WriteEntry(new UstarTarEntry(TarEntryType.RegularFile, name) { DataStream = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(content)) });
        return stream.ToArray();
    }

    private static void Checksum(byte[] header)
    {
        header.AsSpan(148, 8).Fill((byte)' ');
        var sum = header.AsSpan(0, 512).ToArray().Sum(value => value);
        System.Text.Encoding.ASCII.GetBytes(Convert.ToString(sum, 8).PadLeft(6, '0') + "\0 ").CopyTo(header, 148);
    }

    private sealed class CountingFiles(ILayoutFiles inner) : ILayoutFiles
    {
        public int Opened { get; private set; }

        public Task<ImageIndex> ReadIndexAsync(CancellationToken cancellationToken) => inner.ReadIndexAsync(cancellationToken);

        public long? SizeOf(Digest digest) => inner.SizeOf(digest);

        public Stream OpenRead(Digest digest, long size)
        {
            Opened++;
            return inner.OpenRead(digest, size);
        }
    }
}
