// SPDX-License-Identifier: Apache-2.0

using System.IO.Compression;
using Keyway.Artifacts.Content;

namespace Keyway.Packages.Elf;

/// <summary>The compressed forms of a module that kernels load. They are unpacked in memory, to at most <see cref="MaxLength"/>.</summary>
internal static class ModuleCompression
{
    public const int MaxLength = 256 << 20;

    private const int MaxPackedLength = 64 << 20;

    private static readonly string[] Suffixes = [".gz", ".xz", ".zst"];

    /// <summary>True for <c>x.ko</c> and its compressed forms.</summary>
    public static bool IsModule(string path) => WithoutCompression(path).EndsWith(".ko", StringComparison.Ordinal);

    /// <summary>Module name of a file name: <c>kw-base.ko.xz</c> is <c>kw_base</c>.</summary>
    public static string NameOf(string path)
    {
        var name = Path.GetFileName(WithoutCompression(path));
        return (name.EndsWith(".ko", StringComparison.Ordinal) ? name[..^3] : name).Replace('-', '_');
    }

    public static bool IsCompressed(string path) => Suffixes.Contains(Path.GetExtension(path));

    /// <summary>The plain module.</summary>
    public static MemoryStream Unpack(Stream content, string path) => Path.GetExtension(path) switch
    {
        ".gz" => UnpackStream(new GZipStream(content, CompressionMode.Decompress, leaveOpen: true), path),
        ".zst" => UnpackStream(new ZstdDecompressionStream(content, MaxLength, path), path),
        _ => UnpackXz(content, path),
    };

    private static MemoryStream UnpackXz(Stream content, string path)
    {
        if (content.Length > MaxPackedLength) throw Errors.UnreadableCompression(path, $"it has {content.Length} bytes, more than the limit of {MaxPackedLength}");
        var packed = new byte[content.Length];
        content.ReadExactly(packed);
        return new(XzBlock.Unpack(packed, MaxLength, path));
    }

    private static MemoryStream UnpackStream(Stream packed, string path)
    {
        using (packed)
        {
            MemoryStream plain = new();
            try
            {
                CopyBounded(packed, plain, path);
            }
            catch (InvalidDataException exception)
            {
                throw Errors.UnreadableCompression(path, exception.Message);
            }

            plain.Position = 0;
            return plain;
        }
    }

    private static void CopyBounded(Stream packed, MemoryStream plain, string path)
    {
        var buffer = new byte[64 << 10];
        for (int count; (count = packed.Read(buffer)) > 0;)
        {
            if (plain.Length + count > MaxLength) throw Errors.UnreadableCompression(path, $"it unpacks to more than {MaxLength} bytes");
            plain.Write(buffer, 0, count);
        }
    }

    private static string WithoutCompression(string path) =>
        Suffixes.FirstOrDefault(suffix => path.EndsWith(suffix, StringComparison.Ordinal)) is { } suffix ? path[..^suffix.Length] : path;
}
