// SPDX-License-Identifier: Apache-2.0

using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Text;

namespace Keyway.Packages.Elf;

/// <summary>
/// Imports and exports of a kernel module with their CRCs, found the way kmod finds them: <c>__crc_</c> symbols (absolute, or pointing into
/// <c>__kcrctab</c>), <c>__ksymtab_</c> symbols, and the two layouts of import versions (<c>__versions</c>, and the extended one of Linux 6.14).
/// </summary>
internal sealed class ModuleSymbols(ElfImage image)
{
    // A distribution kernel exports about 30 000. Many names may share bytes of the string table, so the file's size is no bound.
    private const int MaxSymbols = 1 << 16;

    private const int VersionEntry = 64;
    private const int VersionCrc = 8;

    private readonly ElfSymbolTable symbols = ElfSymbolTable.Read(image, ".symtab");

    /// <summary>
    /// Undefined symbols and every symbol with an import version: <c>module_layout</c> has a version but no use. A weak symbol without a version may
    /// stay unresolved, so it is no import.
    /// </summary>
    public ImmutableSortedDictionary<string, string?> Imports()
    {
        SortedDictionary<string, string?> imports = new(StringComparer.Ordinal);
        foreach (var (name, crc) in Versions().Take(MaxSymbols)) imports[name] = Hex(crc);
        for (var index = 1; index < symbols.Count; index++)
        {
            var symbol = symbols[index];
            if (symbol.Section != ElfSymbol.Undefined || symbol.Binding is ElfSymbol.Local or ElfSymbol.Weak) continue;
            // The linker's own symbol; the kernel's loader and modpost ignore it too.
            if (symbols.NameOf(symbol) is { Length: > 0 } name and not "_GLOBAL_OFFSET_TABLE_") imports.TryAdd(name, null);
            if (imports.Count > MaxSymbols) throw Malformed($"more than {MaxSymbols} imports");
        }

        return imports.ToImmutableSortedDictionary(StringComparer.Ordinal);
    }

    /// <summary>Exported symbols; the CRC is null in a kernel without MODVERSIONS.</summary>
    public ImmutableSortedDictionary<string, string?> Exports()
    {
        SortedDictionary<string, string?> exports = new(StringComparer.Ordinal);
        for (var index = 1; index < symbols.Count; index++)
        {
            var symbol = symbols[index];
            if (symbol.Section == ElfSymbol.Undefined) continue;
            if (symbols.NameAfter("__crc_"u8, symbol) is { } withCrc) exports[withCrc] = Hex(CrcOf(symbol));
            else if (symbols.NameAfter("__ksymtab_"u8, symbol) is { } name) exports.TryAdd(name, null);
            if (exports.Count > MaxSymbols) throw Malformed($"more than {MaxSymbols} exports");
        }

        return exports.ToImmutableSortedDictionary(StringComparer.Ordinal);
    }

    private IEnumerable<(string Name, uint Crc)> Versions() =>
        image.Find("__version_ext_names") is null ? PlainVersions() : ExtendedVersions();

    private IEnumerable<(string Name, uint Crc)> PlainVersions()
    {
        foreach (var entry in image.Content("__versions").Chunk(VersionEntry))
        {
            if (entry.Length < VersionEntry) throw Malformed("__versions is not a whole number of entries");
            var end = entry.AsSpan(VersionCrc).IndexOf((byte)0);
            if (end < 0) throw Malformed("a name in __versions has no end");
            if (end > 0) yield return (Encoding.UTF8.GetString(entry, VersionCrc, end), BinaryPrimitives.ReadUInt32LittleEndian(entry));
        }
    }

    private IEnumerable<(string Name, uint Crc)> ExtendedVersions()
    {
        var crcs = image.Content("__version_ext_crcs");
        var names = ZeroSeparated.Split(image.Content("__version_ext_names"), image.File.Name).ToArray();
        if (crcs.Length != names.Length * sizeof(uint)) throw Malformed($"{names.Length} extended version names, but {crcs.Length} bytes of CRCs");
        return names.Select((name, index) => (name, BinaryPrimitives.ReadUInt32LittleEndian(crcs.AsSpan(index * sizeof(uint)))));
    }

    private uint CrcOf(ElfSymbol symbol)
    {
        if (symbol.Section == ElfSymbol.Absolute) return unchecked((uint)symbol.Value);
        if (symbol.Section >= image.Sections.Length) throw Malformed($"a CRC in section {symbol.Section} of {image.Sections.Length}");
        var section = image.Sections[symbol.Section];
        if (symbol.Value > section.Size || section.Size - symbol.Value < sizeof(uint)) throw Malformed("a CRC past the end of its section");
        return BinaryPrimitives.ReadUInt32LittleEndian(image.Part(section, symbol.Value, sizeof(uint), "a CRC"));
    }

    private Artifacts.KeywayException Malformed(string problem) => Errors.MalformedElf(image.File.Name, problem);

    private static string Hex(uint crc) => $"0x{crc:x8}";
}
