// SPDX-License-Identifier: Apache-2.0

using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Globalization;

namespace Keyway.Packages.Elf;

/// <summary>The GNU C library version a file needs, and a symbol that needs it.</summary>
internal sealed record GlibcNeed(string Version, string? Symbol)
{
    private const string Prefix = "GLIBC_";
    private const ushort IndexMask = 0x7fff;

    /// <summary>The highest of a file; null when it needs no version.</summary>
    public static GlibcNeed? Highest(ElfImage image, ImmutableArray<NeededVersion> versions)
    {
        var highest = versions.Where(need => Numbers(need.Version) is not null).MaxBy(need => Numbers(need.Version), Comparer<(int, int, int)?>.Default);
        return highest is null ? null : new(highest.Version[Prefix.Length..], SymbolOf(image, highest.Index));
    }

    /// <summary>Order of two versions such as 2.36 and 2.4: sign of the difference.</summary>
    public static int Compare(string left, string right) => Comparer<(int, int, int)?>.Default.Compare(Numbers(Prefix + left), Numbers(Prefix + right));

    // GLIBC_PRIVATE and other words have no place in the order.
    private static (int, int, int)? Numbers(string version)
    {
        if (!version.StartsWith(Prefix, StringComparison.Ordinal)) return null;
        var numbers = version[Prefix.Length..].Split('.').Select(part => int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : -1).ToArray();
        return numbers.Length is < 2 or > 3 || numbers.Contains(-1) ? null : (numbers[0], numbers[1], numbers.ElementAtOrDefault(2));
    }

    private static string? SymbolOf(ElfImage image, ushort index)
    {
        var versions = image.Content(".gnu.version");
        var symbols = ElfSymbolTable.Read(image, ".dynsym");
        for (var at = 1; at < Math.Min(symbols.Count, versions.Length / sizeof(ushort)); at++)
            if ((BinaryPrimitives.ReadUInt16LittleEndian(versions.AsSpan(at * sizeof(ushort))) & IndexMask) == index && symbols[at].Section == ElfSymbol.Undefined) return symbols.NameOf(symbols[at]);
        return null;
    }
}
