// SPDX-License-Identifier: Apache-2.0

using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace Keyway.Artifacts.Oci;

/// <summary>
/// Where the regular files of a tar archive lie. Only headers are read and nothing is written anywhere, so names need no trust: they are looked up, not followed.
/// More tolerant than the reader for package layers, since docker and skopeo write GNU and pax headers; the number of entries and the size of a pax header are bounded.
/// </summary>
internal sealed class ArchiveContents
{
    private const int Block = 512;
    private const int MaxEntries = 200_000;
    private const int MaxPaxSize = 64 << 10;

    private readonly Dictionary<string, (long Offset, long Size)> files = new(StringComparer.Ordinal);

    private ArchiveContents()
    {
    }

    public IEnumerable<string> Names => files.Keys;

    public (long Offset, long Size)? Find(string name) => files.TryGetValue(name, out var place) ? place : null;

    /// <exception cref="KeywayException">KW1150: not a tar archive that could be an image layout.</exception>
    public static ArchiveContents Read(SafeFileHandle file, string path, CancellationToken cancellationToken)
    {
        ArchiveContents contents = new();
        var length = RandomAccess.GetLength(file);
        Span<byte> header = stackalloc byte[Block];
        (string? Name, long? Size) pax = default;
        long position = 0;
        for (var entries = 0; position + Block <= length; entries++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (entries > MaxEntries) throw Errors.BrokenArchive(path, $"it has more than {MaxEntries} entries");
            ReadExactly(file, header, position, path);
            if (!header.ContainsAnyExcept((byte)0)) return contents;
            if (!HasChecksum(header)) throw Errors.BrokenArchive(path, position == 0 ? "it is no tar file (a compressed one has to be unpacked first)" : $"the tar header at {position} is damaged");
            var size = (IsPax(header) ? null : pax.Size) ?? Number(header[124..136]) ?? throw Errors.BrokenArchive(path, $"the size in the tar header at {position} is no number");
            var start = position + Block;
            if (size < 0 || size > length - start) throw Errors.BrokenArchive(path, $"the entry at {position} is longer than the file");
            if (IsPax(header)) pax = ReadPax(file, start, size, path);
            else contents.Add(header, start, size, ref pax, path);
            position = start + checked((size + Block - 1) / Block * Block);
        }

        throw Errors.BrokenArchive(path, "it ends in the middle");
    }

    private void Add(ReadOnlySpan<byte> header, long start, long size, ref (string? Name, long? Size) pax, string path)
    {
        var name = Normal(pax.Name ?? Name(header));
        pax = default;
        if (header[156] is not ((byte)'0' or 0)) return;
        if (!files.TryAdd(name, (start, size))) throw Errors.BrokenArchive(path, $"it holds '{AnswerText.Clean(name)}' twice");
    }

    private static void ReadExactly(SafeFileHandle file, Span<byte> buffer, long position, string path)
    {
        for (var count = 0; count < buffer.Length;)
        {
            var read = RandomAccess.Read(file, buffer[count..], position + count);
            if (read == 0) throw Errors.BrokenArchive(path, "it ends in the middle of an entry");
            count += read;
        }
    }

    private static bool IsPax(ReadOnlySpan<byte> header) => header[156] == 'x';

    private static bool HasChecksum(ReadOnlySpan<byte> header)
    {
        var sum = 8L * ' ';
        for (var index = 0; index < Block; index++) sum += index is >= 148 and < 156 ? 0 : header[index];
        return Number(header[148..156]) == sum;
    }

    // Octal text, or GNU's base-256 where the first bit is set.
    private static long? Number(ReadOnlySpan<byte> field)
    {
        if (field[0] == 0x80) return field[..^8].ContainsAnyExcept((byte)0x80, (byte)0) ? null : BinaryPrimitives.ReadInt64BigEndian(field[^8..]);
        var digits = field.Trim((byte)' ').TrimEnd((byte)0).TrimEnd((byte)' ');
        if (digits.IsEmpty || digits.Length > 20 || digits.ContainsAnyExceptInRange((byte)'0', (byte)'7')) return null;
        long value = 0;
        foreach (var digit in digits) value = checked((value * 8) + (digit - '0'));
        return value;
    }

    private static string Name(ReadOnlySpan<byte> header)
    {
        var name = Text(header[..100]);
        var isUstar = header[257..263].SequenceEqual("ustar\0"u8);
        return isUstar && header[345] != 0 ? $"{Text(header[345..500])}/{name}" : name;
    }

    private static string Text(ReadOnlySpan<byte> field)
    {
        var end = field.IndexOf((byte)0);
        return Encoding.UTF8.GetString(end < 0 ? field : field[..end]);
    }

    private static string Normal(string name) => name.StartsWith("./", StringComparison.Ordinal) ? name[2..] : name;

    // Records are "length key=value\n"; only path and size matter here.
    private static (string? Name, long? Size) ReadPax(SafeFileHandle file, long start, long size, string path)
    {
        if (size > MaxPaxSize) throw Errors.BrokenArchive(path, $"a pax header has {size} bytes, more than {MaxPaxSize}");
        var bytes = new byte[size];
        ReadExactly(file, bytes, start, path);
        (string? Name, long? Size) found = default;
        foreach (var record in Encoding.UTF8.GetString(bytes).Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var text = record[(record.IndexOf(' ', StringComparison.Ordinal) + 1)..];
            if (text.StartsWith("path=", StringComparison.Ordinal)) found.Name = text["path=".Length..];
            if (text.StartsWith("size=", StringComparison.Ordinal) && long.TryParse(text["size=".Length..], NumberStyles.None, CultureInfo.InvariantCulture, out var value)) found.Size = value;
        }

        return found;
    }
}
