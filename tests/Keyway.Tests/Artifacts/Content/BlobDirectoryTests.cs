// SPDX-License-Identifier: Apache-2.0

using Keyway.Artifacts;
using Keyway.Artifacts.Content;
using Keyway.Tests.Fixtures;

namespace Keyway.Tests.Artifacts.Content;

public sealed class BlobDirectoryTests : IDisposable
{
    private static readonly byte[] Bytes = [.. Enumerable.Range(0, 300_000).Select(i => (byte)(i % 251))];

    private readonly TemporaryDirectory directory = new();
    private readonly BlobDirectory blobs;

    public BlobDirectoryTests() => blobs = new BlobDirectory(directory.Combine("layout"));

    public void Dispose() => directory.Dispose();

    [Fact]
    public async Task A_blob_can_be_read_back_under_its_digest()
    {
        var digest = Digest.OfBytes(Bytes);

        await blobs.WriteAsync(digest, Bytes.Length, new MemoryStream(Bytes), CancellationToken.None);

        await using var stream = blobs.OpenRead(digest, Bytes.Length);
        MemoryStream copy = new();
        await stream.CopyToAsync(copy, CancellationToken.None);
        Assert.Equal(Bytes, copy.ToArray());
        Assert.Equal(Bytes.Length, blobs.SizeOf(digest));
        Assert.Equal([digest.Hex], Files());
    }

    [Fact]
    public async Task A_writer_finds_the_digest_itself()
    {
        await using var writer = blobs.CreateWriter(DigestAlgorithm.Sha512);
        await writer.WriteAsync(Bytes, CancellationToken.None);

        var blob = await writer.CommitAsync(CancellationToken.None);

        Assert.Equal(DigestAlgorithm.Sha512, blob.Digest.Algorithm);
        Assert.Equal(directory.Combine("layout", "blobs", "sha512", blob.Digest.Hex), blobs.PathOf(blob.Digest));
        Assert.Equal(Bytes, File.ReadAllBytes(blobs.PathOf(blob.Digest)));
    }

    [Fact]
    public async Task Wrong_content_leaves_nothing()
    {
        var wrong = Digest.OfBytes([1, 2, 3]);

        var refusal = await Assert.ThrowsAsync<KeywayException>(() => blobs.WriteAsync(wrong, Bytes.Length, new MemoryStream(Bytes), CancellationToken.None));

        Assert.Equal("KW1003", refusal.Code.Id);
        Assert.Empty(Files());
    }

    [Fact]
    public async Task A_cancelled_write_leaves_nothing()
    {
        using CancellationTokenSource source = new();
        await using (var writer = blobs.CreateWriter(DigestAlgorithm.Sha256))
        {
            await writer.WriteAsync(Bytes, source.Token);
            await source.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => writer.CommitAsync(source.Token));
        }

        Assert.Empty(Files());
    }

    [Fact]
    public void A_missing_blob_is_refused()
    {
        var refusal = Assert.Throws<KeywayException>(() => blobs.OpenRead(Digest.OfBytes([]), 0));

        Assert.Null(blobs.SizeOf(Digest.OfBytes([])));
        Golden.Verify("errors/KW1004.txt", ErrorText.Of(refusal, (directory.Path, "DIR")));
    }

    [Fact]
    public async Task Parts_of_the_dead_are_removed_and_parts_of_the_living_are_kept()
    {
        await using var living = blobs.CreateWriter(DigestAlgorithm.Sha256);
        await living.WriteAsync(Bytes, CancellationToken.None);
        File.WriteAllText(directory.Combine("layout", "blobs", ".sha256.1-1.part"), "left by a killed process");

        Assert.Equal(1, blobs.RemoveStaleParts());

        var blob = await living.CommitAsync(CancellationToken.None);
        Assert.Equal([blob.Digest.Hex], Files());
    }

    [Fact]
    public async Task An_altered_blob_is_refused_while_reading()
    {
        var digest = Digest.OfBytes(Bytes);
        await blobs.WriteAsync(digest, Bytes.Length, new MemoryStream(Bytes), CancellationToken.None);
        var altered = (byte[])Bytes.Clone();
        altered[5]++;
        File.WriteAllBytes(blobs.PathOf(digest), altered);

        await using var stream = blobs.OpenRead(digest, Bytes.Length);

        Assert.Equal("KW1003", (await Assert.ThrowsAsync<KeywayException>(() => stream.CopyToAsync(Stream.Null, CancellationToken.None))).Code.Id);
    }

    [Fact]
    public async Task A_full_disk_is_one_clear_refusal_and_leaves_nothing()
    {
        using var disk = SmallDisk.TryMount(directory.Combine("full"), "128k");
        Assert.SkipWhen(disk is null, "needs the right to mount a tmpfs");
        BlobDirectory small = new(Path.Combine(disk.Path, "layout"));

        var refusal = await Assert.ThrowsAsync<KeywayException>(() => small.WriteAsync(Digest.OfBytes(Bytes), Bytes.Length, new MemoryStream(Bytes), CancellationToken.None));

        Golden.Verify("errors/KW1005.txt", ErrorText.Of(refusal, (disk.Path, "DIR")));
        Assert.Empty(Directory.EnumerateFiles(disk.Path, "*", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task An_atomic_file_is_replaced_whole()
    {
        var path = directory.Combine("file");

        await AtomicFile.WriteAsync(path, "one"u8.ToArray(), CancellationToken.None);
        await AtomicFile.WriteAsync(path, new MemoryStream("two"u8.ToArray()), CancellationToken.None);

        Assert.Equal("two", File.ReadAllText(path));
        Assert.Equal([path], Directory.EnumerateFileSystemEntries(directory.Path));
    }

    [Fact]
    public async Task A_failing_source_leaves_the_old_file()
    {
        var path = directory.Combine("file");
        await AtomicFile.WriteAsync(path, "old"u8.ToArray(), CancellationToken.None);
        VerifyingStream cut = new(Stream.Null, Digest.OfBytes([1]), 1, "the file");

        await Assert.ThrowsAsync<KeywayException>(() => AtomicFile.WriteAsync(path, cut, CancellationToken.None));

        Assert.Equal("old", File.ReadAllText(path));
        Assert.Equal([path], Directory.EnumerateFileSystemEntries(directory.Path));
    }

    [Fact]
    public async Task A_missing_directory_is_refused()
    {
        var refusal = await Assert.ThrowsAsync<KeywayException>(() => AtomicFile.WriteAsync(directory.Combine("none", "file"), default(ReadOnlyMemory<byte>), CancellationToken.None));

        Golden.Verify("errors/KW1006.txt", System.Text.RegularExpressions.Regex.Replace(ErrorText.Of(refusal, (directory.Path, "DIR")), @"\.\d+-\d+\.part", ".PART", default, TimeSpan.FromSeconds(1)));
    }

    private IEnumerable<string> Files() => Directory.Exists(blobs.Root) ? Directory.EnumerateFiles(blobs.Root, "*", SearchOption.AllDirectories).Select(f => Path.GetFileName(f)) : [];
}
