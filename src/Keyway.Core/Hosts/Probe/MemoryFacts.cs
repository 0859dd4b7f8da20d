// SPDX-License-Identifier: Apache-2.0

using System.Buffers.Binary;
using Keyway.Compatibility;

namespace Keyway.Hosts.Probe;

/// <summary>Page size and NUMA nodes. A node without processors is normal: GPU memory of a coherent link is one.</summary>
internal static class MemoryFacts
{
    private const string Nodes = "/sys/devices/system/node";
    private const ulong AuxiliaryPageSize = 6;

    /// <summary>Reads the page size the kernel told a process, before any configuration file is asked.</summary>
    public static void ReadPageSize(HostRoot root, FactCollector facts)
    {
        const string auxv = "/proc/self/auxv";
        if (root.ReadBytes(auxv, 4096) is not { } vector) return;
        for (var rest = vector.AsSpan(); rest.Length >= 16; rest = rest[16..])
        {
            if (BinaryPrimitives.ReadUInt64LittleEndian(rest) != AuxiliaryPageSize) continue;
            var size = BinaryPrimitives.ReadUInt64LittleEndian(rest[8..]);
            if (size is >= 4096 and <= 1 << 20) facts.Add(FactNames.PageSize, FactValue.Of((long)size), auxv);
        }
    }

    /// <summary>Where only one page size exists, the instruction set tells it.</summary>
    public static void ConcludePageSize(FactCollector facts)
    {
        if (facts.TextOf(FactNames.IsaName) is "amd64" or "riscv64") facts.Add(FactNames.PageSize, FactValue.Of(4096), "isa.name", FactMethod.Derived);
    }

    public static void ReadNuma(HostRoot root, FactCollector facts)
    {
        if (root.ReadLine(Nodes + "/online") is not { } online || IdRanges.Parse(online) is not { } ids) return;
        facts.Add("numa.nodes", FactValue.Of(ids.Select(id => Node(root, id))), Nodes);
    }

    // A node whose list of processors is empty has memory only; one whose list cannot be read is just not known.
    private static FactValue Node(HostRoot root, int id)
    {
        List<KeyValuePair<string, FactValue>> members = [KeyValuePair.Create("id", FactValue.Of(id))];
        if (root.ReadText($"{Nodes}/node{id}/cpulist", 65_536) is { } processors) members.Add(KeyValuePair.Create("cpus", processors.Length == 0 ? FactValue.Nothing : FactValue.Of(processors)));
        return FactValue.Of(members);
    }
}
