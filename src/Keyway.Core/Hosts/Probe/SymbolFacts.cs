// SPDX-License-Identifier: Apache-2.0

using System.IO.Compression;
using System.Text;
using Keyway.Artifacts;
using Keyway.Compatibility;

namespace Keyway.Hosts.Probe;

/// <summary>Finds the export table of the running kernel: with its headers, or beside its image.</summary>
internal static class SymbolFacts
{
    private const long LargestTable = 32 << 20;

    public static KernelSymbols? Read(HostRoot root, FactCollector facts)
    {
        if (facts.TextOf(FactNames.KernelRelease) is not { } release || release.Contains('/', StringComparison.Ordinal)) return null;
        foreach (var path in Paths(release))
        {
            if (ReadTable(root, path) is not { } symbols) continue;
            facts.Add(FactNames.KernelSymversDigest, FactValue.Of(symbols.Digest.ToString()), path);
            facts.Add("kernel.symvers.count", FactValue.Of(symbols.Count), path);
            return symbols;
        }

        return null;
    }

    private static IEnumerable<string> Paths(string release) =>
    [
        $"/usr/src/linux-headers-{release}/Module.symvers",
        $"/usr/src/kernels/{release}/Module.symvers",
        $"/lib/modules/{release}/build/Module.symvers",
        $"/lib/modules/{release}/symvers.gz",
        $"/boot/symvers-{release}",
        $"/boot/symvers-{release}.gz",
    ];

    private static KernelSymbols? ReadTable(HostRoot root, string path)
    {
        using var file = root.Open(path);
        if (file is null) return null;
        try
        {
            var plain = path.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(file, CompressionMode.Decompress) : file;
            using StreamReader reader = new(new LimitedStream(plain, LargestTable), Encoding.UTF8, detectEncodingFromByteOrderMarks: false, bufferSize: 65_536);
            return KernelSymbols.Parse(reader, path);
        }
        catch (KeywayException refusal)
        {
            root.Warn(path, $"{refusal.Code} {refusal.Message}");
        }
        catch (Exception problem) when (problem is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            root.Warn(path, "it cannot be read as a symbol table");
        }

        return null;
    }
}
