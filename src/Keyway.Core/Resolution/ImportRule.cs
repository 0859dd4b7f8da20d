// SPDX-License-Identifier: Apache-2.0

using Keyway.Compatibility;

namespace Keyway.Resolution;

/// <summary>Whether one imported symbol is satisfied with the CRC it was built against, by a module of the same layer or by the kernel.</summary>
internal readonly record struct ImportRule(Outcome Outcome, string Problem)
{
    public static ImportRule Of(string module, string symbol, string? crc, IReadOnlyDictionary<string, string?> own, KernelSymbols? table)
    {
        var isOwn = own.TryGetValue(symbol, out var exported);
        if (crc is null || (isOwn ? exported is null : table is null)) return new ImportRule(Outcome.Unknown, "");
        if ((isOwn ? exported : table!.Find(symbol)) is not { } expected) return new ImportRule(Outcome.Fail, $"{module} imports {symbol}, which the kernel does not export");
        return string.Equals(expected, crc, StringComparison.OrdinalIgnoreCase)
            ? new ImportRule(Outcome.Ok, "")
            : new ImportRule(Outcome.Fail, $"{module} imports {symbol} with CRC {crc}, {(isOwn ? "the package" : "the kernel")} exports {expected}");
    }
}
