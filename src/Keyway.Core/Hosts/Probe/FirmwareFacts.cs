// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using Keyway.Compatibility;

namespace Keyway.Hosts.Probe;

/// <summary>
/// Which revision of which firmware stands in which place: the system's own firmware, what UEFI can update (ESRT, shown to root only), and the GPUs.
/// Spec: spec/facts §"Firmware slots".
/// </summary>
internal static class FirmwareFacts
{
    private const string EsrtEntries = "/sys/firmware/efi/esrt/entries";

    private static readonly string[] GpuComponents = ["vbios", "inforom"];

    public static void ReadSystem(HostRoot root, FactCollector facts)
    {
        const string bios = "/sys/class/dmi/id/bios_version";
        facts.Add("firmware.system.bios", root.ReadLine(bios), bios);
    }

    public static void ReadSlots(HostRoot root, FactCollector facts)
    {
        List<FactValue> slots = [];
        foreach (var entry in root.TryList(EsrtEntries) ?? [])
            if (UefiSlot(root, $"{EsrtEntries}/{entry}", entry) is { } slot) slots.Add(slot);
        var source = slots.Count > 0 ? EsrtEntries : FactNames.GpuDevices.ToString();
        slots.AddRange(GpuSlots(facts));
        // Root reads all there is; a machine without ESRT has none to hide.
        if (slots.Count > 0 || (root.Has("/sys/firmware") && !root.Has(EsrtEntries))) facts.Add(FactNames.FirmwareSlots, FactValue.Of(slots), source, FactMethod.Derived);
    }

    // A status other than 0 is an update that was tried and not taken (UEFI specification §23.4).
    private static FactValue? UefiSlot(HostRoot root, string path, string entry)
    {
        if (Number(root, path + "/fw_version") is not { } version || root.ReadLine(path + "/fw_class") is not { } guid) return null;
        Dictionary<string, FactValue> members = Slot("uefi-" + entry, "uefi." + guid.ToLowerInvariant(), version.ToString(CultureInfo.InvariantCulture));
        if (Number(root, path + "/last_attempt_status") is > 0) members["state"] = FactValue.Of("failed-update");
        if (Number(root, path + "/lowest_supported_fw_version") is { } floor) members["floor"] = FactValue.Of(floor.ToString(CultureInfo.InvariantCulture));
        return FactValue.Of(members);
    }

    private static IEnumerable<FactValue> GpuSlots(FactCollector facts)
    {
        if (facts.Find(FactNames.GpuDevices)?.Value is not FactValue.List gpus) yield break;
        foreach (var gpu in gpus.Items.OfType<FactValue.Map>())
            foreach (var component in GpuComponents)
                if (gpu.TextOf("address") is { } address && gpu.TextOf(component) is { } revision) yield return FactValue.Of(Slot(address, "gpu." + component, revision));
    }

    private static Dictionary<string, FactValue> Slot(string slot, string component, string revision) => new(StringComparer.Ordinal)
    {
        ["slot"] = FactValue.Of(slot),
        ["component"] = FactValue.Of(component),
        ["revision"] = FactValue.Of(revision),
        ["state"] = FactValue.Of("active"),
    };

    private static long? Number(HostRoot root, string path) =>
        long.TryParse(root.ReadLine(path), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
