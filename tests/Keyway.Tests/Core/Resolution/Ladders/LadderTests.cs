// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using Keyway.Compatibility;
using Keyway.Packages;
using Keyway.Resolution.Ladders;
using static Keyway.Tests.Core.Resolution.Ladders.LadderSketch;

namespace Keyway.Tests.Core.Resolution.Ladders;

/// <summary>Ordered firmware steps: exact against exhaustion, and each rule and refusal on its own.</summary>
public sealed class LadderTests
{
    [Fact]
    public void Ladder_equals_exhaustive_search_on_4000_seeded_problems()
    {
        Random random = new(4);
        var solved = 0;
        for (var run = 0; run < 4000; run++)
        {
            var (problem, start) = LadderSketch.Random(random);

            var answer = Ladder.Climb(problem, start);

            var expected = new ExhaustiveLadder(problem, start).Cheapest();
            Assert.Equal(expected, CostOf(answer));
            if (answer is LadderPath path) Assert.Equal(path.Cost, Replay(path));
            solved += answer is LadderPath { Batches.Length: > 0 } ? 1 : 0;
        }

        Assert.InRange(solved, 800, 3200);
    }

    [Fact]
    public void A_reason_is_minimal_without_any_component_or_coupling_of_it_there_is_a_way()
    {
        Random random = new(5);
        var blocked = 0;
        for (var run = 0; run < 3000; run++)
        {
            var (problem, start) = LadderSketch.Random(random);
            if (Ladder.Climb(problem, start) is not LadderBlocked reason) continue;
            blocked++;
            var only = problem with { Components = [.. problem.Components.Where(component => reason.Components.Contains(component.Name))], Requirements = reason.Couplings };

            Assert.IsType<LadderBlocked>(Ladder.Climb(only, start));
            foreach (var component in only.Components.Where(_ => only.Components.Length > 1))
                Assert.IsType<LadderPath>(Ladder.Climb(problem with { Components = [.. only.Components.Where(other => other.Name != component.Name)], Requirements = [.. problem.Requirements.Where(requirement => Names(requirement, only, component.Name))] }, start));
            foreach (var coupling in only.Requirements)
                Assert.IsType<LadderPath>(Ladder.Climb(only with { Requirements = only.Requirements.Remove(coupling) }, start));
        }

        Assert.True(blocked > 500);
    }

    [Fact]
    public void Order_of_components_rungs_and_couplings_never_matters()
    {
        Random random = new(6);
        for (var run = 0; run < 500; run++)
        {
            var (problem, start) = LadderSketch.Random(random);
            var turned = new LadderProblem
            {
                Components = [.. problem.Components.Reverse().Select(component => component with { Rungs = [.. component.Rungs.Reverse()] })],
                Requirements = [.. problem.Requirements.Reverse()],
            };

            Assert.Equal(CostOf(Ladder.Climb(problem, start)), CostOf(Ladder.Climb(turned, start)));
        }
    }

    [Fact]
    public void Members_solved_together_get_the_answers_they_get_alone()
    {
        Random random = new(7);
        for (var run = 0; run < 300; run++)
        {
            var (problem, start) = LadderSketch.Random(random);
            var others = Enumerable.Range(0, 4).Select(_ => start.ToDictionary(pair => pair.Key, _ => new LadderPosition(Rev(random.Next(4)), null))).Append(start).ToArray();

            var together = Ladder.Climb(problem, others);

            Assert.Equal(others.Select(other => CostOf(Ladder.Climb(problem, other))), together.Select(CostOf));
        }
    }

    [Fact]
    public void Ladder_takes_v11_before_v12() => Assert.Equal(
        "link v10>v11 [WarmReboot]; link v11>v12 [WarmReboot]",
        Solve(At(("link", 10, null)), [], Component("link", 12, Rung("link", 12, ">=v11"), Rung("link", 11, ">=v10"))));

    [Fact]
    public void Steps_of_two_components_share_one_reboot() => Assert.Equal(
        "a v1>v2, b v1>v2 [ColdReboot]",
        Solve(At(("a", 1, null), ("b", 1, null)), [], Component("a", 2, Rung("a", 2)), Component("b", 2, Rung("b", 2, activation: FirmwareActivation.ColdReboot))));

    [Fact]
    public void A_coupling_orders_the_steps() => Assert.Equal(
        "b v1>v2 [None]; a v1>v2 [WarmReboot]",
        Solve(At(("a", 1, null), ("b", 1, null)), [Coupling("a", ">=v2", "b", ">=v2")], Component("a", 2, Rung("a", 2)), Component("b", 2, Rung("b", 2, activation: FirmwareActivation.None))));

    [Fact]
    public void A_component_without_target_moves_when_a_coupling_asks_for_it() => Assert.Equal(
        "a v1>v2, b v1>v2 [WarmReboot]",
        Solve(At(("a", 1, null), ("b", 1, null)), [Coupling("a", ">=v2", "b", ">=v2")], Component("a", 2, Rung("a", 2)), Component("b", null, Rung("b", 2))));

