// SPDX-License-Identifier: Apache-2.0

using Keyway.Artifacts;
using Keyway.Artifacts.Content;

namespace Keyway.Tests.Artifacts.Content;

public sealed class TarArchiveFuzzTests
{
    private const int Rounds = 20_000;

    /// <summary>Values that header fields are most sensitive to.</summary>
    private static readonly byte[][] Fragments =
    [
        "../"u8.ToArray(), "/"u8.ToArray(), [0], [0xff], "7777777"u8.ToArray(), "77777777777"u8.ToArray(), "1"u8.ToArray(), "2"u8.ToArray(), "5"u8.ToArray(), "x"u8.ToArray(), "g"u8.ToArray(), "S"u8.ToArray(), [0x80, 0, 0, 0],
    ];

    [Fact]
    public async Task Mutated_archives_never_escape_and_never_cause_anything_but_a_refusal()
    {
        var seed = Seed();
        Random random = new(20261124);
        var (refused, read) = (0, 0);
        for (var round = 0; round < Rounds; round++)
        {
            var mutated = Mutate(seed, random);
            try
            {
                await ReadAsync(mutated);
                read++;
            }
            catch (KeywayException)
            {
                refused++;
            }
        }

        // Both happen, or the mutations would prove nothing.
        Assert.True(refused > Rounds / 2, $"{refused} refused");
        Assert.True(read > Rounds / 100, $"{read} read");
    }

    [Fact]
    public async Task Memory_stays_bounded_whatever_the_sizes_in_the_headers_say()
    {
        var archive = new RawTar().Entry('x', "pax", [], size: (1L << 33) - 1).Entry('0', "a", [], size: (1L << 33) - 1).ToArray();
        var before = GC.GetAllocatedBytesForCurrentThread();

        await Assert.ThrowsAsync<KeywayException>(() => ReadAsync(archive));

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 20);
    }

    private static async Task ReadAsync(byte[] archive)
    {
        using TarArchiveReader reader = new(new MemoryStream(archive), new ArchiveLimits { MaxEntries = 100, MaxContentBytes = 1 << 20 });
        HashSet<string> links = [];
        while (await reader.ReadNextAsync(CancellationToken.None) is { } entry)
        {
            AssertInside(entry, links);
            if (entry.Type == ArchiveEntryType.Symlink) links.Add(entry.Path);
            await reader.Content.CopyToAsync(Stream.Null, CancellationToken.None);
        }
    }

    // An independent, simple-minded judge: normal paths below a root, none through a link, no link that climbs above the root, nothing special in the modes.
    private static void AssertInside(ArchiveEntry entry, HashSet<string> links)
    {
        Assert.StartsWith("/root/x/", Path.GetFullPath("/root/x/" + entry.Path), StringComparison.Ordinal);
        Assert.Equal("/root/x/" + entry.Path, Path.GetFullPath("/root/x/" + entry.Path));
        Assert.DoesNotContain(links, link => entry.Path.StartsWith(link + "/", StringComparison.OrdinalIgnoreCase));
        Assert.DoesNotContain('\0', entry.Path);
        if (entry.Type == ArchiveEntryType.Symlink) Assert.StartsWith("/root/x/", Path.GetFullPath(Path.Combine(Path.GetDirectoryName("/root/x/" + entry.Path)!, entry.LinkTarget!)) + "/", StringComparison.Ordinal);
        else Assert.Equal((UnixFileMode)0, entry.Mode & ~UnixModes.Executable);
    }

    private static byte[] Seed() => new RawTar()
        .Directory("lib/").File("lib/a.so", new string('e', 600)).Symlink("lib/b.so", "a.so").Symlink("up", "lib/a.so")
        .Pax("path=lib/" + new string('n', 120), "size=4").Entry('0', "x", "long"u8.ToArray()).File("z", "").End().ToArray();

    private static byte[] Mutate(byte[] seed, Random random)
    {
        var bytes = (byte[])seed.Clone();
        for (var i = random.Next(1, 4); i > 0; i--)
        {
            var block = random.Next(bytes.Length / 512) * 512;
            switch (random.Next(4))
            {
                case 0: bytes[random.Next(bytes.Length)] ^= (byte)(1 << random.Next(8)); break;
                case 1: Fragments[random.Next(Fragments.Length)].CopyTo(bytes, block + ((int[])[0, 100, 124, 156, 157, 257, 345])[random.Next(7)]); break;
                case 2: bytes = [.. bytes.AsSpan(0, block), .. bytes.AsSpan(random.Next(bytes.Length / 512) * 512)]; break;
                default: bytes.AsSpan(random.Next(bytes.Length / 512) * 512, 512).CopyTo(bytes.AsSpan(block)); break;
            }

            if (bytes.Length < 512) bytes = (byte[])seed.Clone();
        }

        return random.Next(8) == 0 ? bytes : WithChecksums(bytes);
    }

    // Most mutants get right checksums again, so that they reach the code behind that check.
    private static byte[] WithChecksums(byte[] bytes)
    {
        for (var at = 0; at + 512 <= bytes.Length; at += 512)
        {
            var block = bytes.AsSpan(at, 512);
            if (!block.Slice(257, 5).SequenceEqual("ustar"u8)) continue;
            block.Slice(148, 8).Fill((byte)' ');
            var sum = 0;
            foreach (var b in block) sum += b;
            System.Text.Encoding.ASCII.GetBytes(Convert.ToString(sum, 8).PadLeft(6, '0') + "\0").CopyTo(block.Slice(148, 7));
        }

        return bytes;
    }
}
