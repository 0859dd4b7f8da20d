// SPDX-License-Identifier: Apache-2.0

using System.Buffers.Binary;
using System.Collections.Immutable;

namespace Keyway.Packages.Elf;

/// <summary>The dynamic segment, found and followed the way the loader does: through program headers, so that a stripped section table does not matter.</summary>
internal sealed class DynamicSection
{
    private const int EntrySize = 16;
    private const int NeedSize = 16;
    private const ulong TextRelocationFlag = 4;

    // Hundreds are normal for the biggest programs. Many names may share bytes of the string table, so the file's size is no bound.
    private const int MaxNeeds = 4 << 10;

    private const int MaxPathLength = 64 << 10;

    private readonly ElfImage image;
    private readonly ImmutableArray<(DynamicTag Tag, ulong Value)> entries;
    private readonly StringTable strings;
    private readonly Dictionary<uint, string> names = [];

    public DynamicSection(ElfImage image)
    {
        this.image = image;
        entries = ReadEntries(image);
        strings = ReadStrings();
    }

    public bool HasTextRelocations => Value(DynamicTag.TextRelocations) is not null || (Value(DynamicTag.Flags) & TextRelocationFlag) > 0;

    public IEnumerable<string> Strings(DynamicTag tag) => entries.Where(entry => entry.Tag == tag).Take(MaxNeeds).Select(entry => strings[entry.Value]);

    private string Name(uint offset) => names.TryGetValue(offset, out var name) ? name : names[offset] = strings[offset];

    /// <summary>The version needs (.gnu.version_r), a chain of libraries with a chain of versions each.</summary>
    public ImmutableArray<NeededVersion> NeededVersions()
    {
        if (Value(DynamicTag.VersionNeeds) is not { } address) return [];
        var (offset, available) = FileRange(address, "the version needs");
        var table = image.File.Read(offset, available, "the version needs");
        List<NeededVersion> versions = [];
        for (ulong at = 0, next = 1; next != 0; at += next)
        {
            var entry = Entry(table, at, versions.Count);
            var library = Name(BinaryPrimitives.ReadUInt32LittleEndian(entry[4..]));
            AddVersions(table, at + BinaryPrimitives.ReadUInt32LittleEndian(entry[8..]), library, versions);
            next = BinaryPrimitives.ReadUInt32LittleEndian(entry[12..]);
        }

        return [.. versions];
    }

    private void AddVersions(byte[] table, ulong at, string library, List<NeededVersion> versions)
    {
        for (ulong next = 1; next != 0; at += next)
        {
            var entry = Entry(table, at, versions.Count);
            var name = Name(BinaryPrimitives.ReadUInt32LittleEndian(entry[8..]));
            versions.Add(new(library, name, BinaryPrimitives.ReadUInt16LittleEndian(entry[6..])));
            next = BinaryPrimitives.ReadUInt32LittleEndian(entry[12..]);
        }
    }

    // Links go forward only by adding, but a hostile chain can still visit the whole table byte by byte: hence the count.
    private ReadOnlySpan<byte> Entry(byte[] table, ulong at, int count)
    {
        if (count > MaxNeeds) throw Errors.MalformedElf(image.File.Name, $"more than {MaxNeeds} version needs");
        if (at > (ulong)table.Length || (ulong)table.Length - at < NeedSize) throw Errors.MalformedElf(image.File.Name, "a version need past the end of its table");
        return table.AsSpan((int)at, NeedSize);
    }

    private static ImmutableArray<(DynamicTag Tag, ulong Value)> ReadEntries(ElfImage image)
    {
        var segment = image.Segments.FirstOrDefault(segment => segment.Type == ElfSegment.Dynamic);
        if (segment.Type != ElfSegment.Dynamic) return [];
        return
        [
            .. image.File.Read(segment.Offset, segment.FileSize, "the dynamic segment").Chunk(EntrySize)
                .Where(bytes => bytes.Length == EntrySize)
                .Select(bytes => ((DynamicTag)BinaryPrimitives.ReadUInt64LittleEndian(bytes), BinaryPrimitives.ReadUInt64LittleEndian(bytes.AsSpan(8))))
                .TakeWhile(entry => entry.Item1 != DynamicTag.End),
        ];
    }

    private StringTable ReadStrings()
    {
        if (Value(DynamicTag.StringTable) is not { } address || Value(DynamicTag.StringTableSize) is not { } size) return new([0], image.File.Name);
        var (offset, available) = FileRange(address, "the dynamic string table");
        if (size > available) throw Errors.MalformedElf(image.File.Name, $"the dynamic string table has {size} bytes, more than its segment");
        return new(image.File.Read(offset, size, "the dynamic string table"), image.File.Name, MaxPathLength);
    }

    // Where a virtual address is in the file, and how much of its segment follows.
    private (ulong Offset, ulong Available) FileRange(ulong address, string what)
    {
        foreach (var segment in image.Segments)
        {
            if (segment.Type != ElfSegment.Load || address < segment.Address || address - segment.Address >= segment.FileSize) continue;
            var into = address - segment.Address;
            if (segment.Offset > image.File.Length || into > image.File.Length) break;
            return (segment.Offset + into, Math.Min(segment.FileSize - into, image.File.Length - Math.Min(segment.Offset + into, image.File.Length)));
        }

        throw Errors.MalformedElf(image.File.Name, $"{what} is at an address that no segment loads");
    }

    private ulong? Value(DynamicTag tag)
    {
        foreach (var entry in entries)
            if (entry.Tag == tag) return entry.Value;
        return null;
    }
}
