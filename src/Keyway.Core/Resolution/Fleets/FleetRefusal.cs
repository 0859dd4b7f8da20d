// SPDX-License-Identifier: Apache-2.0

using Keyway.Compatibility;

namespace Keyway.Resolution.Fleets;

/// <summary>Why a host of a fleet gets nothing: the first of the worst findings on the candidate that is nearest to fitting, that is, which the fewest axes keep out.</summary>
/// <param name="Check">What was checked: <c>modules</c>, <c>kernel</c>; <c>domain</c> when only the domain's choice is in the way, <c>catalogue</c> when there is no package.</param>
/// <param name="Outcome"><see cref="Outcome.Unknown"/> or <see cref="Outcome.Fail"/>.</param>
/// <param name="Reason">One sentence about this host.</param>
public sealed record FleetRefusal(string Check, Outcome Outcome, string Reason);
