// SPDX-License-Identifier: Apache-2.0

using System.Buffers.Binary;

namespace Keyway.Packages.Elf;

/// <summary>The index at the end of a .xz stream, read for one number: how long the plain content claims to be. Spec: .xz file format 1.2 §2.1.2 and §4.</summary>
internal static class XzIndex
{
    private const int FooterLength = 12;

    /// <summary>The sum of the uncompressed sizes of its blocks; null when there is no such index. The decoder checks the claim.</summary>
    public static long? PlainLength(ReadOnlySpan<byte> packed)
    {
        if (packed.Length < 2 * FooterLength || !packed.EndsWith("YZ"u8)) return null;
        var backward = (BinaryPrimitives.ReadUInt32LittleEndian(packed[^8..^4]) + 1L) * 4;
        if (backward > packed.Length - (2 * FooterLength)) return null;
        var index = packed[^(FooterLength + (int)backward)..^FooterLength];
        return index[0] == 0 ? Sum(index[1..]) : null;
    }

    private static long? Sum(ReadOnlySpan<byte> records)
    {
        if (ReadNumber(ref records) is not { } blocks) return null;
        long sum = 0;
        for (long block = 0; block < blocks; block++)
        {
            if (ReadNumber(ref records) is null || ReadNumber(ref records) is not { } plain) return null;
            if (plain > long.MaxValue - sum) return null;
            sum += plain;
        }

        return sum;
    }

    // Seven bits a byte, least significant first, at most nine bytes (63 bits).
    private static long? ReadNumber(ref ReadOnlySpan<byte> bytes)
    {
        long value = 0;
        for (var at = 0; at < 9 && at < bytes.Length; at++)
        {
            value |= (long)(bytes[at] & 0x7f) << (7 * at);
            if ((bytes[at] & 0x80) != 0) continue;
            bytes = bytes[(at + 1)..];
            return value;
        }

        return null;
    }
}
