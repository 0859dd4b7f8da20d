// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Hosts.Probe;

/// <summary>The blocks of <c>/proc/cpuinfo</c>, one per processor, members by name. Lines that are cut or strange are left out.</summary>
internal static class CpuText
{
    public static IReadOnlyList<IReadOnlyDictionary<string, string>> Blocks(string text)
    {
        List<Dictionary<string, string>> blocks = [];
        Dictionary<string, string>? block = null;
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            if (line.IsWhiteSpace()) block = null;
            var colon = line.IndexOf(':');
            if (colon < 1) continue;
            var key = line[..colon].Trim().ToString();
            if (block is null || (key == "processor" && block.ContainsKey(key))) blocks.Add(block = new(StringComparer.Ordinal));
            block.TryAdd(key, line[(colon + 1)..].Trim().ToString());
        }

        return blocks;
    }

    /// <summary>The value every block that has the member agrees on; null when there is none or they differ.</summary>
    public static string? Agreed(IReadOnlyList<IReadOnlyDictionary<string, string>> blocks, string member)
    {
        string? agreed = null;
        foreach (var block in blocks)
        {
            if (!block.TryGetValue(member, out var value) || value.Length == 0) continue;
            if (agreed is not null && agreed != value) return null;
            agreed = value;
        }

        return agreed;
    }
}
