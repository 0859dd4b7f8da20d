// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using Keyway.Compatibility;

namespace Keyway.Hosts.Probe;

/// <summary>
/// What holds for all GPUs of the host together: firmware that agrees, links, and the fabric. Whether Fabric Manager runs here says nothing: on racks it
/// runs on the switch trays.
/// </summary>
internal static class FabricFacts
{
    private static readonly (string Member, string Fact)[] Shared =
    [
        ("vbios", "firmware.gpu.vbios"), ("gsp-firmware", "firmware.gpu.gsp"), ("inforom", "firmware.gpu.inforom"),
        ("fabric-state", "fabric.state"), ("fabric-status", "fabric.status"), ("fabric-clique", "fabric.clique"), ("fabric-cluster-uuid", "fabric.cluster-uuid"),
        ("nvlink-links", "link.nvlink.links"), ("c2c-links", "link.c2c.links"),
    ];

    public static void Add(FactCollector facts, IReadOnlyList<Dictionary<string, FactValue>> gpus, VendorReports reports, string source)
    {
        if (gpus.Count == 0) return;
        foreach (var (member, fact) in Shared) facts.Add(fact, Agreed(gpus, member), source, FactMethod.Derived);
        facts.Add("fabric.healthy", Health(gpus), source, FactMethod.Derived);
        AddDomain(facts);
        LinkFacts.Add(facts, gpus, reports);
    }

    // One GPU that says nothing, or another value, and the host has no one value: the list has them all.
    private static FactValue? Agreed(IReadOnlyList<Dictionary<string, FactValue>> gpus, string member)
    {
        if (!gpus[0].TryGetValue(member, out var first)) return null;
        return gpus.All(gpu => gpu.TryGetValue(member, out var value) && value.Equals(first)) ? first : null;
    }

    // "Completed" alone is not healthy: the status beside it says whether it completed well.
    private static FactValue? Health(IReadOnlyList<Dictionary<string, FactValue>> gpus)
    {
        var states = gpus.Select(gpu => HealthOf(gpu.GetValueOrDefault("fabric-state"), gpu.GetValueOrDefault("fabric-status"))).ToArray();
        if (states.Contains(FactValue.Of(false))) return FactValue.Of(false);
        return Array.TrueForAll(states, state => state is not null && state.Equals(states[0])) ? states[0] : null;
    }

    private static FactValue? HealthOf(FactValue? state, FactValue? status) => (state, status) switch
    {
        (FactValue.Null, _) => FactValue.Nothing,
        (FactValue.Text { Value: "Completed" }, FactValue.Text { Value: "Success" }) => FactValue.Of(true),
        (FactValue.Text { Value: "Completed" }, FactValue.Text) => FactValue.Of(false),
        _ => null,
    };

    // The domain a host shares with others is what its fabric says; who else is in it, and the switches, only the site can declare.
    private static void AddDomain(FactCollector facts)
    {
        if (facts.TextOf(FactName.Parse("fabric.cluster-uuid")) is not { } cluster) return;
        facts.Add("domain.cluster-uuid", cluster, "fabric.cluster-uuid", FactMethod.Derived);
        if (facts.Find(FactName.Parse("fabric.clique"))?.Value is FactValue.Number clique) facts.Add("domain.clique", clique.Value.ToString(CultureInfo.InvariantCulture), "fabric.clique", FactMethod.Derived);
    }
}
