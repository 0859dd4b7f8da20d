// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using Keyway.Packages;
using Keyway.Resolution.Domains;
using Keyway.Resolution.Ladders;

namespace Keyway.Tests.Core.Resolution.Domains;

/// <summary>The joint rule against enumeration of every assignment, and its order of aims one by one.</summary>
public sealed class JointRuleTests
{
    [Fact]
    public void Joint_rule_equals_enumeration_of_all_assignments_on_5000_seeded_domains()
    {
        Random random = new(20261124);
        for (var run = 0; run < 5000; run++)
        {
            var ages = Enumerable.Range(0, random.Next(1, 4)).Select(_ => random.Next(3)).ToImmutableArray();
            var members = Enumerable.Range(0, random.Next(1, 5)).Select(_ => Offers(random, ages.Length)).ToImmutableArray();

            var choice = JointRule.Choose(ages, members);

            Assert.Equal(Enumerate(ages, members), choice?.Value);
            if (choice is not null) Assert.Equal(choice.Value, ValueOf(ages, members, choice.Shared, choice.Picks));
        }
    }

    [Fact]
    public void Domain_of_18_nodes_and_one_without_an_offer_serves_the_other_17()
    {
        MemberOffer offer = new(0, 0, 0, default, 10);
        ImmutableArray<ImmutableArray<MemberOffer>> members = [.. Enumerable.Range(0, 18).Select(i => i == 11 ? [] : ImmutableArray.Create(offer))];

        var choice = JointRule.Choose([0], members)!;

        Assert.Equal(1, choice.Value.Unserved);
        Assert.Equal(-1, choice.Picks[11]);
        Assert.Equal(170, choice.Value.Bytes);
    }

    [Fact]
    public void An_older_version_that_serves_more_members_beats_a_newer_one()
    {
        MemberOffer newer = new(0, 0, 0, default, 0), older = new(1, 0, 1, default, 0);

        var choice = JointRule.Choose([0, 1], [[newer, older], [older]])!;

        Assert.Equal(1, choice.Shared);
    }

    [Fact]
    public void Policy_comes_before_the_number_of_members_served()
    {
        MemberOffer wanted = new(0, 0, 1, default, 0), tolerated = new(1, 1, 0, default, 0);

        var choice = JointRule.Choose([1, 0], [[wanted, tolerated], [tolerated]])!;

        Assert.Equal([0, -1], choice.Picks);
    }

    [Fact]
    public void Among_equals_fewer_reboots_win_over_fewer_bytes()
    {
        MemberOffer reboot = new(0, 0, 0, LadderCost.Of(FirmwareActivation.WarmReboot), 1), reload = new(1, 0, 0, LadderCost.Of(FirmwareActivation.ModuleReload), 1000);

        Assert.Equal(1, JointRule.Choose([0, 0], [[reboot, reload]])!.Shared);
    }

    [Fact]
    public void Nothing_is_chosen_when_no_member_has_an_offer() => Assert.Null(JointRule.Choose([0], [[], []]));

    private static ImmutableArray<MemberOffer> Offers(Random random, int values) =>
    [
        .. Enumerable.Range(0, random.Next(0, 4)).Select(_ => new MemberOffer(random.Next(values), random.Next(2), random.Next(3),
            LadderCost.Of((FirmwareActivation)random.Next(6)), random.Next(5))),
    ];

    private static JointValue? Enumerate(ImmutableArray<int> ages, ImmutableArray<ImmutableArray<MemberOffer>> members)
    {
        List<JointValue> found = [];
        for (var shared = 0; shared < ages.Length; shared++) Extend([], shared);
        return found.Count == 0 ? null : found.Min();

        void Extend(ImmutableArray<int> picks, int shared)
        {
            if (picks.Length == members.Length)
            {
                if (picks.Any(pick => pick >= 0)) found.Add(ValueOf(ages, members, shared, picks)!.Value);
                return;
            }

            Extend(picks.Add(-1), shared);
            for (var i = 0; i < members[picks.Length].Length; i++)
                if (members[picks.Length][i].Shared == shared) Extend(picks.Add(i), shared);
        }
    }

    // Written from the specification: the worst rank of those served, then the sums.
    private static JointValue? ValueOf(ImmutableArray<int> ages, ImmutableArray<ImmutableArray<MemberOffer>> members, int shared, ImmutableArray<int> picks)
    {
        var served = picks.Select((pick, member) => (pick, member)).Where(one => one.pick >= 0).Select(one => members[one.member][one.pick]).ToArray();
        return new JointValue(served.Max(offer => offer.PolicyRank), members.Length - served.Length, ages[shared], served.Sum(offer => (long)offer.Preference),
            served.Aggregate(LadderCost.Zero, (sum, offer) => sum + offer.Cost), served.Sum(offer => offer.Bytes));
    }
}
