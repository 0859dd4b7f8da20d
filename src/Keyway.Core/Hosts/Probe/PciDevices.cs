// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using Keyway.Compatibility;

namespace Keyway.Hosts.Probe;

/// <summary>PCI devices from sysfs, or from <c>/proc/bus/pci/devices</c>, which knows no class.</summary>
internal static class PciDevices
{
    private const string Sysfs = "/sys/bus/pci/devices";
    private const string Proc = "/proc/bus/pci/devices";

    /// <summary>The devices in the order of their addresses; null when the host shows no PCI bus.</summary>
    public static IReadOnlyList<FactValue.Map>? Read(HostRoot root, FactCollector facts)
    {
        var (devices, source) = root.Has(Sysfs) ? (FromSysfs(root), Sysfs) : (FromProc(root), Proc);
        if (devices is null && root.Has("/sys/devices")) facts.Add("pci.devices", FactValue.Nothing, Sysfs);
        if (devices is null) return null;
        facts.Add("pci.devices", FactValue.Of(devices), source);
        return devices;
    }

    private static List<FactValue.Map> FromSysfs(HostRoot root)
    {
        List<FactValue.Map> devices = [];
        foreach (var address in root.List(Sysfs))
        {
            // One read gives all of it: a server has hundreds of devices.
            if (PciAddress.Normal(address) is null || root.ReadText($"{Sysfs}/{address}/uevent", 4096) is not { } text) continue;
            var members = Members(text);
            if (!members.TryGetValue("PCI_ID", out var id) || !TrySplit(id, out var vendor, out var device)) continue;
            members.TryGetValue("PCI_CLASS", out var code);
            members.TryGetValue("PCI_SUBSYS_ID", out var subsystem);
            members.TryGetValue("DRIVER", out var driver);
            devices.Add(Device(address, vendor, device, code?.PadLeft(6, '0'), subsystem, driver));
        }

        return devices;
    }

    private static Dictionary<string, string> Members(string text)
    {
        Dictionary<string, string> members = new(StringComparer.Ordinal);
        foreach (var line in text.Split('\n'))
            if (line.IndexOf('=', StringComparison.Ordinal) is > 0 and var sign) members[line[..sign]] = line[(sign + 1)..];
        return members;
    }

    private static bool TrySplit(string id, out string vendor, out string device)
    {
        (vendor, device) = ("", "");
        if (id.Length != 9 || id[4] != ':' || !id.Where((_, index) => index != 4).All(char.IsAsciiHexDigit)) return false;
        (vendor, device) = (id[..4], id[5..]);
        return true;
    }

    // Each line: bus and devfn, vendor and device, interrupt, addresses and sizes, then the driver, if any.
    private static List<FactValue.Map>? FromProc(HostRoot root)
    {
        if (root.ReadText(Proc) is not { } text) return null;
        List<FactValue.Map> devices = [];
        foreach (var line in text.Split('\n').Take(HostRoot.MaximumEntries))
        {
            var parts = line.Split('\t');
            if (parts.Length < 3 || parts[0].Length != 4 || parts[1].Length != 8 || !parts[1].All(char.IsAsciiHexDigit)) continue;
            if (!ushort.TryParse(parts[0], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var place)) continue;
            var address = $"0000:{place >> 8:x2}:{(place >> 3) & 0x1f:x2}.{place & 7}";
            var driver = parts.Length >= 18 ? parts[17].Trim() : "";
            devices.Add(Device(address, parts[1][..4], parts[1][4..], null, null, driver.Length == 0 ? null : driver));
        }

        return devices;
    }

    private static FactValue.Map Device(string address, string vendor, string device, string? code, string? subsystem, string? driver)
    {
        List<KeyValuePair<string, FactValue>> members =
        [
            KeyValuePair.Create("address", FactValue.Of(address)),
            KeyValuePair.Create("vendor", FactValue.Of(vendor.ToLowerInvariant())),
            KeyValuePair.Create("device", FactValue.Of(device.ToLowerInvariant())),
            KeyValuePair.Create("driver", driver is null ? FactValue.Nothing : FactValue.Of(driver)),
        ];
        if (code is not null) members.Add(KeyValuePair.Create("class", FactValue.Of(code.ToLowerInvariant())));
        if (subsystem is not null) members.Add(KeyValuePair.Create("subsystem", FactValue.Of(subsystem.ToLowerInvariant())));
        return (FactValue.Map)FactValue.Of(members);
    }
}
