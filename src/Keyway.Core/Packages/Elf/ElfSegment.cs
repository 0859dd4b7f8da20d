// SPDX-License-Identifier: Apache-2.0

using System.Buffers.Binary;

namespace Keyway.Packages.Elf;

/// <summary>One program header of a 64-bit little-endian file.</summary>
internal readonly record struct ElfSegment(uint Type, uint Flags, ulong Offset, ulong Address, ulong FileSize)
{
    public const int HeaderSize = 56;
    public const uint Load = 1;
    public const uint Dynamic = 2;
    public const uint Interpreter = 3;
    public const uint Note = 4;
    public const uint GnuStack = 0x6474e551;
    public const uint ExecutableFlag = 1;

    public static ElfSegment Parse(ReadOnlySpan<byte> bytes) => new(
        BinaryPrimitives.ReadUInt32LittleEndian(bytes),
        BinaryPrimitives.ReadUInt32LittleEndian(bytes[4..]),
        BinaryPrimitives.ReadUInt64LittleEndian(bytes[8..]),
        BinaryPrimitives.ReadUInt64LittleEndian(bytes[16..]),
        BinaryPrimitives.ReadUInt64LittleEndian(bytes[32..]));
}
