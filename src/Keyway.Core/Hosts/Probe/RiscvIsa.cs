// SPDX-License-Identifier: Apache-2.0

using Keyway.Compatibility;

namespace Keyway.Hosts.Probe;

/// <summary>Takes apart a RISC-V ISA string such as <c>rv64imafdcv_zicsr_zba</c>: single letters, then longer names behind underscores.</summary>
internal static class RiscvIsa
{
    public static IEnumerable<string> Extensions(string text)
    {
        var parts = text.ToLowerInvariant().Split('_', StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length == 0 || !parts[0].StartsWith("rv64", StringComparison.Ordinal)) yield break;
        foreach (var letter in parts[0].Skip("rv64".Length))
            if (char.IsAsciiLetter(letter)) yield return letter.ToString();
        foreach (var part in parts.Skip(1)) yield return part;
    }

    /// <summary>
    /// The same with the vector unit by its right name. T-Head's cores of marchid 0 have the draft 0.7.1, and vendor kernels call it `v`; the kernel's own
    /// code (arch/riscv/kernel/cpufeature.c) makes the same exception.
    /// </summary>
    public static IEnumerable<string> Truthful(FactCollector facts, IEnumerable<string> extensions) =>
        IsDraftVector(facts) ? extensions.Select(name => name == "v" ? "xtheadvector" : name) : extensions;

    private static bool IsDraftVector(FactCollector facts) =>
        facts.TextOf(FactName.Parse("cpu.riscv.mvendorid")) == "0x5b7" && facts.Find(FactName.Parse("cpu.riscv.marchid"))?.Value is FactValue.Null;
}
