// SPDX-License-Identifier: Apache-2.0

using Keyway.Compatibility;

namespace Keyway.Hosts.Probe;

/// <summary>What is taken from one GPU's part of an nvidia-smi report, and where it stands in the XML and in the text form.</summary>
internal static class GpuMembers
{
    private static readonly Row[] Rows =
    [
        new("minor", SmiValue.Number, ["minor_number"], ["Minor Number"]),
        new("name", SmiValue.Text, ["product_name"], ["Product Name"]),
        new("architecture", SmiValue.Text, ["product_architecture"], ["Product Architecture"]),
        new("uuid", SmiValue.Uuid, ["uuid"], ["GPU UUID"]),
        new("vbios", SmiValue.Text, ["vbios_version"], ["VBIOS Version"]),
        new("gsp-firmware", SmiValue.Text, ["gsp_firmware_version"], ["GSP Firmware Version"]),
        new("inforom", SmiValue.Text, ["inforom_version", "img_version"], ["Inforom Version", "Image Version"]),
        new("board-part-number", SmiValue.Text, ["board_part_number"], ["Board Part Number"]),
        new("gpu-part-number", SmiValue.Text, ["gpu_part_number"], ["GPU Part Number"]),
        new("addressing-mode", SmiValue.Text, ["addressing_mode"], ["Addressing Mode"]),
        new("virtualization", SmiValue.Text, ["gpu_virtualization_mode", "virtualization_mode"], ["GPU Virtualization Mode", "Virtualization Mode"]),
        new("mig", SmiValue.Switch, ["mig_mode", "current_mig"], ["MIG Mode", "Current"]),
        new("mig-pending", SmiValue.Switch, ["mig_mode", "pending_mig"], ["MIG Mode", "Pending"]),
        new("ecc", SmiValue.Switch, ["ecc_mode", "current_ecc"], ["ECC Mode", "Current"]),
        new("ecc-pending", SmiValue.Switch, ["ecc_mode", "pending_ecc"], ["ECC Mode", "Pending"]),
        new("c2c", SmiValue.Switch, ["c2c_mode"], ["GPU C2C Mode"]),
        new("fabric-state", SmiValue.Text, ["fabric", "state"], ["Fabric", "State"]),
        new("fabric-status", SmiValue.Text, ["fabric", "status"], ["Fabric", "Status"]),
        new("fabric-clique", SmiValue.Number, ["fabric", "cliqueId"], ["Fabric", "CliqueId"]),
        new("fabric-cluster-uuid", SmiValue.Uuid, ["fabric", "clusterUuid"], ["Fabric", "ClusterUUID"]),
        new("fabric-bandwidth", SmiValue.Text, ["fabric", "health", "bandwidth"], ["Fabric", "Health", "Bandwidth"]),
    ];

    public static Dictionary<string, FactValue> Read(SmiNode gpu)
    {
        Dictionary<string, FactValue> members = new(StringComparer.Ordinal) { ["vendor"] = FactValue.Of("10de") };
        if (gpu.Value is { } address) members["address"] = FactValue.Of(address);
        foreach (var row in Rows)
        {
            var node = gpu.At(row.Xml) ?? gpu.At(row.Text);
            if (row.Take(node?.Value) is { } value) members[row.Member] = value;
        }

        AddPciId(members, "device", gpu.At("pci", "pci_device_id") ?? gpu.At("PCI", "Device Id"));
        return members;
    }

    // Device in the upper half, vendor in the lower: 0x234210DE.
    private static void AddPciId(Dictionary<string, FactValue> members, string member, SmiNode? node)
    {
        var text = node?.Value ?? "";
        if (text.StartsWith("0x", StringComparison.OrdinalIgnoreCase)) text = text[2..];
        if (text.Length == 8 && text.All(char.IsAsciiHexDigit)) members[member] = FactValue.Of(text[..4].ToLowerInvariant());
    }

    private sealed record Row(string Member, Func<string?, FactValue?> Take, string[] Xml, string[] Text);
}
