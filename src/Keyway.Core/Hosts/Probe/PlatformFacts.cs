// SPDX-License-Identifier: Apache-2.0

using System.Text;
using Keyway.Compatibility;

namespace Keyway.Hosts.Probe;

/// <summary>Board and system-on-chip, from the device tree, SMBIOS and the soc bus; IOMMU groups.</summary>
internal static class PlatformFacts
{
    private static readonly string[] DeviceTrees = ["/proc/device-tree", "/sys/firmware/devicetree/base"];

    public static void Read(HostRoot root, FactCollector facts)
    {
        foreach (var tree in DeviceTrees) ReadDeviceTree(root, facts, tree);
        foreach (var member in new[] { "family", "machine", "revision", "soc_id" }) Add(root, facts, "soc." + member.Replace('_', '-'), "/sys/devices/soc0/" + member);
        Add(root, facts, "host.vendor", "/sys/class/dmi/id/sys_vendor");
        Add(root, facts, "host.model", "/sys/class/dmi/id/product_name");
        const string groups = "/sys/kernel/iommu_groups";
        if (root.Has(groups)) facts.Add("iommu.groups", FactValue.Of(root.List(groups).Count), groups);
    }

    private static void ReadDeviceTree(HostRoot root, FactCollector facts, string tree)
    {
        if (root.ReadBytes(tree + "/compatible", 4096) is { } compatible) facts.Add("soc.compatible", FactValue.Of(Strings(compatible)), tree + "/compatible");
        if (root.ReadBytes(tree + "/model", 4096) is { } model && Strings(model) is [var first, ..]) facts.Add("host.model", first, tree + "/model");
    }

    // Device tree texts end with a zero byte each.
    private static string[] Strings(byte[] property) =>
        [.. Encoding.UTF8.GetString(property).Split('\0', '\n').Select(text => text.Trim()).Where(text => text.Length > 0 && !text.Any(char.IsControl))];

    private static void Add(HostRoot root, FactCollector facts, string name, string path) => facts.Add(name, root.ReadLine(path), path);
}
