// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Packages.Elf;

/// <summary>Whether a file loads libraries that its dynamic section does not name.</summary>
internal static class LibraryOpening
{
    /// <summary>True when it imports <c>dlopen</c> or <c>dlmopen</c>; null without a table of dynamic symbols.</summary>
    public static bool? Find(ElfImage image)
    {
        var symbols = ElfSymbolTable.Read(image, ".dynsym");
        for (var at = 1; at < symbols.Count; at++)
            if (symbols[at] is { Section: ElfSymbol.Undefined } symbol && (symbols.NameAfter("dlopen"u8, symbol) is "" || symbols.NameAfter("dlmopen"u8, symbol) is "")) return true;
        return symbols.Count > 0 ? false : null;
    }
}
