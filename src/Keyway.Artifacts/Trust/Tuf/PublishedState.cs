// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Artifacts.Trust.Tuf;

/// <summary>What a repository directory shows to clients now: the newest root, and what the timestamp leads to. Immutable.</summary>
internal sealed record PublishedState(RootMetadata? Root, TimestampMetadata? Timestamp, SnapshotMetadata? Snapshot, IReadOnlyDictionary<string, TargetsMetadata> Targets)
{
    public byte[]? BytesOf(string role) => role == RoleNames.Root ? Root?.Document.Bytes : Targets.GetValueOrDefault(role)?.Document.Bytes;

    public long VersionOf(string role) => role == RoleNames.Root ? Root?.Version ?? 0 : Targets.GetValueOrDefault(role)?.Version ?? 0;
}
