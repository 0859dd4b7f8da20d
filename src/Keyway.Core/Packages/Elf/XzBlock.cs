// SPDX-License-Identifier: Apache-2.0

using System.Runtime.InteropServices;

namespace Keyway.Packages.Elf;

/// <summary>Unpacks one .xz buffer with the system's liblzma, which the kernel's own tools need too. Binds a single function.</summary>
internal static partial class XzBlock
{
    private const string Library = "liblzma.so.5";
    private const int Ok = 0;
    private const int GreatestRatio = 10_000;
    private const ulong MemoryLimit = 128 << 20;

    /// <summary>The plain bytes; a refusal naming <paramref name="path"/> when it is no sound .xz or unpacks to more than <paramref name="maxLength"/>.</summary>
    public static byte[] Unpack(byte[] packed, int maxLength, string path)
    {
        var claimed = XzIndex.PlainLength(packed) ?? throw Errors.UnreadableCompression(path, "it is cut short, or no .xz file");
        if (claimed > maxLength) throw Errors.UnreadableCompression(path, $"it unpacks to more than {maxLength} bytes");
        // A few bytes may claim to be very many: no encoder packs denser than this, so nothing is allocated for a lie.
        if (claimed > 64 << 10 && claimed / GreatestRatio > packed.Length) throw Errors.UnreadableCompression(path, $"its index claims {claimed} bytes in a file of {packed.Length}");
        var plain = new byte[claimed];
        var status = Decode(packed, plain, path, out var length);
        if (status != Ok || length != plain.Length) throw Errors.UnreadableCompression(path, $"it is no sound .xz file (liblzma status {status})");
        return plain;
    }

    private static int Decode(byte[] packed, byte[] plain, string path, out int length)
    {
        var memory = MemoryLimit;
        nuint read = 0, written = 0;
        try
        {
            var status = BufferDecode(ref memory, 0, 0, packed, ref read, (nuint)packed.Length, plain, ref written, (nuint)plain.Length);
            length = (int)written;
            return status;
        }
        catch (DllNotFoundException)
        {
            throw Errors.UnreadableCompression(path, $"this machine has no {Library}");
        }
    }

    [LibraryImport(Library, EntryPoint = "lzma_stream_buffer_decode")]
    private static partial int BufferDecode(ref ulong memoryLimit, uint flags, nint allocator, byte[] input, ref nuint read, nuint inputSize, byte[] output, ref nuint written, nuint outputSize);
}
