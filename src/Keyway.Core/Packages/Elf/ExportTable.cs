// SPDX-License-Identifier: Apache-2.0

using System.Buffers.Binary;

namespace Keyway.Packages.Elf;

/// <summary>
/// One pair of <c>__ksymtab</c> and <c>__kcrctab</c> sections of a linked kernel. Entries are three words of 32 bits relative to themselves (value, name,
/// namespace; two before Linux 5.4) or the same as absolute 64-bit pointers; CRCs are values, or 32-bit words relative to themselves (Linux 4.11 to 5.18
/// with MODULE_REL_CRCS). Since Linux 7.0 a byte of flags per symbol in <c>__kflagstab</c> says what is for GPL modules, instead of a second table. Layouts: include/linux/export.h and export-internal.h of those releases.
/// </summary>
internal sealed class ExportTable(ElfImage image, string suffix, bool isGplOnly)
{
    private const int MaxSymbols = 1 << 17;
    private const byte GplOnlyFlag = 1;

    private readonly LoadedStrings strings = new(image);

    public IEnumerable<KernelImageExport> Read()
    {
        if (image.Find("__ksymtab" + suffix) is not { Size: > 0 } section) yield break;
        var entries = image.Content(section, "__ksymtab" + suffix);
        var crcSection = image.Find("__kcrctab" + suffix);
        var crcs = crcSection is { } found ? image.Content(found, "__kcrctab" + suffix) : [];
        var layout = LayoutOf(entries, section, crcs.Length / sizeof(uint));
        var count = entries.Length / layout.Size;
        if (count > MaxSymbols) throw Malformed($"more than {MaxSymbols} exports");
        if (crcs.Length > 0 && crcs.Length != count * sizeof(uint)) throw Malformed($"{count} exports, but {crcs.Length} bytes of CRCs");
        var flags = image.Content("__kflagstab");
        if (flags.Length > 0 && flags.Length != count) throw Malformed($"{count} exports, but {flags.Length} bytes of flags");
        var relative = crcs.Length > 0 && AreRelative(crcs, crcSection!.Value.Address);
        for (var index = 0; index < count; index++)
        {
            var name = strings.At(layout.Pointer(entries, section.Address, index, 1)) ?? throw Malformed("an export without a name");
            var space = layout.Words > 2 && layout.Pointer(entries, section.Address, index, 2) is var at and not 0 ? strings.At(at) : null;
            yield return new(name, crcs.Length == 0 ? 0 : CrcOf(crcs, crcSection!.Value.Address, index, relative), isGplOnly || (flags.Length > 0 && (flags[index] & GplOnlyFlag) != 0), space is { Length: > 0 } ? space : null);
        }
    }

    // The layout is not written anywhere: it is the one whose every name is a string of the image; the number of CRCs decides first where there are any.
    private KernelSymbolLayout LayoutOf(byte[] entries, ElfSection section, int crcs)
    {
        foreach (var layout in KernelSymbolLayout.All)
        {
            if (entries.Length % layout.Size != 0 || (crcs > 0 && entries.Length / layout.Size != crcs)) continue;
            if (Enumerable.Range(0, entries.Length / layout.Size).All(index => strings.IsName(layout.Pointer(entries, section.Address, index, 1)))) return layout;
        }

        throw Malformed("an export table of no known layout; tables that are filled in by relocations are not read");
    }

    private bool AreRelative(byte[] crcs, ulong address)
    {
        for (var at = 0; at < crcs.Length; at += sizeof(uint))
            if (!strings.IsLoaded(Relative(crcs, address, at))) return false;
        return true;
    }

    private uint CrcOf(byte[] crcs, ulong address, int index, bool relative)
    {
        var at = index * sizeof(uint);
        return relative ? strings.Word(Relative(crcs, address, at)) : BinaryPrimitives.ReadUInt32LittleEndian(crcs.AsSpan(at));
    }

    private static ulong Relative(byte[] bytes, ulong address, int at) =>
        unchecked(address + (ulong)at + (ulong)BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(at)));

    private Artifacts.KeywayException Malformed(string problem) => Errors.MalformedElf(image.File.Name, problem);
}
