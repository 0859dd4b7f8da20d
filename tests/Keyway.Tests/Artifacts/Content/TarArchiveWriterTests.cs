// SPDX-License-Identifier: Apache-2.0

using System.Diagnostics;
using System.Text;
using Keyway.Artifacts;
using Keyway.Artifacts.Content;
using Keyway.Tests.Fixtures;

namespace Keyway.Tests.Artifacts.Content;

public sealed class TarArchiveWriterTests
{
    private static readonly (ArchiveEntry Entry, string Content)[] Entries =
    [
        (new() { Path = "userspace", Type = ArchiveEntryType.Directory, Mode = UnixModes.Executable }, ""),
        File("userspace/empty", ""),
        File("userspace/exact", new string('x', 512)),
        File("userspace/tool", new string('y', 700)),
        (new() { Path = "userspace/link", Type = ArchiveEntryType.Symlink, Mode = UnixModes.Symlink, LinkTarget = "tool" }, ""),
        File("userspace/" + string.Concat(Enumerable.Repeat("long-name-", 12)) + "ä", "pax path"),
        (new() { Path = "userspace/far", Type = ArchiveEntryType.Symlink, Mode = UnixModes.Symlink, LinkTarget = string.Concat(Enumerable.Repeat("long-name-", 12)) + "ä" }, ""),
    ];

    [Fact]
    public async Task What_is_written_is_read_back_and_has_the_size_that_was_foretold()
    {
        var archive = await WriteAsync(Entries);

        using TarArchiveReader reader = new(new MemoryStream(archive), new ArchiveLimits());
        foreach (var (entry, content) in Entries)
        {
            Assert.Equal(entry, await reader.ReadNextAsync(CancellationToken.None));
            Assert.Equal(content, await new StreamReader(reader.Content).ReadToEndAsync(CancellationToken.None));
        }

        Assert.Null(await reader.ReadNextAsync(CancellationToken.None));
        Assert.Equal(archive.Length, TarArchiveWriter.SizeOf(Entries.Select(pair => pair.Entry)));
    }

    [Fact]
    public async Task The_bytes_are_the_same_in_every_version()
    {
        // A change of this digest changes the identity of every layer ever packed.
        Golden.Verify("content/tar-digest.txt", Digest.OfBytes(await WriteAsync(Entries)).ToString());
    }

    [Fact]
    public async Task Gnu_tar_lists_it()
    {
        using TemporaryDirectory directory = new();
        var path = directory.Combine("a.tar");
        await System.IO.File.WriteAllBytesAsync(path, await WriteAsync(Entries));

        using var tar = Process.Start(new ProcessStartInfo("tar", ["--list", "--verbose", "--numeric-owner", "--utc", "--full-time", "--quoting-style=literal", "--file", path]) { RedirectStandardOutput = true, UseShellExecute = false })!;
        var listing = await tar.StandardOutput.ReadToEndAsync(CancellationToken.None);

        Golden.Verify("content/tar-listing.txt", listing);
    }

    [Fact]
    public async Task Files_of_8_GiB_and_more_get_a_pax_size()
    {
        ArchiveEntry big = new() { Path = "big", Type = ArchiveEntryType.File, Mode = UnixModes.File, Size = 9L << 30 };
        var size = TarArchiveWriter.SizeOf([big]);
        MemoryStream start = new();

        await Assert.ThrowsAsync<KeywayException>(() => new TarArchiveWriter(start, new ArchiveLimits()).WriteAsync(big, Stream.Null, CancellationToken.None));
        using TarArchiveReader reader = new(new MemoryStream(start.ToArray()), new ArchiveLimits());

        Assert.Equal(big, await reader.ReadNextAsync(CancellationToken.None));
        Assert.Equal((9L << 30) + (5 * 512), size);
    }

    [Theory]
    [InlineData("one byte short")]
    [InlineData("one byte too long")]
    public async Task Content_of_another_size_is_refused(string content)
    {
        ArchiveEntry entry = new() { Path = "a", Type = ArchiveEntryType.File, Mode = UnixModes.File, Size = 15 };

        var refusal = await Assert.ThrowsAsync<KeywayException>(
            () => new TarArchiveWriter(Stream.Null, new ArchiveLimits()).WriteAsync(entry, new MemoryStream(Encoding.UTF8.GetBytes(content)), CancellationToken.None));

        Assert.Equal("KW1002", refusal.Code.Id);
    }

    [Fact]
    public async Task What_the_reader_would_refuse_is_not_written()
    {
        MemoryStream output = new();
        TarArchiveWriter writer = new(output, new ArchiveLimits());

        var refusal = await Assert.ThrowsAsync<KeywayException>(() => writer.WriteAsync(File("../a", "").Entry, Stream.Null, CancellationToken.None));

        Assert.Equal("KW1214", refusal.Code.Id);
        Assert.Equal(0, output.Length);
    }

    private static (ArchiveEntry Entry, string Content) File(string path, string content) =>
        (new() { Path = path, Type = ArchiveEntryType.File, Mode = UnixModes.File, Size = Encoding.UTF8.GetByteCount(content) }, content);

    private static async Task<byte[]> WriteAsync(IEnumerable<(ArchiveEntry Entry, string Content)> entries)
    {
        MemoryStream output = new();
        TarArchiveWriter writer = new(output, new ArchiveLimits());
        foreach (var (entry, content) in entries) await writer.WriteAsync(entry, new MemoryStream(Encoding.UTF8.GetBytes(content)), CancellationToken.None);
        await writer.CompleteAsync(CancellationToken.None);
        return output.ToArray();
    }
}
