// SPDX-License-Identifier: Apache-2.0

using System.Buffers.Binary;
using System.Globalization;
using Keyway.Compatibility;

namespace Keyway.Hosts.Probe;

/// <summary>
/// Access Control Services of PCI bridges: what they redirect decides whether devices below reach each other directly. Read from the extended
/// configuration space, which the kernel shows to root only. Source: PCI Express Base Specification §7.7.11.
/// </summary>
internal static class AcsFacts
{
    private const string Devices = "/sys/bus/pci/devices";
    private const int FirstCapability = 0x100;
    private const int SpaceEnd = 0x1000;
    private const int AccessControl = 0x000D;
    private const int MostCapabilities = 96;

    public static void Read(HostRoot root, FactCollector facts, IReadOnlyList<FactValue.Map>? pci)
    {
        if (pci is null || pci.Any(device => device.TextOf("class") is null)) return;
        Dictionary<string, FactValue> bridges = new(StringComparer.Ordinal);
        foreach (var address in pci.Where(IsBridge).Select(device => device.TextOf("address")!))
            if (ControlOf(root, $"{Devices}/{address}/config") is { } control) bridges[address] = control;
        if (bridges.Count > 0) facts.Add("iommu.acs", FactValue.Of(bridges), Devices);
        else if (!pci.Any(IsBridge)) facts.Add("iommu.acs", FactValue.Nothing, Devices);
    }

    private static bool IsBridge(FactValue.Map device) => device.TextOf("class")!.StartsWith("0604", StringComparison.Ordinal);

    private static FactValue? ControlOf(HostRoot root, string path)
    {
        using var config = root.Open(path);
        if (config is not { CanSeek: true }) return null;
        try
        {
            return ControlOf(config);
        }
        catch (IOException)
        {
            return null;
        }
    }

    // Null-valued: a bridge whose list of capabilities was read to its end and has no ACS.
    private static FactValue? ControlOf(Stream config)
    {
        var offset = FirstCapability;
        for (var seen = 0; seen < MostCapabilities; seen++)
        {
            if (ReadWord(config, offset) is not { } header) return null;
            if (header is 0 or uint.MaxValue) return FactValue.Nothing;
            if ((header & 0xFFFF) == AccessControl) return ReadWord(config, offset + 4) is { } registers ? FactValue.Of("0x" + (registers >> 16).ToString("x4", CultureInfo.InvariantCulture)) : null;
            offset = (int)(header >> 20) & ~3;
            if (offset is < FirstCapability or >= SpaceEnd) return FactValue.Nothing;
        }

        return null;
    }

    private static uint? ReadWord(Stream config, int offset)
    {
        Span<byte> word = stackalloc byte[4];
        config.Position = offset;
        return config.ReadAtLeast(word, 4, throwOnEndOfStream: false) == 4 ? BinaryPrimitives.ReadUInt32LittleEndian(word) : null;
    }
}
