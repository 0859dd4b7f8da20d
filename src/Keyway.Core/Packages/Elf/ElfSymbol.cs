// SPDX-License-Identifier: Apache-2.0

using System.Buffers.Binary;

namespace Keyway.Packages.Elf;

/// <summary>One entry of a 64-bit little-endian symbol table.</summary>
internal readonly record struct ElfSymbol(uint NameOffset, byte Binding, ushort Section, ulong Value)
{
    public const int Size = 24;
    public const ushort Undefined = 0;
    public const ushort Absolute = 0xfff1;
    public const byte Local = 0;
    public const byte Weak = 2;

    public static ElfSymbol Parse(ReadOnlySpan<byte> bytes) => new(
        BinaryPrimitives.ReadUInt32LittleEndian(bytes),
        (byte)(bytes[4] >> 4),
        BinaryPrimitives.ReadUInt16LittleEndian(bytes[6..]),
        BinaryPrimitives.ReadUInt64LittleEndian(bytes[8..]));
}
