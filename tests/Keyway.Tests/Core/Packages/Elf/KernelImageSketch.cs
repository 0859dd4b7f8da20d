// SPDX-License-Identifier: Apache-2.0

using System.Buffers.Binary;
using System.Text;

namespace Keyway.Tests.Core.Packages.Elf;

/// <summary>A small vmlinux with three exports, in any of the table layouts. Each section is at an address of its own; everything is built by hand here.</summary>
internal sealed record KernelImageSketch
{
    private const ulong Base = 0xffffffff81000000;
    private const int Step = 0x1000;

    private static readonly byte[] Data = Encoding.ASCII.GetBytes("\0Linux version 6.12.1-kw (builder@host)\0" + "6.12.1-kw SMP preempt mod_unload modversions \0\0\0\0\0");
    private static readonly byte[] Strings = Encoding.ASCII.GetBytes("kw_one\0kw_two\0kw_three\0DMA_BUF\0\0");

    public int Words { get; init; } = 3;

    public bool IsRelative { get; init; } = true;

    public bool HasRelativeCrcs { get; init; }

    /// <summary>One table with a byte of flags per symbol, as since Linux 7.0.</summary>
    public bool HasFlags { get; init; }

    public bool HasExports { get; init; } = true;

    /// <summary>Entries of zeros, as in a file whose tables are filled in by relocations.</summary>
    public bool IsTableEmpty { get; init; }

    public byte[] Build()
    {
        var crcData = Encoding.ASCII.GetBytes("\x11\x11\x11\x11\x22\x22\x22\x22\x33\x33\x33\x33");
        List<(string Name, byte[] Content)> sections = [(".rodata", Data), ("__ksymtab_strings", Strings), (".crcs", crcData)];
        if (HasExports)
        {
            Add(sections, "", [(0, 0x11111111, null), (7, 0x22222222, 23)]);
            if (HasFlags) Extend(sections);
            else Add(sections, "_gpl", [(14, 0x33333333, null)]);
        }

        return Assemble(sections);
    }

    // All three in one table.
    private void Extend(List<(string Name, byte[] Content)> sections)
    {
        sections.RemoveRange(3, 2);
        Add(sections, "", [(0, 0x11111111, null), (7, 0x22222222, 23), (14, 0x33333333, null)]);
        sections.Add(("__kflagstab", [1, 1, 1]));
    }

    private void Add(List<(string Name, byte[] Content)> sections, string suffix, (int Name, uint Crc, int? Namespace)[] exports)
    {
        var table = AddressOf(sections.Count);
        List<byte> entries = [], crcs = [];
        foreach (var export in exports)
        {
            Pointer(entries, table, Base);
            Pointer(entries, table, AddressOf(1) + (ulong)export.Name);
            if (Words == 3) Pointer(entries, table, export.Namespace is { } at ? AddressOf(1) + (ulong)at : 0);
            var crcAddress = AddressOf(sections.Count + 1) + (ulong)crcs.Count;
            crcs.AddRange(BitConverter.GetBytes(HasRelativeCrcs ? unchecked((uint)(AddressOf(2) + ((export.Crc & 0xf) - 1) * 4 - crcAddress)) : export.Crc));
        }

        sections.Add(("__ksymtab" + suffix, IsTableEmpty ? new byte[entries.Count] : [.. entries]));
        sections.Add(("__kcrctab" + suffix, [.. crcs]));
    }

    private void Pointer(List<byte> entries, ulong table, ulong target)
    {
        if (!IsRelative) entries.AddRange(BitConverter.GetBytes(target));
        else entries.AddRange(BitConverter.GetBytes(target == 0 ? 0 : unchecked((int)(target - (table + (ulong)entries.Count)))));
    }

    private static ulong AddressOf(int index) => Base + (ulong)((index + 1) * Step);

    private static byte[] Assemble(List<(string Name, byte[] Content)> sections)
    {
        byte[] names = [0, .. sections.SelectMany(section => Encoding.ASCII.GetBytes(section.Name + "\0")), .. ".shstrtab\0"u8];
        List<byte> file = [.. new byte[64]], headers = [.. new byte[64]];
        uint name = 1;
        foreach (var (section, index) in sections.Append((Name: ".shstrtab", Content: names)).Select((section, index) => (section, index)))
        {
            headers.AddRange(Header(name, section.Name == ".shstrtab" ? 0UL : 2, AddressOf(index), (ulong)file.Count, (ulong)section.Content.Length));
            file.AddRange(section.Content);
            name += (uint)section.Name.Length + 1;
        }

        byte[] bytes = [.. file, .. headers];
        new byte[] { 0x7f, 0x45, 0x4c, 0x46, 2, 1, 1 }.CopyTo(bytes, 0);
        foreach (var (at, value) in new[] { (16, 2), (18, 62), (52, 64), (58, 64), (60, sections.Count + 2), (62, sections.Count + 1) }) BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(at), (ushort)value);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(40), (ulong)file.Count);
        return bytes;
    }

    private static byte[] Header(uint name, ulong flags, ulong address, ulong offset, ulong size)
    {
        var header = new byte[64];
        BinaryPrimitives.WriteUInt32LittleEndian(header, name);
        BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(4), 1);
        BinaryPrimitives.WriteUInt64LittleEndian(header.AsSpan(8), flags);
        BinaryPrimitives.WriteUInt64LittleEndian(header.AsSpan(16), address);
        BinaryPrimitives.WriteUInt64LittleEndian(header.AsSpan(24), offset);
        BinaryPrimitives.WriteUInt64LittleEndian(header.AsSpan(32), size);
        return header;
    }
}
