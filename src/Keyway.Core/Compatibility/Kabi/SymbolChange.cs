// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Compatibility.Kabi;

/// <summary>One symbol that differs between two kernels, with its export on both sides; null on the side that lacks it.</summary>
public sealed record SymbolChange(string Symbol, KernelExport? Before, KernelExport? After)
{
    public bool IsAdded => Before is null;

    public bool IsRemoved => After is null;

    public bool HasOtherCrc => Before is { } before && After is { } after && before.Crc != after.Crc;

    /// <summary>Licence or namespace differ; a side that does not tell is no difference.</summary>
    public bool HasOtherUsers => Before is { } before && After is { } after
        && ((before.IsGplOnly is { } was && after.IsGplOnly is { } isNow && was != isNow) || (before.IsGplOnly is not null && after.IsGplOnly is not null && before.Namespace != after.Namespace));

    /// <summary>The whole change in a few words.</summary>
    public string Words => (Before, After) switch
    {
        (null, { } after) => $"added, {Describe(after)}",
        ({ } before, null) => $"removed, was {Describe(before)}",
        ({ } before, { } after) when HasOtherUsers => $"{Describe(before)} is {Describe(after)}",
        ({ } before, { } after) => $"CRC {before.CrcText} is {after.CrcText}",
        _ => "",
    };

    private static string Describe(KernelExport export) => export.CrcText + (export.IsGplOnly == true ? " GPL" : "") + (export.Namespace is { } space ? $" in {space}" : "");
}
