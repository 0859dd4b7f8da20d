// SPDX-License-Identifier: Apache-2.0

using System.Text.Json.Nodes;
using Keyway.Artifacts.Keys;

namespace Keyway.Artifacts.Trust.Tuf;

/// <summary>
/// One publication: 1. every changed role has its signatures; 2. the snapshot lists all targets roles, the timestamp the snapshot; 3. a client that trusted what was
/// published before accepts it; 4. targets are written, then roots, targets roles, the snapshot, and last the timestamp, so that no client ever sees half of it.
/// </summary>
internal sealed class Publication(RepositoryFiles files, RoleDirectory roles, RoleLifetimes lifetimes, DateTimeOffset now)
{
    private readonly PublishedState published = roles.Published;

    private RootMetadata Root => roles.Root ?? throw Errors.NoSuchRole(RoleNames.Root, files.Directory);

    public async Task<PublishReport> RunAsync(IReadOnlyList<ISigningKey> onlineKeys, CancellationToken cancellationToken)
    {
        var staged = files.ReadStaged();
        DemandSignatures(staged);
        var snapshot = await SignAsync(NewSnapshot(), onlineKeys, cancellationToken);
        var timestamp = await SignAsync(NewTimestamp(snapshot), onlineKeys, cancellationToken);
        var trusted = Check(staged, snapshot.ToBytes(), timestamp.ToBytes());
        await WriteTargetsAsync(staged, cancellationToken);
        foreach (var role in staged) await WriteAsync(role, cancellationToken);
        await WriteAsync(snapshot, cancellationToken);
        await WriteAsync(timestamp, cancellationToken);
        files.ClearStaged();
        return Report(staged, trusted);
    }

    private void DemandSignatures(IReadOnlyList<StagedRole> staged)
    {
        foreach (var role in staged)
        {
            foreach (var status in roles.SignersOf(role.Role).Select(keys => StagedStatus.Of(role, keys)))
            {
                if (!status.IsReady) throw Errors.NotReady(status);
            }
        }
    }

    private StagedRole NewSnapshot()
    {
        var snapshot = StagedRole.New(RoleNames.Snapshot, RoleNames.Snapshot);
        JsonObject meta = [];
        foreach (var (role, metadata) in roles.Targets.OrderBy(role => role.Key, StringComparer.Ordinal)) meta[role + ".json"] = Describe(metadata.Version, metadata.Document.Bytes);
        snapshot.Signed["meta"] = meta;
        return snapshot.Changed(checked((published.Snapshot?.Version ?? 0) + 1), now + lifetimes.Snapshot);
    }

    private StagedRole NewTimestamp(StagedRole snapshot)
    {
        var timestamp = StagedRole.New(RoleNames.Timestamp, RoleNames.Timestamp);
        timestamp.Signed["meta"] = new JsonObject { ["snapshot.json"] = Describe(snapshot.Version, snapshot.ToBytes()) };
        return timestamp.Changed(checked((published.Timestamp?.Version ?? 0) + 1), now + lifetimes.Timestamp);
    }

    private static JsonObject Describe(long version, byte[] bytes) => new()
    {
        ["version"] = version,
        ["length"] = bytes.Length,
        ["hashes"] = new JsonObject { ["sha256"] = FileHashes.Of(bytes, "sha256").Preferred },
    };

    private async Task<StagedRole> SignAsync(StagedRole role, IReadOnlyList<ISigningKey> keys, CancellationToken cancellationToken)
    {
        var signers = Root[role.Role];
        foreach (var key in keys) await role.SignAsync(key, [signers], cancellationToken);
        var status = StagedStatus.Of(role, signers);
        return status.IsReady ? role : throw Errors.NotReady(status);
    }

    private TrustedSet Check(IReadOnlyList<StagedRole> staged, byte[] snapshot, byte[] timestamp)
    {
        var newRoot = staged.FirstOrDefault(role => role.Role == RoleNames.Root)?.ToBytes();
        TrustedSet trusted = new(published.Root?.Document.Bytes ?? newRoot!, "the published root", now);
        var lostKeys = false;
        if (published.Root is not null && newRoot is not null) trusted.TryUpdateRoot(newRoot, "the staged root", out lostKeys);
        trusted.DemandFreshRoot();
        if (!lostKeys && published.Timestamp is { } oldTimestamp) trusted.RestoreTimestamp(oldTimestamp.Document.Bytes, "the published timestamp");
        if (!lostKeys && published.Snapshot is { } oldSnapshot) trusted.RestoreSnapshot(oldSnapshot.Document.Bytes, "the published snapshot");
        trusted.TryUpdateTimestamp(timestamp, "the new timestamp");
        trusted.UpdateSnapshot(snapshot, "the new snapshot");
        CheckTargets(trusted, trusted.Root[RoleNames.Targets], "the root");
        return trusted;
    }

    private void CheckTargets(TrustedSet trusted, RoleKeys keys, string keysFrom)
    {
        if (trusted.TargetsOf(keys.Role) is not null) return;
        var metadata = roles.Targets.GetValueOrDefault(keys.Role) ?? throw Errors.NoSuchRole(keys.Role, files.Directory);
        trusted.UpdateTargets(keys, metadata.Document.Bytes, metadata.File, keysFrom);
        foreach (var delegation in metadata.Delegations.OfType<NamedDelegation>()) CheckTargets(trusted, delegation.Keys, metadata.File);
    }

    private async Task WriteTargetsAsync(IReadOnlyList<StagedRole> staged, CancellationToken cancellationToken)
    {
        foreach (var target in staged.Where(role => role.Role != RoleNames.Root).SelectMany(role => roles.Targets[role.Role].Files.Values))
        {
            if (files.ReadStagedTarget(target.Path) is not { } content || !target.Hashes.Match(content)) continue;
            foreach (var name in NamesOf(target)) await files.WriteAsync(DirectoryTufSource.TargetsFolder, name, content, cancellationToken);
        }
    }

    // Section 6.2.1: one copy for each hash, since clients choose which one to ask for.
    private IEnumerable<string> NamesOf(TargetFile target)
    {
        if (!Root.IsConsistent) return [target.Path];
        var slash = target.Path.LastIndexOf('/') + 1;
        return target.Hashes.ByAlgorithm.Values.Select(hash => $"{target.Path[..slash]}{hash}.{target.Path[slash..]}");
    }

    private Task WriteAsync(StagedRole role, CancellationToken cancellationToken)
    {
        var isVersioned = role.Role == RoleNames.Root || (Root.IsConsistent && role.Role != RoleNames.Timestamp);
        return files.WriteAsync(DirectoryTufSource.MetadataFolder, RoleFile.AtRepository(role.Role, isVersioned ? role.Version : null), role.ToBytes(), cancellationToken);
    }

    private PublishReport Report(IReadOnlyList<StagedRole> staged, TrustedSet trusted)
    {
        IEnumerable<RoleMetadata> all = [trusted.Root, trusted.Timestamp!, trusted.Snapshot!, .. roles.Targets.Values];
        return new(trusted.Root.Version, trusted.Timestamp!.Version, trusted.Snapshot!.Version,
            roles.Targets.ToDictionary(role => role.Key, role => role.Value.Version, StringComparer.Ordinal), [.. staged.Select(role => role.Role)], all.Min(role => role.Expires));
    }
}
