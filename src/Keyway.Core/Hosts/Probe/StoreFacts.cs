// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using Keyway.Compatibility;

namespace Keyway.Hosts.Probe;

/// <summary>Free space where generations of drivers are kept, for an ordinary user: of the nearest directory that is there.</summary>
internal static class StoreFacts
{
    private const string Captured = "/captured/df-store.txt";

    private static readonly string[] Places = ["/var/lib/keyway", "/var/lib", "/var", "/"];

    public static void Read(HostRoot root, FactCollector facts)
    {
        if (root.IsLive) ReadDisk(facts);
        else if (root.ReadText(Captured, 4096) is { } text && LastNumber(text) is { } bytes) facts.Add(FactNames.StoreFreeBytes, FactValue.Of(bytes), "df -B1 --output=avail /var/lib/keyway", FactMethod.Command);
    }

    private static void ReadDisk(FactCollector facts)
    {
        var place = Places.First(Directory.Exists);
        try
        {
            var free = new DriveInfo(place).AvailableFreeSpace;
            facts.Add(FactNames.StoreFreeBytes, FactValue.Of(Math.Min(free, (1L << 53) - 1)), place);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            // A file system that does not say how full it is leaves the fact unknown.
        }
    }

    private static long? LastNumber(string text) =>
        long.TryParse(text.Split('\n')[^1].Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var bytes) && bytes < 1L << 53 ? bytes : null;
}
