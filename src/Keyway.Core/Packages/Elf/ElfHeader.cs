// SPDX-License-Identifier: Apache-2.0

using System.Buffers.Binary;

namespace Keyway.Packages.Elf;

/// <summary>The file header of an ELF file of any class and byte order. Spec: System V ABI, chapter 4.</summary>
internal sealed record ElfHeader
{
    public const int IdentLength = 16;

    public required bool Is64Bit { get; init; }

    public required bool IsLittleEndian { get; init; }

    public required ElfType Type { get; init; }

    public required ElfMachine Machine { get; init; }

    public required uint Flags { get; init; }

    public ulong ProgramHeaderOffset { get; init; }

    public ulong SectionHeaderOffset { get; init; }

    public int ProgramHeaderSize { get; init; }

    public int ProgramHeaderCount { get; init; }

    public int SectionHeaderSize { get; init; }

    public int SectionHeaderCount { get; init; }

    public int SectionNamesIndex { get; init; }

    /// <summary>True when the bytes start like an ELF file.</summary>
    public static bool HasMagic(ReadOnlySpan<byte> start) => start.StartsWith("\u007fELF"u8);

    public static ElfHeader Read(BoundedFile file)
    {
        var ident = file.Read(0, IdentLength, "the identification");
        if (!HasMagic(ident)) throw Errors.MalformedElf(file.Name, "it does not start like an ELF file");
        if (ident[4] is not (1 or 2)) throw Errors.MalformedElf(file.Name, $"unknown class {ident[4]}");
        if (ident[5] is not (1 or 2)) throw Errors.MalformedElf(file.Name, $"unknown byte order {ident[5]}");
        if (ident[6] != 1) throw Errors.MalformedElf(file.Name, $"unknown version {ident[6]}");
        var is64Bit = ident[4] == 2;
        return Parse(file.Read(0, is64Bit ? 64u : 52u, "the file header"), is64Bit, ident[5] == 1);
    }

    private static ElfHeader Parse(ReadOnlySpan<byte> bytes, bool is64Bit, bool isLittleEndian)
    {
        var (tail, flags) = is64Bit ? (52, 48) : (40, 36);
        return new()
        {
            Is64Bit = is64Bit,
            IsLittleEndian = isLittleEndian,
            Type = (ElfType)Half(bytes, 16, isLittleEndian),
            Machine = (ElfMachine)Half(bytes, 18, isLittleEndian),
            Flags = Word(bytes, flags, isLittleEndian),
            // Only little-endian 64-bit files are read any further; of the others the header is enough to refuse them.
            ProgramHeaderOffset = is64Bit ? BinaryPrimitives.ReadUInt64LittleEndian(bytes[32..]) : 0,
            SectionHeaderOffset = is64Bit ? BinaryPrimitives.ReadUInt64LittleEndian(bytes[40..]) : 0,
            ProgramHeaderSize = Half(bytes, tail + 2, isLittleEndian),
            ProgramHeaderCount = Half(bytes, tail + 4, isLittleEndian),
            SectionHeaderSize = Half(bytes, tail + 6, isLittleEndian),
            SectionHeaderCount = Half(bytes, tail + 8, isLittleEndian),
            SectionNamesIndex = Half(bytes, tail + 10, isLittleEndian),
        };
    }

    private static ushort Half(ReadOnlySpan<byte> bytes, int at, bool isLittleEndian) =>
        isLittleEndian ? BinaryPrimitives.ReadUInt16LittleEndian(bytes[at..]) : BinaryPrimitives.ReadUInt16BigEndian(bytes[at..]);

    private static uint Word(ReadOnlySpan<byte> bytes, int at, bool isLittleEndian) =>
        isLittleEndian ? BinaryPrimitives.ReadUInt32LittleEndian(bytes[at..]) : BinaryPrimitives.ReadUInt32BigEndian(bytes[at..]);
}
