// SPDX-License-Identifier: Apache-2.0

using System.Text;

namespace Keyway.Publishing.Sbom;

/// <summary>What the first bytes of a file tell.</summary>
internal static class FileStart
{
    /// <summary>How much is looked at.</summary>
    public const int Length = 4096;

    private const int TarMagicAt = 257;
    private const int MaxTagLength = 256;

    /// <summary>Containers that name their parts.</summary>
    public static bool IsArchive(ReadOnlySpan<byte> start) =>
        start.StartsWith("PK\u0003\u0004"u8) || start.StartsWith("!<arch>\n"u8) || start.StartsWith("070701"u8) || start.StartsWith("070702"u8)
        || (start.Length > TarMagicAt + 5 && start[TarMagicAt..].StartsWith("ustar"u8));

    /// <summary>One stream, compressed: gzip, xz, zstd, bzip2.</summary>
    public static bool IsCompressed(ReadOnlySpan<byte> start) =>
        start.StartsWith((ReadOnlySpan<byte>)[0x1f, 0x8b]) || start.StartsWith((ReadOnlySpan<byte>)[0xfd, (byte)'7', (byte)'z', (byte)'X', (byte)'Z', 0])
        || start.StartsWith((ReadOnlySpan<byte>)[0x28, 0xb5, 0x2f, 0xfd]) || start.StartsWith("BZh"u8);

    /// <summary>The licence expression of a text's header, or null.</summary>
    public static string? LicenceTag(ReadOnlySpan<byte> start)
    {
        var mark = "SPDX-License-Identifier:"u8;
        var at = start.IndexOf(mark);
        if (at < 0 || start[..at].Contains((byte)0)) return null;
        var line = start[(at + mark.Length)..];
        var end = line.IndexOfAny((byte)'\n', (byte)'\r');
        if (end < 0 || end > MaxTagLength) return null;
        var text = Encoding.UTF8.GetString(line[..end]).Trim();
        foreach (var close in (string[])["*/", "-->", "#}"]) text = text.EndsWith(close, StringComparison.Ordinal) ? text[..^close.Length].TrimEnd() : text;
        return text.Length > 0 ? text : null;
    }
}
