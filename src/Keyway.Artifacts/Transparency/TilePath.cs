// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using System.Text;

namespace Keyway.Artifacts.Transparency;

/// <summary>The names of a log's static resources, relative to its prefix. Spec: c2sp.org/tlog-tiles §"APIs". Pure.</summary>
public static class TilePath
{
    /// <summary>How many hashes or entries a full tile has.</summary>
    public const int Width = 256;

    /// <summary>The name of the signed checkpoint.</summary>
    public const string Checkpoint = "checkpoint";

    /// <summary>A tile of hashes; a width below 256 names the partial one.</summary>
    public static string OfTile(int level, long index, int width = Width) => $"tile/{level}/{Number(index)}{Partial(width)}";

    /// <summary>A bundle of entries; a width below 256 names the partial one.</summary>
    public static string OfEntries(long index, int width = Width) => $"tile/entries/{Number(index)}{Partial(width)}";

    /// <summary>How many hashes or entries the tile of a level and index has in a tree of a size; 0 when it does not exist.</summary>
    public static int WidthOf(int level, long index, long size)
    {
        var hashes = level * 8 >= 63 ? 0 : size >> (level * 8);
        return index > hashes / Width ? 0 : (int)Math.Min(Width, hashes - (index * Width));
    }

    // 1234067 is x001/x234/067: no directory gets more than a thousand names, and none is also a file.
    private static string Number(long index)
    {
        StringBuilder text = new((index % 1000).ToString("000", CultureInfo.InvariantCulture));
        for (index /= 1000; index > 0; index /= 1000) text.Insert(0, $"x{index % 1000:000}/");
        return text.ToString();
    }

    private static string Partial(int width) => width == Width ? "" : $".p/{width}";
}
