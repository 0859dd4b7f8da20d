// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using Keyway.Compatibility;

namespace Keyway.Hosts.Probe;

/// <summary>Instruction set and identity of the processors, from <c>/proc/cpuinfo</c> and uname. lscpu is never asked: it renames and guesses.</summary>
internal static class CpuFacts
{
    private const string Source = "/proc/cpuinfo";
    private const int LargestCpuinfo = 16 << 20;

    private static readonly (string Member, string Fact)[] X86Texts = [("vendor_id", "cpu.vendor"), ("model name", "cpu.model-name"), ("microcode", "cpu.microcode")];
    private static readonly (string Member, string Fact)[] X86Numbers = [("cpu family", "cpu.family"), ("model", "cpu.model"), ("stepping", "cpu.stepping")];
    private static readonly (string Member, string Fact)[] ArmIds = [("CPU implementer", "cpu.arm.implementer"), ("CPU variant", "cpu.arm.variant"), ("CPU part", "cpu.arm.part")];
    private static readonly (string Member, string Fact)[] RiscvIds = [("mvendorid", "cpu.riscv.mvendorid"), ("marchid", "cpu.riscv.marchid"), ("mimpid", "cpu.riscv.mimpid")];

    public static void Read(HostRoot root, FactCollector facts, string? machine)
    {
        var blocks = root.ReadText(Source, LargestCpuinfo) is { } text ? CpuText.Blocks(text) : [];
        if (machine is null) facts.Add(FactNames.IsaName, Guess(blocks), Source);
        ReadCount(root, facts, blocks);
        switch (facts.TextOf(FactNames.IsaName))
        {
            case "riscv64":
                ReadRiscv(root, facts, blocks);
                break;
            case "arm64":
                ReadArm(root, facts, blocks);
                break;
            case "amd64":
                ReadX86(facts, blocks);
                break;
        }

        AddProfile(facts);
    }

    private static FactValue? Guess(IReadOnlyList<IReadOnlyDictionary<string, string>> blocks)
    {
        if (blocks.Count == 0) return null;
        if (blocks[0].TryGetValue("isa", out var isa) && isa.StartsWith("rv64", StringComparison.Ordinal)) return FactValue.Of("riscv64");
        if (blocks[0].TryGetValue("CPU architecture", out var arm) && arm is "8" or "AArch64") return FactValue.Of("arm64");
        return blocks[0].TryGetValue("flags", out var flags) && flags.Split(' ').Contains("lm") ? FactValue.Of("amd64") : null;
    }

    private static void ReadCount(HostRoot root, FactCollector facts, IReadOnlyList<IReadOnlyDictionary<string, string>> blocks)
    {
        const string online = "/sys/devices/system/cpu/online";
        if (root.ReadLine(online) is { } ranges && IdRanges.Parse(ranges) is { } ids) facts.Add("cpu.count", FactValue.Of(ids.Count), online);
        var processors = blocks.Count(block => block.ContainsKey("processor"));
        if (processors > 0) facts.Add("cpu.count", FactValue.Of(processors), Source);
    }

    private static void AddProfile(FactCollector facts)
    {
        if (facts.Find(FactNames.IsaExtensions)?.Value is not FactValue.List extensions) return;
        var words = extensions.Items.OfType<FactValue.Text>().Select(text => text.Value).ToHashSet(StringComparer.Ordinal);
        facts.Add("isa.profile", IsaProfiles.Highest(facts.TextOf(FactNames.IsaName), words), FactNames.IsaExtensions.ToString(), FactMethod.Derived);
    }

    private static void ReadRiscv(HostRoot root, FactCollector facts, IReadOnlyList<IReadOnlyDictionary<string, string>> blocks)
    {
        facts.Add("isa.mmu", CpuText.Agreed(blocks, "mmu"), Source);
        facts.Add("cpu.model-name", CpuText.Agreed(blocks, "model name"), Source);
        facts.Add("cpu.riscv.uarch", CpuText.Agreed(blocks, "uarch"), Source);
        foreach (var (member, fact) in RiscvIds) facts.Add(fact, Identifier(CpuText.Agreed(blocks, member)), Source);
        var asked = RiscvHwprobe.Read(root);
        AddAsked(facts, asked);
        // `isa` is what every hart can do, `hart isa` what one can: a process may land on any hart.
        AddExtensions(facts, blocks, "isa", text => RiscvIsa.Truthful(facts, RiscvIsa.Extensions(text).Concat(asked?.Known() ?? [])));
        if (asked is not null) facts.Add(FactNames.IsaExtensions, FactValue.Of(asked.Known().Distinct().Order(StringComparer.Ordinal)), RiscvHwprobe.Source, FactMethod.Command);
    }

    // Kernels before 6.8 print no identity in cpuinfo.
    private static void AddAsked(FactCollector facts, RiscvHwprobe? asked)
    {
        if (asked is null) return;
        foreach (var ((_, fact), id) in RiscvIds.Zip([asked.Vendor, asked.Architecture, asked.Implementation])) facts.Add(fact, Identifier(id), RiscvHwprobe.Source, FactMethod.Command);
    }

    private static void ReadArm(HostRoot root, FactCollector facts, IReadOnlyList<IReadOnlyDictionary<string, string>> blocks)
    {
        AddExtensions(facts, blocks, "Features", Words);
        foreach (var (member, fact) in ArmIds) facts.Add(fact, CpuText.Agreed(blocks, member), Source);
        facts.Add("cpu.arm.revision", Number(CpuText.Agreed(blocks, "CPU revision")), Source);
        const string midr = "/sys/devices/system/cpu/cpu0/regs/identification/midr_el1";
        facts.Add("cpu.arm.midr", root.ReadLine(midr), midr);
    }

    private static void ReadX86(FactCollector facts, IReadOnlyList<IReadOnlyDictionary<string, string>> blocks)
    {
        AddExtensions(facts, blocks, "flags", Words);
        foreach (var (member, fact) in X86Texts) facts.Add(fact, CpuText.Agreed(blocks, member), Source);
        foreach (var (member, fact) in X86Numbers) facts.Add(fact, Number(CpuText.Agreed(blocks, member)), Source);
    }

    private static void AddExtensions(FactCollector facts, IReadOnlyList<IReadOnlyDictionary<string, string>> blocks, string member, Func<string, IEnumerable<string>> parse)
    {
        var texts = blocks.Where(block => block.ContainsKey(member)).Select(block => block[member]).Distinct().ToArray();
        if (texts.Length == 0) return;
        var common = texts.Select(parse).Aggregate((left, right) => left.Intersect(right)).Distinct().Order(StringComparer.Ordinal);
        facts.Add(FactNames.IsaExtensions, FactValue.Of(common), Source);
    }

    private static IEnumerable<string> Words(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    // The privileged spec lets a core answer 0 for "not implemented": the register was asked and names nothing.
    private static FactValue? Identifier(string? text)
    {
        if (text is null || !text.StartsWith("0x", StringComparison.Ordinal)) return null;
        return ulong.TryParse(text.AsSpan(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var id) ? Identifier(id) : null;
    }

    private static FactValue? Identifier(ulong? id) => id switch
    {
        null => null,
        0 => FactValue.Nothing,
        { } known => FactValue.Of("0x" + known.ToString("x", CultureInfo.InvariantCulture)),
    };

    private static FactValue? Number(string? text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? FactValue.Of(number) : null;
}
