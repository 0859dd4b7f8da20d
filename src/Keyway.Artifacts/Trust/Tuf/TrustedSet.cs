// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Artifacts.Trust.Tuf;

/// <summary>
/// What an update cycle trusts so far, and the checks of TUF sections 5.2 to 5.6 by which anything gets in. Takes bytes, touches no disk or network; the time is the one
/// recorded at the start (5.1). Bytes from the local cache pass the same checks as bytes from the repository. Not thread safe.
/// </summary>
internal sealed class TrustedSet
{
    private readonly Dictionary<string, TargetsMetadata> targets = new(StringComparer.Ordinal);
    private readonly Dictionary<string, RoleKeys> verifiedBy = new(StringComparer.Ordinal);

    public TrustedSet(byte[] trustedRoot, string file, DateTimeOffset start)
    {
        Start = start;
        Root = RootMetadata.Parse(trustedRoot, file);
        Root[RoleNames.Root].Demand("5.2", Root.Document, file);
    }

    public DateTimeOffset Start { get; }

    public RootMetadata Root { get; private set; }

    public TimestampMetadata? Timestamp { get; private set; }

    public SnapshotMetadata? Snapshot { get; private set; }

    public TargetsMetadata? TargetsOf(string role) => targets.GetValueOrDefault(role);

    /// <summary>A role that was loaded before. Where another delegation leads to it, its keys must have signed it as well (5.6.3): a name is no authority.</summary>
    /// <exception cref="KeywayException">KW2302: too few of these keys signed it.</exception>
    public TargetsMetadata? TargetsOf(RoleKeys keys, string keysFrom)
    {
        if (TargetsOf(keys.Role) is not { } known) return null;
        if (!ReferenceEquals(verifiedBy[keys.Role], keys)) keys.Demand("5.6.3", known.Document, keysFrom);
        return known;
    }

    /// <summary>5.3.4 to 5.3.7. False when the file is the trusted root again: then there is no newer one.</summary>
    /// <param name="bytes">Version N+1 as received.</param>
    /// <param name="file">Its name, for refusals.</param>
    /// <param name="lostKeys">Whether the timestamp or snapshot role lost a key (5.3.11).</param>
    public bool TryUpdateRoot(byte[] bytes, string file, out bool lostKeys)
    {
        lostKeys = false;
        var newer = RootMetadata.Parse(bytes, file);
        Root[RoleNames.Root].Demand("5.3.4", newer.Document, $"the trusted root (version {Root.Version})");
        newer[RoleNames.Root].Demand("5.3.4", newer.Document, "it itself");
        if (newer.Version == Root.Version) return false;
        if (newer.Version < Root.Version) throw Errors.Rollback("5.3.5", "version", Root.Version, file, $"{newer.Version}");
        if (newer.Version != Root.Version + 1) throw Errors.OtherVersion("5.3.5", file, Root.Version + 1, newer.Version, "the trusted root's successor");
        lostKeys = Root[RoleNames.Timestamp].LostKeysTo(newer[RoleNames.Timestamp]) || Root[RoleNames.Snapshot].LostKeysTo(newer[RoleNames.Snapshot]);
        Root = newer;
        return true;
    }

    /// <summary>5.3.10.</summary>
    public void DemandFreshRoot() => Root.DemandFresh("5.3.10", Start);

    /// <summary>The timestamp trusted before: what newer ones must not fall behind, and the one to use when there is no newer one. It may have expired.</summary>
    public void RestoreTimestamp(byte[] bytes, string file)
    {
        var timestamp = TimestampMetadata.Parse(bytes, file);
        Root[RoleNames.Timestamp].Demand("5.4.2", timestamp.Document, "the trusted root");
        Timestamp = timestamp;
    }

