// SPDX-License-Identifier: Apache-2.0

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
}
