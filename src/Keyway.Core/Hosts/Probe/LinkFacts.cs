// SPDX-License-Identifier: Apache-2.0

using Keyway.Compatibility;

namespace Keyway.Hosts.Probe;

/// <summary>What holds for the links of all GPUs together: generation, capabilities, coherency, health, firmware.</summary>
internal static class LinkFacts
{
    // Eight GPUs are a board with switches; below, GPUs may be cards that nothing links.
    private const int SwitchedBoard = 8;

    private static readonly Dictionary<string, string> Generations = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Pascal"] = "1.0",
        ["Volta"] = "2.0",
        ["Ampere"] = "3.0",
        ["Hopper"] = "4.0",
        ["Blackwell"] = "5.0",
    };

    private static readonly (string Text, string Word)[] Capabilities =
    [
        ("Access to system memory supported", "system-memory"), ("Link is supported", "link"), ("P2P atomics supported", "p2p-atomics"),
        ("P2P is supported", "p2p"), ("SLI is supported", "sli"), ("System memory atomics supported", "system-memory-atomics"),
    ];

    public static void Add(FactCollector facts, IReadOnlyList<Dictionary<string, FactValue>> gpus, VendorReports reports)
    {
        var source = FactNames.GpuDevices.ToString();
        facts.Add("link.nvlink.version", Generation(gpus), source, FactMethod.Derived);
        facts.Add("link.nvlink.healthy", Health(gpus), source, FactMethod.Derived);
        facts.Add("link.coherency", Coherency(gpus), source, FactMethod.Derived);
        AddCapabilities(facts, reports);
        AddFirmware(facts, reports);
    }

    private static FactValue? Generation(IReadOnlyList<Dictionary<string, FactValue>> gpus)
    {
        var found = gpus.Select(gpu => gpu.GetValueOrDefault("nvlink-links") is FactValue.Number && gpu.GetValueOrDefault("architecture") is FactValue.Text name ? Generations.GetValueOrDefault(name.Value) : null).Distinct().ToArray();
        return found is [{ } one] ? FactValue.Of(one) : null;
    }

    // Links that are all inactive are normal for one GPU (a single GH200) and a fault where GPUs are switched together.
    private static FactValue? Health(IReadOnlyList<Dictionary<string, FactValue>> gpus)
    {
        var links = gpus.Select(gpu => gpu.GetValueOrDefault("nvlink-links") is FactValue.Number number ? number.Value : (long?)null).ToArray();
        if (links.Contains(null)) return null;
        if (links.Length == 1) return links[0] == 0 ? FactValue.Nothing : FactValue.Of(true);
        if (Array.TrueForAll(links, count => count == 0)) return links.Length >= SwitchedBoard ? FactValue.Of(false) : null;
        return FactValue.Of(Array.TrueForAll(links, count => count == links[0]));
    }

    private static FactValue? Coherency(IReadOnlyList<Dictionary<string, FactValue>> gpus)
    {
        var modes = gpus.Select(gpu => (gpu.GetValueOrDefault("addressing-mode") as FactValue.Text)?.Value).Distinct().ToArray();
        return modes is not [{ } mode] ? null : mode switch { "ATS" => FactValue.Of("hardware"), "HMM" => FactValue.Of("software"), "None" => FactValue.Of("none"), _ => null };
    }

    // `Link 0, P2P is supported: true`; a capability counts when every link that speaks about it has it.
    private static void AddCapabilities(FactCollector facts, VendorReports reports)
    {
        if (reports.TextOf(VendorProgram.NvlinkCapabilities) is not { } text) return;
        SortedDictionary<string, bool> found = new(StringComparer.Ordinal);
        foreach (var line in text.Split('\n').Select(line => line.Trim()).Where(line => line.StartsWith("Link ", StringComparison.Ordinal)))
            foreach (var (name, word) in Capabilities)
                if (line.Contains($", {name}: ", StringComparison.Ordinal)) found[word] = found.GetValueOrDefault(word, true) && line.EndsWith(": true", StringComparison.Ordinal);
        if (found.Count > 0) facts.Add("link.nvlink.capabilities", FactValue.Of(found.Where(one => one.Value).Select(one => one.Key)), VendorProgram.NvlinkCapabilities.CommandLine, FactMethod.Command);
    }

    private static void AddFirmware(FactCollector facts, VendorReports reports)
    {
        if (reports.TextOf(VendorProgram.NvlinkFirmware) is not { } text) return;
        var log = NvidiaText.Read(text.Replace(": ", " : ", StringComparison.Ordinal));
        Dictionary<string, HashSet<string>> found = new(StringComparer.Ordinal);
        foreach (var gpu in log.Children.Where(node => node.Name.StartsWith("GPU", StringComparison.Ordinal)))
            foreach (var line in gpu.Children.FirstOrDefault(node => node.Name.StartsWith("Firmware Version", StringComparison.Ordinal))?.Children ?? [])
                if (SmiValue.Word(line.Value) is { } version && IsSlot(line.Name)) (found.TryGetValue(line.Name, out var seen) ? seen : found[line.Name] = []).Add(version);
        foreach (var (slot, versions) in found)
            if (versions.Count == 1) facts.Add(FactName.OfFirmware("nvlink." + slot), FactValue.Of(versions.Single()), VendorProgram.NvlinkFirmware.CommandLine, FactMethod.Command);
    }

    private static bool IsSlot(string name) => name.Length is > 0 and < 32 && name.All(c => char.IsAsciiLetterOrDigit(c) || c == ' ');
}
