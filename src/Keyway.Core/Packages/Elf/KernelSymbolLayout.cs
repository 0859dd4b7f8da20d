// SPDX-License-Identifier: Apache-2.0

using System.Buffers.Binary;

namespace Keyway.Packages.Elf;

/// <summary>How one entry of an export table is laid out: how many words, and whether they are relative to themselves.</summary>
internal readonly record struct KernelSymbolLayout(int Words, bool IsRelative)
{
    /// <summary>Those that kernels have had, newest first.</summary>
    public static KernelSymbolLayout[] All { get; } = [new(3, true), new(3, false), new(2, true), new(2, false)];

    public int Size => Words * WordSize;

    private int WordSize => IsRelative ? sizeof(int) : sizeof(ulong);

    /// <summary>The address in a word of an entry; 0 for none.</summary>
    public ulong Pointer(byte[] entries, ulong address, int index, int word)
    {
        var at = (index * Size) + (word * WordSize);
        if (!IsRelative) return BinaryPrimitives.ReadUInt64LittleEndian(entries.AsSpan(at));
        var offset = BinaryPrimitives.ReadInt32LittleEndian(entries.AsSpan(at));
        return offset == 0 ? 0 : unchecked(address + (ulong)at + (ulong)offset);
    }
}
