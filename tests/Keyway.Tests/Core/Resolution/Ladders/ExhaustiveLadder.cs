// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using Keyway.Compatibility;
using Keyway.Packages;
using Keyway.Resolution.Ladders;
using Keyway.Versions;

namespace Keyway.Tests.Core.Resolution.Ladders;

/// <summary>
/// The ladder by plain Dijkstra over whole states with every set of steps as an edge, written from spec/plan and sharing nothing with the search: no bound,
/// no tables, costs as tuples.
/// </summary>
internal sealed class ExhaustiveLadder(LadderProblem problem, Dictionary<string, LadderPosition> start)
{
    private readonly LadderComponent[] components = [.. problem.Components];

    /// <summary>Reboots, AC cycles, cold reboots, resets, reloads, raised floors, steps, bytes; null when there is no way.</summary>
    public (int, int, int, int, int, int, int, long)? Cheapest()
    {
        PriorityQueue<LadderPosition[], (int, int, int, int, int, int, int, long)> queue = new();
        HashSet<string> done = [];
        queue.Enqueue([.. components.Select(component => start[component.Name])], default);
        while (queue.TryDequeue(out var state, out var cost))
        {
            if (!done.Add(string.Join(' ', state.Select(position => $"{position.Revision.Text}/{position.Floor?.Text}")))) continue;
            if (IsEnd(state)) return cost;
            foreach (var (next, price) in Successors(state))
                if (problem.Requirements.All(requirement => requirement.When is null || !Holds(requirement, [.. components.Select(component => start[component.Name])]) || Holds(requirement, next)))
                    queue.Enqueue(next, Add(cost, price));
        }

        return null;
    }

    private IEnumerable<(LadderPosition[] State, (int, int, int, int, int, int, int, long) Price)> Successors(LadderPosition[] state)
    {
        List<FirmwareRung?[]> sets = [[]];
        for (var i = 0; i < components.Length; i++)
        {
            var options = components[i].Rungs.Where(rung => IsOpen(state[i], rung)).Prepend(null).ToArray();
            sets = [.. from chosen in sets from option in options select (FirmwareRung?[])[.. chosen, option]];
        }

        foreach (var set in sets)
        {
            var steps = set.OfType<FirmwareRung>().ToArray();
            if (steps.Length == 0 || (steps.Length > 1 && steps.Any(step => step.Activation == FirmwareActivation.None))) continue;
            var next = state.Select((position, i) => set[i] is { } rung ? After(position, rung) : position).ToArray();
            var raised = state.Select((position, i) => next[i].Floor?.Text != position.Floor?.Text ? 1 : 0).Sum();
            var level = steps.Max(step => step.Activation);
            yield return (next, (level >= FirmwareActivation.WarmReboot ? 1 : 0, One(FirmwareActivation.AcCycle), One(FirmwareActivation.ColdReboot), One(FirmwareActivation.GpuReset),
                One(FirmwareActivation.ModuleReload), raised, steps.Length, steps.Sum(step => step.Bytes)));

            int One(FirmwareActivation kind) => level == kind ? 1 : 0;
        }
    }

    private static bool IsOpen(LadderPosition position, FirmwareRung rung)
    {
        var (from, to) = (Number(position.Revision), Number(rung.Revision));
        return from != to && (position.Floor is null || to >= Number(position.Floor)) && (rung.UpgradeFrom.IsEmpty || rung.UpgradeFrom.Any(range => range.Matches(position.Revision) == Truth.True));
    }

    private static LadderPosition After(LadderPosition position, FirmwareRung rung) =>
        new(rung.Revision, rung.Floor is not null && (position.Floor is null || Number(rung.Floor) > Number(position.Floor)) ? rung.Floor : position.Floor);

    private bool IsEnd(LadderPosition[] state) =>
        components.Select((component, i) => component.Target is null || Number(component.Target) == Number(state[i].Revision)).All(there => there) && problem.Requirements.All(requirement => Holds(requirement, state));

    private bool Holds(FirmwareRequirement requirement, LadderPosition[] state)
    {
        var needed = Array.FindIndex(components, component => component.Name == requirement.Needs.Component);
        var condition = requirement.When is null ? -1 : Array.FindIndex(components, component => component.Name == requirement.When.Component);
        var applies = requirement.When is null || requirement.When.Range.Matches(state[condition].Revision) == Truth.True;
        return !applies || requirement.Needs.Range.Matches(state[needed].Revision) == Truth.True;
    }

    private static int Number(ComponentVersion version) => int.Parse(version.Text.AsSpan(1), CultureInfo.InvariantCulture);

    private static (int, int, int, int, int, int, int, long) Add((int, int, int, int, int, int, int, long) a, (int, int, int, int, int, int, int, long) b) =>
        (a.Item1 + b.Item1, a.Item2 + b.Item2, a.Item3 + b.Item3, a.Item4 + b.Item4, a.Item5 + b.Item5, a.Item6 + b.Item6, a.Item7 + b.Item7, a.Item8 + b.Item8);
}
