// SPDX-License-Identifier: Apache-2.0

using Keyway.Artifacts.Content;
using Keyway.Compatibility;

namespace Keyway.Cli;

/// <summary>Reads the hosts of a fleet one by one: every <c>*.json</c> file of a directory in ordinal order, or the lines of one file. Never more than one document is in memory.</summary>
internal static class FleetSource
{
    /// <summary>Each document with what to call it.</summary>
    public static IEnumerable<(string Name, HostFacts Facts)> Read(string path, string shown) => Directory.Exists(path) ? Files(path, shown) : Lines(path, shown);

    private static IEnumerable<(string, HostFacts)> Files(string directory, string shown)
    {
        foreach (var file in Directory.EnumerateFiles(directory, "*.json").Order(StringComparer.Ordinal))
        {
            var name = Path.Combine(shown, Path.GetFileName(file));
            yield return (name, HostFacts.Parse(SmallFile.Read(file, HostFacts.MaximumDocument), name));
        }
    }

    private static IEnumerable<(string, HostFacts)> Lines(string file, string shown)
    {
        using BufferedStream stream = new(File.OpenRead(file), 1 << 16);
        using MemoryStream line = new();
        for (var number = 1; ReadLine(stream, line); number++)
        {
            var name = $"{shown}:{number}";
            if (line.Length > 0) yield return (name, HostFacts.Parse(line.GetBuffer().AsMemory(0, (int)line.Length), name));
        }
    }

    // A line that is too long is cut after the first byte too many: the reader of facts refuses it by its size.
    private static bool ReadLine(Stream stream, MemoryStream line)
    {
        line.SetLength(0);
        var next = stream.ReadByte();
        if (next < 0) return false;
        for (; next >= 0 && next != '\n' && line.Length <= HostFacts.MaximumDocument; next = stream.ReadByte()) line.WriteByte((byte)next);
        return true;
    }
}
