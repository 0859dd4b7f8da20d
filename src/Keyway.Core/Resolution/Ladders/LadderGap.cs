// SPDX-License-Identifier: Apache-2.0

using Keyway.Versions;

namespace Keyway.Resolution.Ladders;

/// <summary>Why one component alone does not reach its target: an anti-rollback floor, or a rung that no package brings.</summary>
internal sealed class LadderGap(LadderTrack track, int start)
{
    private readonly LadderComponent component = track.Component;
    private readonly LadderPosition position = track.Nodes[start];

    public LadderBlocked Explain()
    {
        var target = component.Target!;
        var top = component.Rungs.Where(rung => rung.Revision.Compare(target) == 0).ToArray();
        if (top.Length == 0) return Missing(target.Text, $"no package brings {target}");
        return IsFloorInTheWay() ? Floor(target) : Missing(Bottom(top) is { } wanted ? wanted : target.Text, null);
    }

    private LadderBlocked Missing(string rung, string? why) => new()
    {
        Components = [component.Name],
        MissingRung = rung,
        Reason = $"{component.Name} is stuck at {position.Revision}, wanted {component.Target}: {why ?? $"no image leads from there to {rung}"}",
    };

    private LadderBlocked Floor(ComponentVersion target)
    {
        var floor = position.Floor is { } own && (target.Compare(own) is null or < 0) ? own : Highest();
        return new LadderBlocked
        {
            Components = [component.Name],
            Floor = floor.Text,
            Reason = $"{component.Name} is stuck at {position.Revision}, wanted {target}: the device accepts nothing below {floor} any more",
        };
    }

    private ComponentVersion Highest() =>
        Reached().Select(node => track.Nodes[node].Floor).OfType<ComponentVersion>().Aggregate((highest, floor) => floor.Compare(highest) > 0 ? floor : highest);

    // Without floors there would be a way.
    private bool IsFloorInTheWay()
    {
        LadderComponent free = component with { Rungs = [.. component.Rungs.Select(rung => rung with { Floor = null })] };
        if (LadderTrack.Build(free, [position with { Floor = null }]) is not { } open) return false;
        return Enumerable.Range(0, open.Nodes.Count).Any(open.IsGoal);
    }

    private HashSet<int> Reached()
    {
        HashSet<int> reached = [start];
        Queue<int> open = new(reached);
        while (open.TryDequeue(out var node))
            foreach (var edge in track.Outgoing[node])
                if (reached.Add(edge.To)) open.Enqueue(edge.To);
        return reached;
    }

    // From the target down over images that exist, to the lowest that none of the reachable revisions may follow: what it may follow is missing.
    private string? Bottom(FirmwareRung[] top)
    {
        List<FirmwareRung> chain = [.. top];
        for (var i = 0; i < chain.Count; i++)
            chain.AddRange(component.Rungs.Where(rung => chain[i].MayFollow(rung.Revision) && !chain.Exists(known => known.Revision.Compare(rung.Revision) == 0)));
        return chain[^1].UpgradeFrom.IsEmpty ? null : string.Join(" or ", chain[^1].UpgradeFrom);
    }
}
