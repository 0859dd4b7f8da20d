// SPDX-License-Identifier: Apache-2.0

using System.Buffers.Binary;
using System.Text;

namespace Keyway.Tests.Core.Packages.Elf;

/// <summary>Writes small 64-bit little-endian ELF files, one section after another.</summary>
internal sealed class ElfBuilder
{
    private readonly List<(string Name, uint Type, byte[] Content, uint Link, ulong EntrySize)> sections = [("", 0, [], 0, 0)];
    private readonly List<byte> strings = [0];
    private readonly List<byte> symbols = [.. new byte[24]];

    public ushort Type { get; init; } = 1;

    public ushort Machine { get; init; } = 243;

    public uint Flags { get; init; } = 1;

    /// <summary>A module of our demonstration driver: a few exports and imports.</summary>
    public static ElfBuilder Module(string release = "6.12.94+deb13-riscv64", ushort machine = 243, string license = "GPL", string firmware = "nvlink-fw.bin", bool hasBareImport = false) =>
        (hasBareImport ? new ElfBuilder { Machine = machine, Flags = 1 }.Symbol("no_version", 1, 0, 0) : new ElfBuilder { Machine = machine, Flags = machine == 243 ? 1u : 0u })
            .Section(".modinfo", Text($"license={license}\0firmware={firmware}\0\0alias=pci:v1\0alias=pci:v2\0depends=kw_core,kw_more\0name=kw_base\0vermagic={release} SMP mod_unload modversions \0"))
            .Section("__versions", [.. Version("module_layout", 0x11111111), .. Version("_printk", 0x92997ed8)])
            .Section("__kcrctab_gpl", [0, 0, 0, 0, 0xef, 0xbe, 0xad, 0xde])
            .Symbol("_printk", 1, 0, 0)
            .Symbol("weak_one", 2, 0, 0)
            .Symbol("__ksymtab_kw_register", 0, 3, 0)
            .Symbol("__crc_kw_register", 0, 3, 4)
            .Symbol("__crc_kw_old_style", 0, 0xfff1, 0xcafe)
            .Symbol("__ksymtab_kw_no_crc", 0, 3, 0);

    public static byte[] Text(string text) => Encoding.UTF8.GetBytes(text);

    public static byte[] Version(string name, uint crc)
    {
        var entry = new byte[64];
        BinaryPrimitives.WriteUInt32LittleEndian(entry, crc);
        Text(name).CopyTo(entry, 8);
        return entry;
    }

    public ElfBuilder Section(string name, byte[] content, uint type = 1)
    {
        sections.Add((name, type, content, 0, 0));
        return this;
    }

    public ElfBuilder Symbol(string name, byte binding, ushort section, ulong value)
    {
        var entry = new byte[24];
        BinaryPrimitives.WriteUInt32LittleEndian(entry, (uint)strings.Count);
        entry[4] = (byte)(binding << 4);
        BinaryPrimitives.WriteUInt16LittleEndian(entry.AsSpan(6), section);
        BinaryPrimitives.WriteUInt64LittleEndian(entry.AsSpan(8), value);
        symbols.AddRange(entry);
        strings.AddRange([.. Text(name), 0]);
        return this;
    }

    public byte[] Build()
    {
        List<(string Name, uint Type, byte[] Content, uint Link, ulong EntrySize)> all = [.. sections];
        all.Add((".symtab", 2, [.. symbols], (uint)all.Count + 1, 24));
        all.Add((".strtab", 3, [.. strings], 0, 0));
        byte[] names = [.. all.SelectMany(section => Text(section.Name + "\0")), .. Text(".shstrtab\0")];
        all.Add((".shstrtab", 3, names, 0, 0));

        MemoryStream file = new();
        file.Write(new byte[64]);
        List<byte> headers = [];
        uint nameOffset = 0;
        foreach (var section in all)
        {
            headers.AddRange(Header(section, section.Name.Length == 0 ? 0 : nameOffset, (ulong)file.Position));
            nameOffset += (uint)section.Name.Length + 1;
            file.Write(section.Content);
        }

        var table = (ulong)file.Position;
        file.Write([.. headers]);
        var bytes = file.ToArray();
        WriteFileHeader(bytes, table, (ushort)all.Count);
        return bytes;
    }

    private static byte[] Header((string Name, uint Type, byte[] Content, uint Link, ulong EntrySize) section, uint name, ulong offset)
    {
        var header = new byte[64];
        BinaryPrimitives.WriteUInt32LittleEndian(header, name);
        BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(4), section.Type);
        BinaryPrimitives.WriteUInt64LittleEndian(header.AsSpan(24), offset);
        BinaryPrimitives.WriteUInt64LittleEndian(header.AsSpan(32), (ulong)section.Content.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(40), section.Link);
        BinaryPrimitives.WriteUInt64LittleEndian(header.AsSpan(56), section.EntrySize);
        return header;
    }

    private void WriteFileHeader(byte[] bytes, ulong sectionTable, ushort count)
    {
        new byte[] { 0x7f, 0x45, 0x4c, 0x46, 2, 1, 1 }.CopyTo(bytes, 0);
        BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(16), Type);
        BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(18), Machine);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(40), sectionTable);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(48), Flags);
        BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(52), 64);
        BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(58), 64);
        BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(60), count);
        BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(62), (ushort)(count - 1));
    }
}
