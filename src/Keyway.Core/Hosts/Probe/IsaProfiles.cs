// SPDX-License-Identifier: Apache-2.0

using Keyway.Compatibility;

namespace Keyway.Hosts.Probe;

/// <summary>
/// The highest published profile whose instructions a processor has: x86-64 levels of the psABI, RISC-V application profiles. Hint extensions
/// (<c>zihintpause</c>, <c>zicbop</c>…) are not asked for: their instructions run everywhere, and kernels list them late. Spec: spec/facts §"Profiles".
/// </summary>
internal static class IsaProfiles
{
    private static readonly (string Name, string[] Adds)[] X86 =
    [
        ("x86-64-v1", ["cmov", "cx8", "fpu", "fxsr", "lm", "mmx", "sse", "sse2", "syscall"]),
        ("x86-64-v2", ["cx16", "lahf_lm", "pni", "popcnt", "sse4_1", "sse4_2", "ssse3"]),
        ("x86-64-v3", ["abm", "avx", "avx2", "bmi1", "bmi2", "f16c", "fma", "movbe", "xsave"]),
        ("x86-64-v4", ["avx512bw", "avx512cd", "avx512dq", "avx512f", "avx512vl"]),
    ];

    private static readonly (string Name, string[] Adds)[] Riscv =
    [
        ("rva20u64", ["a", "c", "d", "f", "i", "m"]),
        ("rva22u64", ["zba", "zbb", "zbs", "zfhmin", "zicbom", "zicboz", "zkt"]),
        ("rva23u64", ["v", "zawrs", "zcb", "zcmop", "zfa", "zicond", "zimop", "zvbb", "zvfhmin", "zvkt"]),
    ];

    /// <summary>Its name; null-valued where not even the lowest is met, unknown where there is none to compare with.</summary>
    public static FactValue? Highest(string? isa, IReadOnlyCollection<string> extensions)
    {
        if (extensions.Count == 0) return null;
        return isa switch { "amd64" => Climb(X86, extensions), "riscv64" => Climb(Riscv, extensions), _ => null };
    }

    private static FactValue Climb((string Name, string[] Adds)[] ladder, IReadOnlyCollection<string> extensions)
    {
        var reached = ladder.TakeWhile(step => step.Adds.All(extensions.Contains)).Select(step => step.Name).LastOrDefault();
        return reached is null ? FactValue.Nothing : FactValue.Of(reached);
    }
}
