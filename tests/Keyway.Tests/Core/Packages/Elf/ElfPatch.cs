// SPDX-License-Identifier: Apache-2.0

using System.Buffers.Binary;

namespace Keyway.Tests.Core.Packages.Elf;

/// <summary>Turns a sound library into one with a single flaw.</summary>
internal static class ElfPatch
{
    private const uint GnuStack = 0x6474e551;
    private const uint Dynamic = 2;

    public static byte[] WithExecutableStack(byte[] library)
    {
        library[Segment(library, GnuStack) + 4] |= 1;
        return library;
    }

    public static byte[] WithoutBuildId(byte[] library)
    {
        // Name length 4, description length 20, type 3, name GNU.
        var note = library.AsSpan().IndexOf((byte[])[4, 0, 0, 0, 20, 0, 0, 0, 3, 0, 0, 0, 0x47, 0x4e, 0x55, 0]);
        library[note + 8] = 9;
        return library;
    }

    public static byte[] RetaggedDynamic(byte[] library, ulong from, ulong to)
    {
        var at = (int)BinaryPrimitives.ReadUInt64LittleEndian(library.AsSpan(Segment(library, Dynamic) + 8));
        while (BinaryPrimitives.ReadUInt64LittleEndian(library.AsSpan(at)) != from) at += 16;
        BinaryPrimitives.WriteUInt64LittleEndian(library.AsSpan(at), to);
        return library;
    }

    private static int Segment(byte[] library, uint type)
    {
        var at = (int)BinaryPrimitives.ReadUInt64LittleEndian(library.AsSpan(32));
        while (BinaryPrimitives.ReadUInt32LittleEndian(library.AsSpan(at)) != type) at += 56;
        return at;
    }
}
