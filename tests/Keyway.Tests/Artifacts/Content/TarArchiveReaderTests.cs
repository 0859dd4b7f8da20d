// SPDX-License-Identifier: Apache-2.0

using System.Text;
using Keyway.Artifacts;
using Keyway.Artifacts.Content;
using Keyway.Tests.Fixtures;

namespace Keyway.Tests.Artifacts.Content;

public sealed class TarArchiveReaderTests
{
    private static readonly ArchiveLimits Limits = new();

    /// <summary>Code, golden file suffix, archive: each refusal that the bytes alone can cause.</summary>
    private static readonly (string Code, string Case, RawTar Archive)[] Hostile =
    [
        ("KW1210", "", new RawTar().Raw(Broken()).End()),
        ("KW1210", "magic", new RawTar().Entry('0', "a", [], change: block => Encoding.ASCII.GetBytes("ustar  \0").CopyTo(block, 257)).End()),
        ("KW1210", "base-256", new RawTar().Entry('0', "a", [], change: block => block[124] = 0x80).End()),
        ("KW1210", "negative", new RawTar().Entry('0', "a", [], change: block => block.AsSpan(124, 12).Fill(0xff)).End()),
        ("KW1210", "mode", new RawTar().Entry('0', "a", [], mode: 0x1fff).End()),
        ("KW1210", "latin-1", new RawTar().Raw(RawTar.Header('0', [0xe4, 0xf6], [], 0b110_100_100, 0)).End()),
        ("KW1210", "after-nul", new RawTar().Entry('0', "a", [], change: block => block[5] = (byte)'b').End()),
        ("KW1210", "padding", new RawTar().Raw(RawTar.Header('0', "a"u8.ToArray(), [], 0b110_100_100, 1)).Raw([.. Enumerable.Repeat((byte)'x', 512)]).End()),
        ("KW1210", "directory-with-content", new RawTar().Entry('5', "a", new byte[10], mode: 0b111_101_101).End()),
        ("KW1210", "link-with-content", new RawTar().Entry('2', "a", new byte[10], link: "b").End()),
        ("KW1210", "file-with-target", new RawTar().Entry('0', "a", [], link: "b").End()),
        ("KW1210", "two-sizes", new RawTar().Pax("size=8").Entry('0', "a", new byte[5]).End()),
        ("KW1211", "", new RawTar().Entry('0', "a", new byte[512], size: 100_000)),
        ("KW1211", "empty", new RawTar()),
        ("KW1211", "no-end", new RawTar().File("a")),
        ("KW1211", "one-end-block", new RawTar().File("a").End(1)),
        ("KW1211", "header", new RawTar().File("a").Raw(new byte[100])),
        ("KW1211", "pax", new RawTar().Raw(RawTar.Header('x', "pax"u8.ToArray(), [], 0b110_100_100, 1000))),
        ("KW1212", "", new RawTar().File("a").End().File("b").End()),
        ("KW1212", "one-empty-block", new RawTar().File("a").End(1).File("b").End()),
        ("KW1212", "odd", new RawTar().File("a").End().Raw([0, 0, 0])),
        ("KW1212", "endless-zeros", new RawTar().File("a").End(64)),
        ("KW1213", "", new RawTar().File("/etc/passwd").End()),
        ("KW1213", "pax", new RawTar().Pax("path=/etc/passwd").File("x").End()),
        ("KW1214", "", new RawTar().File("../../etc/passwd").End()),
        ("KW1214", "inside", new RawTar().File("a/../b").End()),
        ("KW1214", "directory", new RawTar().Directory("../").End()),
        ("KW1215", "", new RawTar().File("a\\..\\b").End()),
        ("KW1215", "dot", new RawTar().File("./a").End()),
        ("KW1215", "empty-part", new RawTar().File("a//b").End()),
        ("KW1215", "empty", new RawTar().File("").End()),
        ("KW1215", "only-slash", new RawTar().Directory("./").End()),
        ("KW1215", "file-with-slash", new RawTar().File("a/").End()),
        ("KW1215", "newline", new RawTar().File("a\nb").End()),
        ("KW1215", "nul", new RawTar().Pax("path=a\0b").File("x").End()),
        ("KW1215", "empty-target", new RawTar().Symlink("a", "").End()),
        ("KW1216", "", new RawTar().Pax("path=" + string.Join('/', Enumerable.Repeat("d", 65))).File("x").End()),
        ("KW1216", "part", new RawTar().Pax("path=" + new string('n', 256)).File("x").End()),
        ("KW1216", "path", new RawTar().Pax("path=" + string.Join('/', Enumerable.Repeat(new string('n', 100), 11))).File("x").End()),
        ("KW1217", "", new RawTar().File("a").File("a").End()),
        ("KW1217", "case", new RawTar().File("lib/a").File("lib/A").End()),
        ("KW1217", "case-of-directory", new RawTar().File("lib/a").File("LIB/b").End()),
        ("KW1217", "file-over-directory", new RawTar().File("a/b").File("a").End()),
        ("KW1217", "link-over-directory", new RawTar().File("a/b").Symlink("a", "c").End()),
        ("KW1217", "directory-twice", new RawTar().Directory("a/").Directory("a/").End()),
        ("KW1218", "", new RawTar().Symlink("a", "b").File("a/passwd").End()),
        ("KW1218", "case", new RawTar().Symlink("a", "b").File("A/passwd").End()),
        ("KW1218", "file", new RawTar().File("a").File("a/b").End()),
        ("KW1219", "", new RawTar().Symlink("a/b", "../../etc").End()),
        ("KW1219", "absolute", new RawTar().Symlink("a", "/etc").End()),
        ("KW1219", "through-link", new RawTar().Directory("d/").Symlink("d/up", "..").Symlink("e", "d/up/../../etc").End()),
        ("KW1219", "dot", new RawTar().Symlink("a", "./b").End()),
        ("KW1220", "", new RawTar().Entry('1', "a", [], link: "/etc/passwd").End()),
        ("KW1221", "", new RawTar().Entry('3', "null", []).End()),
        ("KW1221", "block", new RawTar().Entry('4', "sda", []).End()),
        ("KW1221", "fifo", new RawTar().Entry('6', "pipe", []).End()),
        ("KW1222", "", new RawTar().Entry('S', "a", []).End()),
        ("KW1222", "pax", new RawTar().Pax("GNU.sparse.major=1").File("x").End()),
        ("KW1223", "", new RawTar().Entry('L', "././@LongLink", new byte[600]).End()),
        ("KW1223", "old-file", new RawTar().Entry('\0', "a", []).End()),
        ("KW1223", "global", new RawTar().Entry('g', "pax", Encoding.UTF8.GetBytes(RawTar.Record("path=/etc/passwd"))).End()),
        ("KW1224", "", new RawTar().File("su", mode: 0b100_111_101_101).End()),
        ("KW1224", "setgid", new RawTar().File("su", mode: 0b010_111_101_101).End()),
        ("KW1224", "sticky", new RawTar().Directory("tmp/", mode: 0b001_111_101_101).End()),
        ("KW1224", "world", new RawTar().File("a", mode: 0b110_100_110).End()),
        ("KW1224", "group", new RawTar().Directory("a/", mode: 0b111_111_101).End()),
        ("KW1226", "", new RawTar().Entry('0', "big", [], size: 8L << 30).End()),
        ("KW1226", "pax", new RawTar().Pax("size=9223372036854775807").Entry('0', "big", [], size: 0).End()),
        ("KW1227", "", new RawTar().Entry('x', "pax", "999 path=a\n"u8.ToArray()).File("x").End()),
        ("KW1227", "no-key", new RawTar().Pax("path").File("x").End()),
        ("KW1227", "twice", new RawTar().Pax("path=a", "path=b").File("x").End()),
        ("KW1227", "zero-length", new RawTar().Entry('x', "pax", "0 path=a\n"u8.ToArray()).File("x").End()),
        ("KW1227", "negative-size", new RawTar().Pax("size=-1").File("x").End()),
        ("KW1227", "huge", new RawTar().Entry('x', "pax", [], size: 1L << 32).End()),
        ("KW1227", "empty", new RawTar().Entry('x', "pax", []).File("x").End()),
        ("KW1227", "two-headers", new RawTar().Pax("path=a").Pax("path=b").File("x").End()),
        ("KW1227", "without-entry", new RawTar().Pax("path=a").End()),
        ("KW1227", "latin-1", new RawTar().Entry('x', "pax", [.. "9 path="u8, 0xe4, (byte)'\n']).File("x").End()),
        ("KW1228", "", new RawTar().Pax("SCHILY.xattr.security.capability=x").File("x").End()),
    ];

