// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using System.Text;

namespace Keyway.Packages.Elf;

/// <summary>A 64-bit little-endian ELF file: its headers, and its sections on demand. Not thread-safe: it moves its stream.</summary>
internal sealed class ElfImage
{
    private const int MaxSections = 1 << 16;

    private readonly StringTable sectionNames;

    public ElfImage(BoundedFile file)
    {
        File = file;
        Header = ElfHeader.Read(file);
        if (!Header.Is64Bit || !Header.IsLittleEndian) throw Errors.MalformedElf(file.Name, "it is not 64-bit little-endian");
        Segments = ReadSegments();
        Sections = ReadSections(out sectionNames);
    }

    public BoundedFile File { get; }

    public ElfHeader Header { get; }

    public ImmutableArray<ElfSection> Sections { get; }

    public ImmutableArray<ElfSegment> Segments { get; }

    /// <summary>The first section of a name, or null.</summary>
    public ElfSection? Find(string name)
    {
        var bytes = Encoding.UTF8.GetBytes(name + '\0');
        foreach (var section in Sections)
            if (section.NameOffset != 0 && sectionNames.StartsWith(section.NameOffset, bytes)) return section;
        return null;
    }

    /// <summary>Content of the first section of a name; empty when there is none or it takes no room in the file.</summary>
    public byte[] Content(string name) => Find(name) is { } section ? Content(section, name) : [];

    public byte[] Content(ElfSection section, string name) =>
        section.Type == ElfSection.NoBits ? [] : File.Read(section.Offset, section.Size, $"section {name}");

    /// <summary>A few bytes of a section, at an offset that the caller has checked against its size.</summary>
    public byte[] Part(ElfSection section, ulong offset, ulong length, string what) =>
        section.Offset > File.Length || offset > File.Length ? throw Errors.MalformedElf(File.Name, $"{what} is in a section past the end of the file") : File.Read(section.Offset + offset, length, what);

    /// <summary>The string table a symbol table links to.</summary>
    public StringTable LinkedStrings(ElfSection section)
    {
        if (section.Link >= Sections.Length) throw Errors.MalformedElf(File.Name, $"a symbol table links to section {section.Link} of {Sections.Length}");
        return new(Content(Sections[(int)section.Link], "of symbol names"), File.Name);
    }

    private ImmutableArray<ElfSegment> ReadSegments()
    {
        if (Header.ProgramHeaderCount == 0) return [];
        if (Header.ProgramHeaderSize != ElfSegment.HeaderSize) throw Errors.MalformedElf(File.Name, $"program headers of {Header.ProgramHeaderSize} bytes, expected {ElfSegment.HeaderSize}");
        var table = File.Read(Header.ProgramHeaderOffset, (ulong)Header.ProgramHeaderCount * ElfSegment.HeaderSize, "the program header table");
        return [.. table.Chunk(ElfSegment.HeaderSize).Select(bytes => ElfSegment.Parse(bytes))];
    }

    private ImmutableArray<ElfSection> ReadSections(out StringTable names)
    {
        names = new([0], File.Name);
        if (Header.SectionHeaderOffset == 0) return [];
        if (Header.SectionHeaderSize != ElfSection.HeaderSize) throw Errors.MalformedElf(File.Name, $"section headers of {Header.SectionHeaderSize} bytes, expected {ElfSection.HeaderSize}");
        var first = ElfSection.Parse(File.Read(Header.SectionHeaderOffset, ElfSection.HeaderSize, "the first section header"));
        var sections = ReadSections(first);
        var index = Header.SectionNamesIndex == 0xffff ? first.Link : (uint)Header.SectionNamesIndex;
        if (index >= sections.Length) throw Errors.MalformedElf(File.Name, $"section names are in section {index} of {sections.Length}");
        if (index > 0) names = new(Content(sections[(int)index], "of section names"), File.Name);
        return sections;
    }

    private ImmutableArray<ElfSection> ReadSections(ElfSection first)
    {
        // More than 65279 sections: the real count is in the first header.
        var count = Header.SectionHeaderCount == 0 ? first.Size : (ulong)Header.SectionHeaderCount;
        if (count is 0 or > MaxSections) throw Errors.MalformedElf(File.Name, $"{count} sections, expected 1 to {MaxSections}");
        var table = File.Read(Header.SectionHeaderOffset, count * ElfSection.HeaderSize, "the section header table");
        return [.. table.Chunk(ElfSection.HeaderSize).Select(bytes => ElfSection.Parse(bytes))];
    }
}
