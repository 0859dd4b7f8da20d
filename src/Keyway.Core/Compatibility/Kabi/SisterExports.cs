// SPDX-License-Identifier: Apache-2.0

using Keyway.Packages;

namespace Keyway.Compatibility.Kabi;

/// <summary>What the modules that are loaded together export to each other.</summary>
internal sealed class SisterExports
{
    private readonly Dictionary<string, string?> crcs = new(StringComparer.Ordinal);

    public static SisterExports Of(IReadOnlyList<PackagedModule> modules)
    {
        SisterExports sisters = new();
        foreach (var (symbol, crc) in modules.SelectMany(module => module.Exports)) sisters.crcs.TryAdd(symbol, crc);
        return sisters;
    }

    public bool TryFind(string symbol, out string? crc) => crcs.TryGetValue(symbol, out crc);
}
