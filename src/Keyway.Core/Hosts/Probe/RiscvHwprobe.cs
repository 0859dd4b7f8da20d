// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using System.Runtime.InteropServices;

namespace Keyway.Hosts.Probe;

/// <summary>
/// What the kernel's <c>riscv_hwprobe</c> answers for all harts together: identity and extensions, also where <c>/proc/cpuinfo</c> is older than they are.
/// A captured tree holds the answers as lines "key value". Source: Documentation/arch/riscv/hwprobe.rst.
/// </summary>
internal sealed partial class RiscvHwprobe
{
    public const string Source = "riscv_hwprobe";

    private const string CapturedFile = "/captured/riscv-hwprobe.txt";
    private const int CallNumber = 258;
    private const int KeyVendor = 0;
    private const int KeyArchitecture = 1;
    private const int KeyImplementation = 2;
    private const int KeyBase = 3;
    private const int KeyExtensions = 4;
    private const int Keys = 5;

    // Bit 0 stands for two letters; i, m and a are the base behaviour.
    private static readonly string[] Extensions =
    [
        "f", "c", "v", "zba", "zbb", "zbs", "zicboz", "zbc", "zbkb", "zbkc", "zbkx", "zknd", "zkne", "zknh", "zksed", "zksh", "zkt", "zvbb", "zvbc", "zvkb", "zvkg",
        "zvkned", "zvknha", "zvknhb", "zvksed", "zvksh", "zvkt", "zfh", "zfhmin", "zihintntl", "zvfh", "zvfhmin", "zfa", "ztso", "zacas", "zicond", "zihintpause",
    ];

    private readonly ulong?[] answers = new ulong?[Keys];

    private RiscvHwprobe()
    {
    }

    public ulong? Vendor => answers[KeyVendor];

    public ulong? Architecture => answers[KeyArchitecture];

    public ulong? Implementation => answers[KeyImplementation];

    /// <summary>The answers of this host, or of a captured tree; null when there are none.</summary>
    public static RiscvHwprobe? Read(HostRoot root)
    {
        if (!root.IsLive) return root.ReadText(CapturedFile, 65_536) is { } text ? Parse(text) : null;
        return RuntimeInformation.ProcessArchitecture == Architecture64 ? Ask() : null;
    }

    /// <summary>Extensions that every hart has, in cpuinfo's words; more may be there.</summary>
    public IEnumerable<string> Known()
    {
        if (answers[KeyBase] is { } behaviour && (behaviour & 1) != 0)
            foreach (var letter in new[] { "i", "m", "a" }) yield return letter;
        if (answers[KeyExtensions] is not { } bits) yield break;
        if ((bits & 1) != 0) yield return "d";
        for (var bit = 0; bit < Extensions.Length; bit++)
            if ((bits & (1UL << bit)) != 0) yield return Extensions[bit];
    }

    private static System.Runtime.InteropServices.Architecture Architecture64 => System.Runtime.InteropServices.Architecture.RiscV64;

    private static RiscvHwprobe Parse(string text)
    {
        RiscvHwprobe probe = new();
        foreach (var line in text.Split('\n'))
        {
            var parts = line.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            if (parts.Length != 2 || !int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var key) || key >= Keys) continue;
            if (!parts[1].StartsWith("0x", StringComparison.Ordinal)) continue;
            if (ulong.TryParse(parts[1].AsSpan(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value)) probe.answers[key] = value;
        }

        return probe;
    }

    // Pairs of key and value; the kernel overwrites a key it does not know with -1. No processor set means: what all of them agree on.
    private static RiscvHwprobe? Ask()
    {
        Span<long> pairs = stackalloc long[2 * Keys];
        for (var key = 0; key < Keys; key++) pairs[2 * key] = key;
        if (Call(CallNumber, ref MemoryMarshal.GetReference(pairs), Keys, 0, 0, 0) != 0) return null;
        RiscvHwprobe probe = new();
        for (var key = 0; key < Keys; key++)
            if (pairs[2 * key] == key) probe.answers[key] = unchecked((ulong)pairs[(2 * key) + 1]);
        return probe;
    }

    [LibraryImport("libc", EntryPoint = "syscall")]
    private static partial long Call(long number, ref long pairs, nint count, nint processorCount, nint processors, nint flags);
}
