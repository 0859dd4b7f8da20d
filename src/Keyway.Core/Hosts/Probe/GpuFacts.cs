// SPDX-License-Identifier: Apache-2.0

using System.Xml;
using Keyway.Compatibility;

namespace Keyway.Hosts.Probe;

/// <summary>GPUs, their links and the fabric: the PCI bus says which are there, the vendor's program what they are.</summary>
internal static class GpuFacts
{
    private const string PciSource = "/sys/bus/pci/devices";

    public static void Read(HostRoot root, FactCollector facts, VendorReports reports, IReadOnlyList<FactValue.Map>? pci)
    {
        var source = PciSource;
        var gpus = FromNvidia(root, facts, reports, ref source) ?? FromRocm(facts, reports, ref source) ?? [];
        AddLinks(gpus, reports);
        var all = Joined(gpus, pci);
        if (all.Count > 0) AddUsers(root, facts, all);
        if (all.Count == 0 && source == PciSource)
        {
            facts.Add(FactNames.GpuDevices, WithoutAny(root, pci), source);
            return;
        }

        facts.Add(FactNames.GpuDevices, FactValue.Of(all.Select(FactValue.Of)), source, source == PciSource ? FactMethod.File : FactMethod.Command);
        FabricFacts.Add(facts, all, reports, source);
    }

    // Devices without a class could be anything; an empty bus, or none at all on a host that shows its devices, is an answer.
    private static FactValue? WithoutAny(HostRoot root, IReadOnlyList<FactValue.Map>? pci)
    {
        if (pci is null) return root.Has("/sys/devices") ? FactValue.Nothing : null;
        return pci.All(device => device.Members.ContainsKey("class")) ? FactValue.Of(Array.Empty<FactValue>()) : null;
    }

    private static List<Dictionary<string, FactValue>>? FromNvidia(HostRoot root, FactCollector facts, VendorReports reports, ref string source)
    {
        if (NvidiaLog(root, reports, ref source) is not { } log) return null;
        facts.Add("gpu.driver", SmiValue.Word((log.At("driver_version") ?? log.At("Driver Version"))?.Value), source, FactMethod.Command);
        facts.Add("gpu.cuda", SmiValue.Word((log.At("cuda_version") ?? log.At("CUDA Version"))?.Value), source, FactMethod.Command);
        AddConfidentialCompute(facts, reports);
        return [.. log.Children.Where(node => node.Name == "gpu").Take(HostRoot.MaximumEntries).Select(GpuMembers.Read)];
    }

    private static void AddConfidentialCompute(FactCollector facts, VendorReports reports)
    {
        const string label = "CC status:";
        var program = VendorProgram.ConfidentialCompute;
        if (reports.TextOf(program)?.Split('\n').Select(line => line.Trim()).FirstOrDefault(line => line.StartsWith(label, StringComparison.OrdinalIgnoreCase)) is not { } line) return;
        facts.Add("gpu.confidential-compute", line[label.Length..].Trim().ToUpperInvariant() switch { "ON" => FactValue.Of(true), "OFF" => FactValue.Of(false), _ => null }, program.CommandLine, FactMethod.Command);
    }

    private static SmiNode? NvidiaLog(HostRoot root, VendorReports reports, ref string source)
    {
        if (reports.BytesOf(VendorProgram.NvidiaXmlReport) is { } xml)
        {
            try
            {
                var log = NvidiaXml.Read(xml);
                source = VendorProgram.NvidiaXmlReport.CommandLine;
                return log;
            }
            catch (XmlException problem)
            {
                root.Warn(VendorProgram.NvidiaXmlReport.CommandLine, $"its XML cannot be read (line {problem.LineNumber})");
            }
        }

        if (reports.TextOf(VendorProgram.NvidiaTextReport) is not { } text) return null;
        source = VendorProgram.NvidiaTextReport.CommandLine;
        return NvidiaText.Read(text);
    }

    private static List<Dictionary<string, FactValue>>? FromRocm(FactCollector facts, VendorReports reports, ref string source)
    {
        if (reports.TextOf(VendorProgram.RocmReport) is not { } text) return null;
        source = VendorProgram.RocmReport.CommandLine;
        facts.Add("gpu.driver", RocmText.DriverVersion(text), source, FactMethod.Command);
        return [.. RocmText.Gpus(text)];
    }

    private static void AddLinks(List<Dictionary<string, FactValue>> gpus, VendorReports reports)
    {
        foreach (var (program, member) in new[] { (VendorProgram.NvlinkStatus, "nvlink-links"), (VendorProgram.C2cStatus, "c2c-links") })
        {
            if (reports.TextOf(program) is not { } text) continue;
            foreach (var (gpu, links) in NvlinkText.ActiveLinks(text))
            {
                while (gpus.Count <= gpu && gpu < 256) gpus.Add(new(StringComparer.Ordinal) { ["vendor"] = FactValue.Of("10de") });
                if (gpu < gpus.Count) gpus[gpu][member] = FactValue.Of(links);
            }
        }
    }

    private static void AddUsers(HostRoot root, FactCollector facts, List<Dictionary<string, FactValue>> gpus)
    {
        var users = DeviceUsers.Of(root);
        facts.Add("gpu.users", users.All(), "/proc/*/fd");
        foreach (var gpu in gpus)
            if (FilesOf(root, gpu) is { Count: > 0 } files && users.Of(files) is { } found) gpu["users"] = found;
    }

    private static HashSet<string> FilesOf(HostRoot root, Dictionary<string, FactValue> gpu)
    {
        HashSet<string> files = new(StringComparer.Ordinal);
        if (gpu.GetValueOrDefault("minor") is FactValue.Number minor) files.Add($"/dev/nvidia{minor.Value}");
        if (gpu.GetValueOrDefault("address") is FactValue.Text address)
            foreach (var node in root.TryList($"{PciSource}/{address.Value}/drm") ?? []) files.Add("/dev/dri/" + node);
        return files;
    }

    private static List<Dictionary<string, FactValue>> Joined(List<Dictionary<string, FactValue>> reported, IReadOnlyList<FactValue.Map>? pci)
    {
        List<Dictionary<string, FactValue>> all = [.. reported];
        foreach (var device in pci?.Where(IsGpu) ?? [])
        {
            var known = reported.Find(gpu => gpu.TryGetValue("address", out var address) && address.Equals(device.Members["address"]));
            if (known is null) all.Add(known = new(StringComparer.Ordinal));
            foreach (var (member, value) in device.Members) known.TryAdd(member, value);
        }

        return all;
    }

    // Class 0302 and 12: accelerators of anyone. A plain display (0300, 0380) is a GPU only from those who build such; servers have VGA chips on the board.
    private static bool IsGpu(FactValue.Map device)
    {
        var code = device.TextOf("class");
        if (code is null) return false;
        if (code.StartsWith("0302", StringComparison.Ordinal) || code.StartsWith("12", StringComparison.Ordinal)) return true;
        return code.StartsWith("03", StringComparison.Ordinal) && device.TextOf("vendor") is "10de" or "1002";
    }
}
