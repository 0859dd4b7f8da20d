// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Artifacts.Trust.Tuf;

/// <summary>The keys of a new role and how many of them must sign. Immutable.</summary>
public sealed record RolePlan(IReadOnlyList<RoleKey> Keys, int Threshold = 1)
{
    /// <exception cref="KeywayException">KW2333: the threshold cannot be reached, or a key is listed twice.</exception>
    internal void Demand(string role)
    {
        if (Keys.Select(key => key.PublicKey.Fingerprint).Distinct().Count() != Keys.Count) throw Errors.BadPlan(role, "the same key is listed twice");
        if (Threshold < 1 || Threshold > Keys.Count) throw Errors.BadPlan(role, $"its threshold is {Threshold} and it has {Keys.Count} keys");
    }
}
