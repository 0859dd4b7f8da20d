// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Artifacts.Trust.Tuf;

/// <summary>What a new repository starts with. Immutable.</summary>
public sealed record RepositoryPlan
{
    public required RolePlan Root { get; init; }

    public required RolePlan Targets { get; init; }

    public required RolePlan Snapshot { get; init; }

    public required RolePlan Timestamp { get; init; }

    /// <summary>Whether files carry their version or hash in the name (TUF section 6.2). Without it a client may meet a half-written repository.</summary>
    public bool HasConsistentSnapshots { get; init; } = true;

    internal IEnumerable<(string Role, RolePlan Plan)> Roles =>
        [(RoleNames.Root, Root), (RoleNames.Timestamp, Timestamp), (RoleNames.Snapshot, Snapshot), (RoleNames.Targets, Targets)];
}
