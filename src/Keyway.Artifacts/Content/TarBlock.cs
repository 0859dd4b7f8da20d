// SPDX-License-Identifier: Apache-2.0

using System.Text;

namespace Keyway.Artifacts.Content;

/// <summary>The 512-byte header of POSIX.1-1988 (ustar), field by field. Spec: spec/package §"Layers", POSIX pax §"ustar Interchange Format".</summary>
internal static class TarBlock
{
    public const int Size = 512;
    public const int MaxNameBytes = 100;
    public const long MaxUstarSize = (1L << 33) - 1;

    public const byte FileType = (byte)'0';
    public const byte HardLinkType = (byte)'1';
    public const byte SymlinkType = (byte)'2';
    public const byte CharacterDeviceType = (byte)'3';
    public const byte BlockDeviceType = (byte)'4';
    public const byte DirectoryType = (byte)'5';
    public const byte FifoType = (byte)'6';
    public const byte GnuSparseType = (byte)'S';
    public const byte PaxType = (byte)'x';

    private static readonly Range NameField = 0..100;
    private static readonly Range ModeField = 100..108;
    private static readonly Range UserField = 108..116;
    private static readonly Range GroupField = 116..124;
    private static readonly Range SizeField = 124..136;
    private static readonly Range TimeField = 136..148;
    private static readonly Range ChecksumField = 148..156;
    private const int TypeOffset = 156;
    private static readonly Range LinkField = 157..257;
    private static readonly Range MagicField = 257..265;
    private static readonly Range DeviceMajorField = 329..337;
    private static readonly Range DeviceMinorField = 337..345;
    private static readonly Range PrefixField = 345..500;

    /// <summary>Bytes of padding after content of this size.</summary>
    public static int PaddingAfter(long size) => (int)((Size - (size % Size)) % Size);

    public static bool IsZero(ReadOnlySpan<byte> block) => !block.ContainsAnyExcept((byte)0);

    public static byte[] Create(string name, byte type, UnixFileMode mode, long size, string link)
    {
        var block = new byte[Size];
        WriteText(block.AsSpan(NameField), name);
        WriteOctal(block.AsSpan(ModeField), (long)mode);
        WriteOctal(block.AsSpan(UserField), 0);
        WriteOctal(block.AsSpan(GroupField), 0);
        WriteOctal(block.AsSpan(SizeField), size);
        WriteOctal(block.AsSpan(TimeField), 0);
        block[TypeOffset] = type;
        WriteText(block.AsSpan(LinkField), link);
        WriteText(block.AsSpan(MagicField), "ustar\000");
        WriteOctal(block.AsSpan(DeviceMajorField), 0);
        WriteOctal(block.AsSpan(DeviceMinorField), 0);
        WriteOctal(block.AsSpan(ChecksumField)[..7], Checksum(block));
        block[ChecksumField.End.Value - 1] = (byte)' ';
        return block;
    }

    /// <summary>True when the checksum is right and the magic is that of ustar; GNU and v7 headers are not.</summary>
    public static bool IsUstar(ReadOnlySpan<byte> block) =>
        ReadOctal(block[ChecksumField]) == Checksum(block) && block[MagicField].SequenceEqual("ustar\000"u8);

    public static byte TypeOf(ReadOnlySpan<byte> block) => block[TypeOffset];

    /// <summary>Null when the field is not plain octal; in particular base-256 numbers are refused.</summary>
    public static long? SizeOf(ReadOnlySpan<byte> block) => ReadOctal(block[SizeField]);

    public static long? ModeOf(ReadOnlySpan<byte> block) => ReadOctal(block[ModeField]);

    /// <summary>Null when it is not UTF-8 or has bytes after its NUL.</summary>
    public static string? NameOf(ReadOnlySpan<byte> block)
    {
        var (prefix, name) = (ReadText(block[PrefixField]), ReadText(block[NameField]));
        if (prefix is null || name is null) return null;
        return prefix.Length == 0 ? name : prefix + "/" + name;
    }

    public static string? LinkOf(ReadOnlySpan<byte> block) => ReadText(block[LinkField]);

    private static long Checksum(ReadOnlySpan<byte> block)
    {
        long sum = 0;
        for (var i = 0; i < Size; i++) sum += i >= ChecksumField.Start.Value && i < ChecksumField.End.Value ? (byte)' ' : block[i];
        return sum;
    }

    private static void WriteText(Span<byte> field, string text) => Encoding.ASCII.GetBytes(text, field);

    private static void WriteOctal(Span<byte> field, long value) => WriteText(field, Convert.ToString(value, 8).PadLeft(field.Length - 1, '0'));

    // Digits, then NULs or spaces to the end of the field; leading spaces as old writers put them.
    private static long? ReadOctal(ReadOnlySpan<byte> field)
    {
        var digits = field.TrimStart((byte)' ').TrimEnd("\0 "u8);
        if (digits.IsEmpty || digits.Length > 12 || digits.ContainsAnyExceptInRange((byte)'0', (byte)'7')) return null;
        long value = 0;
        foreach (var digit in digits) value = (value << 3) | (long)(digit - (byte)'0');
        return value;
    }

    private static string? ReadText(ReadOnlySpan<byte> field)
    {
        var end = field.IndexOf((byte)0);
        if (end < 0) return ArchivePath.Decode(field);
        return IsZero(field[end..]) ? ArchivePath.Decode(field[..end]) : null;
    }
}
