// SPDX-License-Identifier: Apache-2.0

using Keyway.Resolution.Ladders;

namespace Keyway.Resolution.Domains;

/// <summary>
/// What a joint choice is worth, compared in this order: policy, members served, newness of the shared version, how
/// specific the members' versions are, cost of the change, bytes. Less is better. Spec: spec/plan §"Joint choice".
/// </summary>
/// <param name="PolicyRank">Of the offers that count.</param>
/// <param name="Unserved">Members that get nothing.</param>
/// <param name="Age">Place of the shared version from the newest on.</param>
/// <param name="Preference">Sum over the members served.</param>
/// <param name="Cost">Sum over the members served.</param>
/// <param name="Bytes">Sum over the members served.</param>
public readonly record struct JointValue(int PolicyRank, int Unserved, int Age, long Preference, LadderCost Cost, long Bytes) : IComparable<JointValue>
{
    /// <inheritdoc/>
    public int CompareTo(JointValue other) =>
        (PolicyRank, Unserved, Age, Preference, Cost, Bytes).CompareTo((other.PolicyRank, other.Unserved, other.Age, other.Preference, other.Cost, other.Bytes));
}