    [Fact]
    public void Fewer_raised_floors_win_over_fewer_steps()
    {
        var rungs = new[] { Rung("a", 3, floor: 2, activation: FirmwareActivation.None), Rung("a", 2, activation: FirmwareActivation.None), Rung("a", 3, "v2", activation: FirmwareActivation.None) };

        Assert.Equal("a v1>v2 [None]; a v2>v3 [None]", Solve(At(("a", 1, null)), [], Component("a", 3, rungs)));
    }

    [Fact]
    public void A_component_never_goes_below_its_floor() => Assert.Equal(
        "link is stuck at v12, wanted v10: the device accepts nothing below v11 any more",
        Solve(At(("link", 12, 11)), [], Component("link", 10, Rung("link", 10))));

    [Fact]
    public void A_missing_rung_is_named() => Assert.Equal(
        "link is stuck at v10, wanted v12: no image leads from there to >=v11",
        Solve(At(("link", 10, null)), [], Component("link", 12, Rung("link", 12, ">=v11"))));

    [Fact]
    public void A_target_that_no_package_brings_is_named() => Assert.Equal(
        "link is stuck at v10, wanted v12: no package brings v12",
        Solve(At(("link", 10, null)), [], Component("link", 12)));

    [Fact]
    public void Components_that_block_each_other_are_named_with_the_coupling() => Assert.Equal(
        "no order of steps is allowed for a at v1 (wanted v2), b at v1 (wanted v1), since a >=v2 needs b >=v2 (m1)",
        Solve(At(("a", 1, null), ("b", 1, null), ("c", 1, null)), [Coupling("a", ">=v2", "b", ">=v2"), Coupling("c", ">=v2", "b", ">=v1")],
            Component("a", 2, Rung("a", 2)), Component("b", 1, Rung("b", 2)), Component("c", 2, Rung("c", 2))));

    [Fact]
    public void Couplings_that_are_broken_at_the_start_are_mended_not_kept() => Assert.Equal(
        "b v1>v2 [WarmReboot]; b v2>v3 [WarmReboot]",
        Solve(At(("a", 2, null), ("b", 1, null)), [Coupling("a", ">=v2", "b", ">=v3")], Component("a", 2), Component("b", null, Rung("b", 2), Rung("b", 3, "v2"))));

    [Fact]
    public void More_than_twelve_components_are_not_searched() => Assert.Equal(
        "13 components depend on each other, and at most 12 are searched together",
        Solve(At([.. Enumerable.Range(0, 13).Select(i => ($"c{i}", 1, (int?)null))]), [], [.. Enumerable.Range(0, 13).Select(i => Component($"c{i}", 1))]));

    [Fact]
    public void More_than_128_revisions_are_not_searched() => Assert.Equal(
        "a has more than 128 revisions",
        Solve(At(("a", 1, null)), [], Component("a", 5, [.. Enumerable.Range(2, 200).Select(rev => Rung("a", rev))])));

    [Fact]
    public void A_search_without_end_stops_at_its_limit_and_says_so()
    {
        // Three components of twelve wait for each other in a ring, one step at a time, which no pair of them shows.
        var names = Enumerable.Range(0, 12).Select(i => $"c{i:D2}").ToArray();
        var components = names.Select(name => Component(name, 30, [.. Enumerable.Range(2, 29).Select(rev => Rung(name, rev, $">=v{rev - 1}", activation: FirmwareActivation.None))])).ToArray();
        FirmwareRequirement[] ring = [Coupling("c00", ">=v20", "c01", ">=v20"), Coupling("c01", ">=v20", "c02", ">=v20"), Coupling("c02", ">=v20", "c00", ">=v20")];

        Assert.Equal("the search reached its limit of work before it had proven anything", Solve(At([.. names.Select(name => (name, 1, (int?)null))]), ring, components));
    }

    private static string Solve(Dictionary<string, LadderPosition> start, FirmwareRequirement[] couplings, params LadderComponent[] components) =>
        Shown(Ladder.Climb(new LadderProblem { Components = [.. components], Requirements = [.. couplings] }, start));

    private static bool Names(FirmwareRequirement requirement, LadderProblem only, string left)
    {
        var names = only.Components.Select(component => component.Name).Where(name => name != left).ToArray();
        return names.Contains(requirement.Needs.Component) && (requirement.When is null || names.Contains(requirement.When.Component));
    }

    private static (int, int, int, int, int, int, int, long)? CostOf(LadderAnswer answer) => answer is LadderPath { Cost: var cost }
        ? (cost.Reboots, cost.AcCycles, cost.ColdReboots, cost.GpuResets, cost.ModuleReloads, cost.RaisedFloors, cost.Steps, cost.Bytes)
        : null;

    private static LadderCost Replay(LadderPath path) => path.Batches.Aggregate(LadderCost.Zero, (sum, batch) =>
        batch.Steps.Aggregate(sum + LadderCost.Of(batch.Activation), (all, step) => all + LadderCost.OfStep(step.Floor, step.Rung.Bytes)));
}
