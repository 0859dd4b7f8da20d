// SPDX-License-Identifier: Apache-2.0

using System.Collections.Frozen;
using Keyway.Compatibility;

namespace Keyway.Resolution.Explanations;

/// <summary>Where each registered fact comes from. The table of spec/explanation §"Where facts come from" says the same; a test compares both.</summary>
public static class FactOrigins
{
    private const string Probe = "keyway probe";
    private const string Declare = "declare it in /etc/keyway/facts.d";
    private const string Gpu = "keyway probe, where nvidia-smi or rocm-smi runs";

    private static readonly FactOrigin Fallback = new(Declare);

    private static readonly FrozenDictionary<string, FactOrigin> Exact = new Dictionary<string, FactOrigin>
    {
        ["cpu.count"] = new(Probe, Kind: FactKind.Number),
        ["fabric-manager.running"] = new(Probe, Kind: FactKind.Flag),
        ["fabric-manager.version"] = new(Probe),
        ["gpu.devices"] = new(Gpu, Kind: FactKind.List),
        ["gpu.driver"] = new(Gpu),
        ["iommu.acs"] = new("keyway probe as root: PCI capabilities are hidden from others", NeedsRoot: true),
        ["iommu.groups"] = new(Probe, Kind: FactKind.Number),
        ["isa.extensions"] = new(Probe, Kind: FactKind.List),
        ["kernel.config"] = new("keyway probe with /boot/config-RELEASE or /proc/config.gz readable", Kind: FactKind.Map),
        ["kernel.modules"] = new(Probe, Kind: FactKind.Map),
        ["kernel.symvers.count"] = new("keyway probe with /boot/symvers-RELEASE or Module.symvers of the headers", Kind: FactKind.Number),
        ["kernel.symvers.digest"] = new("keyway probe with /boot/symvers-RELEASE or Module.symvers of the headers"),
        ["kernel.taint"] = new(Probe, Kind: FactKind.List),
        ["kernel.vermagic"] = new("keyway probe with the kernel's configuration readable (/boot/config-RELEASE, /proc/config.gz)"),
        ["link.c2c.links"] = new(Gpu, Kind: FactKind.Number),
        ["link.coherency"] = new(Declare),
        ["link.nvlink.links"] = new(Gpu, Kind: FactKind.Number),
        ["link.profiles"] = new(Declare, Kind: FactKind.List),
        ["memory.page-size"] = new(Probe, Kind: FactKind.Number),
        ["numa.nodes"] = new(Probe, Kind: FactKind.List),
        ["os.id-like"] = new(Probe, Kind: FactKind.List),
        ["pci.devices"] = new(Probe, Kind: FactKind.List),
        ["security.lockdown"] = new("keyway probe as root: securityfs is closed to others", NeedsRoot: true),
        ["security.module-signature"] = new(Probe, Kind: FactKind.Flag),
        ["security.secure-boot"] = new("keyway probe as root: efivars are closed to others on some systems", NeedsRoot: true, FactKind.Flag),
        ["security.trusted-keys"] = new("keyway probe as root: keyrings are closed to others", NeedsRoot: true, FactKind.List),
        ["soc.compatible"] = new(Probe, Kind: FactKind.List),
        ["store.free-bytes"] = new(Probe, Kind: FactKind.Number),
    }.ToFrozenDictionary();

    // The longest prefix that fits decides.
    private static readonly (string Prefix, FactOrigin Origin)[] Groups =
    [
        ("cpu.", new(Probe)),
        ("domain.", new(Declare)),
        ("fabric.", new(Gpu)),
        ("firmware.gpu.", new(Gpu)),
        ("firmware.nvlink.", new(Gpu)),
        ("firmware.", new(Declare)),
        ("gpu.", new(Gpu)),
        ("host.", new("keyway probe as root where SMBIOS is closed to others", NeedsRoot: true)),
        ("isa.", new(Probe)),
        ("kernel.", new(Probe)),
        ("libc.", new(Probe)),
        ("os.", new(Probe)),
        ("soc.", new(Probe)),
    ];

    /// <summary>How to supply a fact; one that nobody registered is declared.</summary>
    public static FactOrigin Of(FactName name)
    {
        var text = name.ToString();
        return Exact.TryGetValue(text, out var exact) ? exact : Groups.FirstOrDefault(group => text.StartsWith(group.Prefix, StringComparison.Ordinal)).Origin ?? Fallback;
    }

    /// <summary>Every name and prefix of the table, for the test that compares it with the spec.</summary>
    internal static IEnumerable<(string Name, FactOrigin Origin)> Table => Exact.Select(one => (one.Key, one.Value)).Concat(Groups.Select(group => (group.Prefix + "*", group.Origin))).OrderBy(row => row.Item1, StringComparer.Ordinal);
}