    public static TheoryData<string, string> HostileCases => [.. Hostile.Select(row => (row.Code, row.Case))];

    [Theory]
    [MemberData(nameof(HostileCases))]
    public async Task Hostile_archives_are_refused(string code, string name)
    {
        var archive = Hostile.Single(row => row.Code == code && row.Case == name).Archive.ToArray();

        var refusal = await Assert.ThrowsAsync<KeywayException>(() => ReadAllAsync(archive, new ArchiveLimits { MaxContentBytes = 1L << 30 }));

        Assert.Equal(code, refusal.Code.Id);
        if (name.Length == 0) Golden.Verify($"errors/{code}.txt", ErrorText.Of(refusal));
    }

    [Fact]
    public async Task Too_many_entries_are_refused_with_the_directories_they_imply()
    {
        RawTar archive = new();
        for (var i = 0; i < 10; i++) archive.File($"d{i}/f");

        var refusal = await Assert.ThrowsAsync<KeywayException>(() => ReadAllAsync(archive.End().ToArray(), new ArchiveLimits { MaxEntries = 19 }));

        Golden.Verify("errors/KW1225.txt", ErrorText.Of(refusal));
        Assert.Equal(10, (await ReadAllAsync(archive.ToArray(), new ArchiveLimits { MaxEntries = 20 })).Count);
    }

