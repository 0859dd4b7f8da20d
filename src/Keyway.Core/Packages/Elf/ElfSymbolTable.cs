// SPDX-License-Identifier: Apache-2.0

using System.Text;

namespace Keyway.Packages.Elf;

/// <summary>The symbols of a section such as <c>.symtab</c>, with their names.</summary>
internal sealed class ElfSymbolTable
{
    private readonly byte[] bytes;
    private readonly StringTable names;

    private ElfSymbolTable(byte[] bytes, StringTable names)
    {
        this.bytes = bytes;
        this.names = names;
    }

    public int Count => bytes.Length / ElfSymbol.Size;

    /// <summary>The table in the section of that name; an empty one when there is none.</summary>
    public static ElfSymbolTable Read(ElfImage image, string sectionName)
    {
        if (image.Find(sectionName) is not { } section) return new([], new([0], image.File.Name));
        if (section.EntrySize != ElfSymbol.Size) throw Errors.MalformedElf(image.File.Name, $"symbols of {section.EntrySize} bytes in {sectionName}, expected {ElfSymbol.Size}");
        return new(image.Content(section, sectionName), image.LinkedStrings(section));
    }

    public ElfSymbol this[int index] => ElfSymbol.Parse(bytes.AsSpan(index * ElfSymbol.Size));

    public string NameOf(ElfSymbol symbol) => names[symbol.NameOffset];

    /// <summary>The name without a prefix, or null when it has another one.</summary>
    public string? NameAfter(ReadOnlySpan<byte> prefix, ElfSymbol symbol) =>
        names.StartsWith(symbol.NameOffset, prefix) ? Encoding.UTF8.GetString(names.Bytes(symbol.NameOffset)[prefix.Length..]) : null;
}
