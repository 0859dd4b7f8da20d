// SPDX-License-Identifier: Apache-2.0

using Keyway.Versions;

namespace Keyway.Resolution.Fleets;

/// <summary>What the members of a domain have to agree on: every pair of standing and core among the candidates, numbered from the most preferred on.</summary>
internal sealed class SharedCores(DateOnly today) : IComparer<(SupportStanding Standing, StackVersion Version)>
{
    private readonly List<(SupportStanding Standing, StackVersion Version)> cores = [];

    public int Count => cores.Count;

    public SupportStanding StandingOf(int core) => cores[core].Standing;

    /// <summary>Numbers all slots anew.</summary>
    public void Number(IReadOnlyList<Slot> slots)
    {
        cores.Clear();
        var all = slots.Select(Of).ToArray();
        Array.Sort(all, this);
        foreach (var one in all)
            if (cores.Count == 0 || Compare(cores[^1], one) != 0) cores.Add(one);
        foreach (var slot in slots) slot.Core = cores.BinarySearch(Of(slot), this);
    }

    /// <summary>Numbers one more; true when its core is new, so that equal and greater numbers given before have moved up by one.</summary>
    public bool Add(Slot slot)
    {
        var place = cores.BinarySearch(Of(slot), this);
        slot.Core = place < 0 ? ~place : place;
        if (place < 0) cores.Insert(slot.Core, Of(slot));
        return place < 0;
    }

    public int Compare((SupportStanding Standing, StackVersion Version) x, (SupportStanding Standing, StackVersion Version) y) =>
        y.Standing.CompareTo(x.Standing) is var order and not 0 ? order : y.Version.CompareCore(x.Version);

    private (SupportStanding, StackVersion) Of(Slot slot) => (SupportStanding.Of(slot.Inquiry.Manifest, today), slot.Version);
}