    /// <summary>5.4.2 to 5.4.4. False when it has the version trusted before: that one stays, whatever this one says.</summary>
    public bool TryUpdateTimestamp(byte[] bytes, string file)
    {
        var newer = TimestampMetadata.Parse(bytes, file);
        Root[RoleNames.Timestamp].Demand("5.4.2", newer.Document, "the trusted root");
        if (Timestamp is { } trusted)
        {
            if (newer.Version < trusted.Version) throw Errors.Rollback("5.4.3.1", "version", trusted.Version, file, $"{newer.Version}");
            if (newer.Version == trusted.Version) return false;
            if (newer.Snapshot.Version < trusted.Snapshot.Version) throw Errors.Rollback("5.4.3.2", "snapshot version", trusted.Snapshot.Version, file, $"{newer.Snapshot.Version}");
        }

        newer.DemandFresh("5.4.4", Start);
        Timestamp = newer;
        return true;
    }

    /// <summary>5.4.4 for the timestamp that is used, also when it is the one trusted before.</summary>
    public void DemandFreshTimestamp() => Timestamp!.DemandFresh("5.4.4", Start);

    /// <summary>The snapshot trusted before. It may have expired and be older than the timestamp wants.</summary>
    public void RestoreSnapshot(byte[] bytes, string file)
    {
        var snapshot = SnapshotMetadata.Parse(bytes, file);
        Root[RoleNames.Snapshot].Demand("5.5.3", snapshot.Document, "the trusted root");
        Snapshot = snapshot;
    }

    /// <summary>Whether the snapshot trusted before is the one that the timestamp names, so that none need be downloaded.</summary>
    public bool HasCurrentSnapshot(bool mayBeExpired) =>
        Snapshot is { } snapshot && snapshot.Version == Timestamp!.Snapshot.Version && Timestamp.Snapshot.Matches(snapshot.Document.Bytes) && (mayBeExpired || snapshot.Expires > Start);

    /// <summary>5.5.2 to 5.5.6.</summary>
    public void UpdateSnapshot(byte[] bytes, string file)
    {
        var listed = Timestamp!.Snapshot;
        listed.Demand("5.5.2", file, bytes, Timestamp.File);
        var newer = SnapshotMetadata.Parse(bytes, file);
        Root[RoleNames.Snapshot].Demand("5.5.3", newer.Document, "the trusted root");
        if (newer.Version != listed.Version) throw Errors.OtherVersion("5.5.4", file, listed.Version, newer.Version, Timestamp.File);
        foreach (var (name, before) in Snapshot?.Meta ?? new Dictionary<string, MetaFile>())
        {
            if (!newer.Meta.TryGetValue(name, out var now)) throw Errors.Rollback("5.5.5", $"no {name} any more, version", before.Version, file, "none");
            if (now.Version < before.Version) throw Errors.Rollback("5.5.5", $"{name} version", before.Version, file, $"{now.Version}");
        }

        newer.DemandFresh("5.5.6", Start);
        Snapshot = newer;
    }

    /// <summary>What the snapshot says of a targets role.</summary>
    /// <exception cref="KeywayException">KW2308: it is not listed.</exception>
    public MetaFile ListedTargets(string role) => Snapshot!.Of(role) ?? throw Errors.NotListed("5.6.1", role, Snapshot.File);

    /// <summary>5.6.2 to 5.6.5, for the targets role and, in 5.6.7, for delegated ones.</summary>
    /// <param name="keys">The role and whose signatures it needs: from the root, or from the delegation that led here.</param>
    /// <param name="bytes">The file as received.</param>
    /// <param name="file">Its name, for refusals.</param>
    /// <param name="keysFrom">The file that names the keys.</param>
    public TargetsMetadata UpdateTargets(RoleKeys keys, byte[] bytes, string file, string keysFrom)
    {
        var listed = ListedTargets(keys.Role);
        listed.Demand("5.6.2", file, bytes, Snapshot!.File);
        var newer = TargetsMetadata.Parse(bytes, file, keys.Role);
        keys.Demand("5.6.3", newer.Document, keysFrom);
        if (newer.Version != listed.Version) throw Errors.OtherVersion("5.6.4", file, listed.Version, newer.Version, Snapshot.File);
        newer.DemandFresh("5.6.5", Start);
        verifiedBy[keys.Role] = keys;
        return targets[keys.Role] = newer;
    }
}
