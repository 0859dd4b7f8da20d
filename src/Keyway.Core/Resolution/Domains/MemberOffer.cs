// SPDX-License-Identifier: Apache-2.0

using Keyway.Resolution.Ladders;

namespace Keyway.Resolution.Domains;

/// <summary>One thing a member of a domain could be given.</summary>
/// <param name="Shared">Index of the value of the shared axes (driver, link firmware, profile) that it belongs to.</param>
/// <param name="PolicyRank">0 is what the policy wants most.</param>
/// <param name="Preference">Place among all candidates of the domain by descending preference of versions; equal where the order of versions is.</param>
/// <param name="Cost">Reboots, steps and firmware bytes of getting there.</param>
/// <param name="Bytes">Everything to fetch.</param>
public readonly record struct MemberOffer(int Shared, int PolicyRank, int Preference, LadderCost Cost, long Bytes);