    [Fact]
    public async Task Ordinary_archives_are_read_whole()
    {
        var longName = string.Join('/', Enumerable.Repeat("directory", 20)) + "/ä";
        var archive = new RawTar().Directory("lib/").File("lib/a.so", "elf").Symlink("lib/b.so", "a.so").Symlink("c", "lib/a.so").Symlink("lib/d/e", "../../c").Pax("path=" + longName).File("x", "long").End(20);

        var entries = await ReadAllAsync(archive.ToArray(), Limits);

        Assert.Equal(["lib", "lib/a.so", "lib/b.so", "c", "lib/d/e", longName], entries.Select(pair => pair.Entry.Path));
        Assert.Equal(["", "elf", "", "", "", "long"], entries.Select(pair => pair.Content));
        Assert.Equal("a.so", entries[2].Entry.LinkTarget);
        Assert.Equal(ArchiveEntryType.Symlink, entries[2].Entry.Type);
        Assert.Equal(UnixModes.File, entries[1].Entry.Mode);
        Assert.Equal(UnixModes.Executable, entries[0].Entry.Mode);
    }

    [Fact]
    public async Task Content_that_is_not_read_is_skipped()
    {
        using TarArchiveReader reader = new(new MemoryStream(new RawTar().File("a", new string('x', 2_000)).File("b").End().ToArray()), Limits);

        var first = await reader.ReadNextAsync(CancellationToken.None);
        reader.Content.ReadByte();
        var second = await reader.ReadNextAsync(CancellationToken.None);

        Assert.Equal(("a", 2_000), (first!.Path, first.Size));
        Assert.Equal("b", second!.Path);
        Assert.Null(await reader.ReadNextAsync(CancellationToken.None));
    }

    [Fact]
    public async Task What_the_description_lists_is_read_and_checked()
    {
        await ReadExpectedAsync(new RawTar().File("a", "one").File("b", "two"), Expected("a", "one"), Expected("b", "two"));
    }

    [Theory]
    [InlineData("KW1229", "c", "two")]
    [InlineData("KW1230", "b", "twenty")]
    [InlineData("KW1003", "b", "owt")]
    public async Task What_the_description_does_not_list_is_refused(string code, string path, string content)
    {
        var refusal = await Assert.ThrowsAsync<KeywayException>(() => ReadExpectedAsync(new RawTar().File("a", "one").File(path, content), Expected("a", "one"), Expected("b", "two")));

        Assert.Equal(code, refusal.Code.Id);
        if (code != "KW1003") Golden.Verify($"errors/{code}.txt", ErrorText.Of(refusal));
    }

    [Fact]
    public async Task More_entries_than_described_are_refused()
    {
        var refusal = await Assert.ThrowsAsync<KeywayException>(() => ReadExpectedAsync(new RawTar().File("a", "one").File("b"), Expected("a", "one")));

        Assert.Equal("KW1229", refusal.Code.Id);
    }

    [Fact]
    public async Task Fewer_entries_than_described_are_refused()
    {
        var refusal = await Assert.ThrowsAsync<KeywayException>(() => ReadExpectedAsync(new RawTar().File("a", "one"), Expected("a", "one"), Expected("b", "two")));

        Golden.Verify("errors/KW1231.txt", ErrorText.Of(refusal));
    }

    [Fact]
    public async Task One_tree_over_several_archives_sees_links_of_the_first_in_the_second()
    {
        ArchiveTree tree = new(Limits);
        using TarArchiveReader first = new(new MemoryStream(new RawTar().Symlink("firmware", "userspace").End().ToArray()), tree, null);
        using TarArchiveReader second = new(new MemoryStream(new RawTar().File("firmware/a").End().ToArray()), tree, null);

        await first.ReadNextAsync(CancellationToken.None);

        Assert.Equal("KW1218", (await Assert.ThrowsAsync<KeywayException>(() => second.ReadNextAsync(CancellationToken.None))).Code.Id);
    }

    private static ArchiveEntry Expected(string path, string content) => new()
    {
        Path = path,
        Type = ArchiveEntryType.File,
        Mode = UnixModes.File,
        Size = content.Length,
        Digest = Digest.OfBytes(Encoding.UTF8.GetBytes(content)),
    };

    private static async Task ReadExpectedAsync(RawTar archive, params ArchiveEntry[] expected)
    {
        using TarArchiveReader reader = new(new MemoryStream(archive.End().ToArray()), new ArchiveTree(Limits), expected);
        while (await reader.ReadNextAsync(CancellationToken.None) is not null) await reader.Content.CopyToAsync(Stream.Null, CancellationToken.None);
    }

    private static async Task<List<(ArchiveEntry Entry, string Content)>> ReadAllAsync(byte[] archive, ArchiveLimits limits)
    {
        using TarArchiveReader reader = new(new MemoryStream(archive), limits);
        List<(ArchiveEntry, string)> entries = [];
        while (await reader.ReadNextAsync(CancellationToken.None) is { } entry)
        {
            using StreamReader content = new(reader.Content, leaveOpen: true);
            entries.Add((entry, await content.ReadToEndAsync(CancellationToken.None)));
        }

        return entries;
    }

    private static byte[] Broken()
    {
        var block = RawTar.Header('0', "a"u8.ToArray(), [], 0b110_100_100, 0);
        block[0] = (byte)'b';
        return block;
    }
}
