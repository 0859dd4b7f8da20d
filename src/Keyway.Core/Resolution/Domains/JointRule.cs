// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;

namespace Keyway.Resolution.Domains;

/// <summary>
/// Chooses one value of the shared axes for all members of an NVLink domain. Policy comes before everything, so only offers of the best rank count; for
/// a given value the members then decouple, so each takes its best offer and the values are compared: exact, and linear in the offers. Spec: spec/plan §"Joint choice".
/// </summary>
public static class JointRule
{
    /// <summary>The best choice; null when no member has any offer. Ties go to the shared value with the lower index, and to the earlier offer.</summary>
    /// <param name="ages">For each shared value the place of its version from the newest on; equal for versions that rank alike.</param>
    /// <param name="members">The offers of each member, in any order.</param>
    public static JointChoice? Choose(ImmutableArray<int> ages, ImmutableArray<ImmutableArray<MemberOffer>> members)
    {
        var offered = members.SelectMany(offers => offers).ToArray();
        if (offered.Length == 0) return null;

        // A worse policy rank never beats a better one, whatever it serves: only offers of the best rank count.
        var rank = offered.Min(offer => offer.PolicyRank);
        var values = Tally(ages, members, rank);
        var best = -1;
        for (var shared = 0; shared < values.Length; shared++)
            if (values[shared] is { } value && (best < 0 || value.CompareTo(values[best]!.Value) < 0)) best = shared;
        return new JointChoice { Shared = best, Value = values[best]!.Value, Picks = [.. members.Select(offers => Best(offers, best, rank))] };
    }

    private static JointValue?[] Tally(ImmutableArray<int> ages, ImmutableArray<ImmutableArray<MemberOffer>> members, int rank)
    {
        var tallies = new JointValue?[ages.Length];
        var picks = new int[ages.Length];
        foreach (var offers in members)
        {
            Array.Fill(picks, -1);
            for (var i = 0; i < offers.Length; i++)
                if (offers[i].PolicyRank == rank && (picks[offers[i].Shared] is var known && (known < 0 || Compare(offers[i], offers[known]) < 0))) picks[offers[i].Shared] = i;
            for (var shared = 0; shared < ages.Length; shared++)
                if (picks[shared] >= 0) tallies[shared] = Add(tallies[shared] ?? new JointValue(rank, members.Length, ages[shared], 0, default, 0), offers[picks[shared]]);
        }

        return tallies;
    }

    private static JointValue Add(JointValue value, MemberOffer offer) => value with
    {
        Unserved = value.Unserved - 1,
        Preference = value.Preference + offer.Preference,
        Cost = value.Cost + offer.Cost,
        Bytes = value.Bytes + offer.Bytes,
    };

    // The earlier offer wins a tie.
    private static int Best(ImmutableArray<MemberOffer> offers, int shared, int rank)
    {
        var best = -1;
        for (var i = 0; i < offers.Length; i++)
            if (offers[i].Shared == shared && offers[i].PolicyRank == rank && (best < 0 || Compare(offers[i], offers[best]) < 0)) best = i;
        return best;
    }

    private static int Compare(MemberOffer left, MemberOffer right) =>
        (left.Preference, left.Cost, left.Bytes).CompareTo((right.Preference, right.Cost, right.Bytes));
}
