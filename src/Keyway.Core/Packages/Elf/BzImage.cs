// SPDX-License-Identifier: Apache-2.0

using System.Buffers.Binary;

namespace Keyway.Packages.Elf;

/// <summary>The compressed vmlinux inside an x86 boot image. Spec: Documentation/arch/x86/boot.rst, header fields setup_sects, payload_offset, payload_length.</summary>
internal static class BzImage
{
    private const int HeaderEnd = 0x264;
    private const int SectorSize = 512;

    public static bool IsOne(BoundedFile file) =>
        file.Length >= HeaderEnd && file.Read(0x202, 4, "the boot header").AsSpan().SequenceEqual("HdrS"u8);

    public static MemoryStream Unpack(BoundedFile file)
    {
        var header = file.Read(0, HeaderEnd, "the boot header");
        ulong sectors = header[0x1f1] == 0 ? (byte)4 : header[0x1f1];
        var (offset, length) = (BinaryPrimitives.ReadUInt32LittleEndian(header.AsSpan(0x248)), BinaryPrimitives.ReadUInt32LittleEndian(header.AsSpan(0x24c)));
        var payload = file.Read(((sectors + 1) * SectorSize) + offset, length, "the compressed kernel");
        return ModuleCompression.Unpack(new MemoryStream(payload, 0, LengthWithoutSize(payload)), file.Name + SuffixOf(payload, file.Name));
    }

    // The kernel's build appends the plain length to every format but gzip, which ends with it anyway.
    private static int LengthWithoutSize(byte[] payload) => payload.AsSpan().StartsWith("\x1f"u8) || payload.Length < 4 ? payload.Length : payload.Length - 4;

    private static string SuffixOf(ReadOnlySpan<byte> payload, string name)
    {
        if (payload.StartsWith((ReadOnlySpan<byte>)[0x1f, 0x8b])) return ".gz";
        if (payload.StartsWith((ReadOnlySpan<byte>)[0xfd, 0x37, 0x7a, 0x58, 0x5a, 0])) return ".xz";
        if (payload.StartsWith((ReadOnlySpan<byte>)[0x28, 0xb5, 0x2f, 0xfd])) return ".zst";
        throw Errors.UnreadableCompression(name, "its kernel is packed in another way than gzip, xz or zstd");
    }
}
