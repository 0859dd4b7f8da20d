// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Artifacts.Trust.Tuf;

/// <summary>How far a staged role is. A new root needs the threshold of the root before it too, and then has two of these. Immutable.</summary>
public sealed record StagedStatus(string Role, long Version, int Signers, long Threshold)
{
    /// <summary>Whether this counts the keys of the root before.</summary>
    public bool CountsFormerKeys { get; init; }

    public bool IsReady => Signers >= Threshold;

    internal static StagedStatus Of(StagedRole role, RoleKeys keys) =>
        new(role.Role, role.Version, keys.SignersOf(SignedDocument.Parse(role.ToBytes(), $"the staged {role.Role}")), keys.Threshold);
}
