// SPDX-License-Identifier: Apache-2.0

using System.Runtime.InteropServices;

namespace Keyway.Packages.Elf;

/// <summary>Unpacks one .xz buffer with the system's liblzma, which the kernel's own tools need too. Binds a single function.</summary>
internal static partial class XzBlock
{
    private const string Library = "liblzma.so.5";
    private const int Ok = 0;
    private const int BufferTooSmall = 10;
    private const ulong MemoryLimit = 128 << 20;

    /// <summary>The plain bytes; a refusal naming <paramref name="path"/> when it is no sound .xz or unpacks to more than <paramref name="maxLength"/>.</summary>
    public static byte[] Unpack(byte[] packed, int maxLength, string path)
    {
        for (var size = Math.Min(maxLength, Math.Max(1 << 16, 4L * packed.Length)); ; size = Math.Min(maxLength, 2 * size))
        {
            var plain = new byte[size];
            var status = Decode(packed, plain, path, out var length);
            if (status == Ok) return plain.AsSpan(0, length).ToArray();
            if (status != BufferTooSmall) throw Errors.UnreadableCompression(path, $"it is no sound .xz file (liblzma status {status})");
            if (size == maxLength) throw Errors.UnreadableCompression(path, $"it is cut short, or unpacks to more than {maxLength} bytes");
        }
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
