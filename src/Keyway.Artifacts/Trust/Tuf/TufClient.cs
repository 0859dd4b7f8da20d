// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Artifacts.Trust.Tuf;

/// <summary>
/// A client per the TUF specification 1.0, detailed client workflow (section 5). Keeps what it trusted in a <see cref="TufState"/>, persists each role as soon as it is
/// trusted, and verifies again whatever it reads back. Not thread safe; several processes may share a state.
/// </summary>
public sealed class TufClient(ITufSource source, TufState state, TufClientSettings settings)
{
    private const string LocalPrefix = "the cached ";

    /// <summary>Starts the trust of a state directory from a root.json that came over a trusted way (5.2). Asks no repository.</summary>
    /// <exception cref="KeywayException">KW2300, KW2301, KW2302, KW2307: it is no root signed by its own threshold.</exception>
    public static async Task TrustAsync(TufState state, byte[] root, CancellationToken cancellationToken)
    {
        TrustedSet trusted = new(root, "the given root", DateTimeOffset.MinValue);
        using var held = await state.LockAsync(cancellationToken);
        state.Delete(RoleNames.TopLevel);
        await state.WriteRootAsync(trusted.Root.Version, root, cancellationToken);
    }

    /// <summary>
    /// One update cycle: 1. the time is fixed (5.1); 2. the trusted root is loaded (5.2) and updated (5.3); 3. the timestamp (5.4); 4. the snapshot (5.5); 5. the top-level
    /// targets (5.6). What was persisted before a failure stays trusted and is safe.
    /// </summary>
    /// <exception cref="KeywayException">KW2300 to KW2318, naming the step, or a code of the transport.</exception>
    public async Task<TufUpdate> UpdateAsync(CancellationToken cancellationToken)
    {
        using var held = await state.LockAsync(cancellationToken);
        var trusted = LoadRoot(state.StartTime(settings.ClockTolerance));
        await UpdateRootAsync(trusted, cancellationToken);
        await UpdateTimestampAsync(trusted, cancellationToken);
        await UpdateSnapshotAsync(trusted, cancellationToken);
        TufUpdate update = new(source, state, trusted, settings);
        await update.LoadTargetsAsync(trusted.Root[RoleNames.Targets], "the trusted root", cancellationToken);
        // Never earlier than before: within the tolerance, small steps back would add up.
        if (state.LastUpdate is not { } seen || trusted.Start > seen) await state.WriteLastUpdateAsync(trusted.Start, cancellationToken);
        return update;
    }

    /// <summary>
    /// What was trusted at the last update, without the repository, verified again. Root and targets must not have expired; for timestamp and snapshot, which expire within
    /// days, the age of the last update counts instead.
    /// </summary>
    /// <exception cref="KeywayException">KW2316: never updated, or too long ago. Else as for <see cref="UpdateAsync"/>.</exception>
    public async Task<TufUpdate> OpenCachedAsync(CancellationToken cancellationToken)
    {
        var start = state.StartTime(settings.ClockTolerance);
        var trusted = LoadRoot(start);
        var updated = state.LastUpdate ?? throw Errors.NeverUpdated(state.Directory);
        if (start - updated > settings.OfflineAge) throw Errors.CacheTooOld(state.Directory, updated, start - updated, settings.OfflineAge);
        trusted.DemandFreshRoot();
        trusted.RestoreTimestamp(Cached(RoleNames.Timestamp), LocalPrefix + RoleNames.Timestamp);
        trusted.RestoreSnapshot(Cached(RoleNames.Snapshot), LocalPrefix + RoleNames.Snapshot);
        if (!trusted.HasCurrentSnapshot(mayBeExpired: true)) throw Errors.OtherVersion("5.5.4", "the cached snapshot", trusted.Timestamp!.Snapshot.Version, trusted.Snapshot!.Version, "the cached timestamp");
        TufUpdate update = new(NoTufSource.Instance, state, trusted, settings);
        await update.LoadTargetsAsync(trusted.Root[RoleNames.Targets], "the trusted root", cancellationToken);
        return update;
    }

    private byte[] Cached(string role) => state.Read(role) ?? throw Errors.NeverUpdated(state.Directory);

    private TrustedSet LoadRoot(DateTimeOffset start)
    {
        if (settings.Anchor is null) return new(state.Read(RoleNames.Root) ?? throw Errors.NoTrustedRoot(state.Directory), "root.json", start);
        TrustedSet trusted = new(settings.Anchor, "the shipped root", start);
        while (state.ReadRoot(trusted.Root.Version + 1) is { } bytes && TryClimb(trusted, bytes)) { }
        return trusted;
    }

    // A damaged history is no reason to give up: the repository has all roots.
    private static bool TryClimb(TrustedSet trusted, byte[] bytes)
    {
        try
        {
            return trusted.TryUpdateRoot(bytes, $"{LocalPrefix}{trusted.Root.Version + 1}.root.json", out _);
        }
        catch (KeywayException)
        {
            return false;
        }
    }

    private async Task UpdateRootAsync(TrustedSet trusted, CancellationToken cancellationToken)
    {
        for (var rotations = 0; rotations < settings.Limits.RootRotations; rotations++)
        {
            var file = RoleFile.AtRepository(RoleNames.Root, trusted.Root.Version + 1);
            var bytes = await source.ReadMetadataAsync(file, settings.Limits.RootSize, "5.3.3", cancellationToken);
            if (bytes is null || !trusted.TryUpdateRoot(bytes, file, out var lostKeys)) break;
            // 5.3.11 before 5.3.8: after a power cut between the two, nobody would know any more that keys were rotated.
            if (lostKeys) state.Delete(RoleNames.Timestamp, RoleNames.Snapshot);
            await state.WriteRootAsync(trusted.Root.Version, bytes, cancellationToken);
        }

        trusted.DemandFreshRoot();
    }

    private async Task UpdateTimestampAsync(TrustedSet trusted, CancellationToken cancellationToken)
    {
        Restore(RoleNames.Timestamp, trusted.RestoreTimestamp);
        var file = RoleFile.AtRepository(RoleNames.Timestamp, version: null);
        var bytes = await FetchAsync(file, settings.Limits.TimestampSize, "5.4.1", cancellationToken);
        if (trusted.TryUpdateTimestamp(bytes, file)) await state.WriteAsync(RoleNames.Timestamp, bytes, cancellationToken);
        trusted.DemandFreshTimestamp();
    }

    private async Task UpdateSnapshotAsync(TrustedSet trusted, CancellationToken cancellationToken)
    {
        Restore(RoleNames.Snapshot, trusted.RestoreSnapshot);
        if (trusted.HasCurrentSnapshot(mayBeExpired: false)) return;
        var listed = trusted.Timestamp!.Snapshot;
        var file = RoleFile.AtRepository(RoleNames.Snapshot, trusted.Root.IsConsistent ? listed.Version : null);
        var bytes = await FetchAsync(file, listed.LimitOr(settings.Limits.SnapshotSize), "5.5.1", cancellationToken);
        trusted.UpdateSnapshot(bytes, file);
        await state.WriteAsync(RoleNames.Snapshot, bytes, cancellationToken);
    }

    private async Task<byte[]> FetchAsync(string file, int limit, string step, CancellationToken cancellationToken) =>
        await source.ReadMetadataAsync(file, limit, step, cancellationToken) ?? throw Errors.MissingMetadata(step, file, source.Name);

    // What no longer verifies, by damage or because its keys were revoked, is as good as absent.
    private void Restore(string role, Action<byte[], string> restore)
    {
        if (state.Read(role) is not { } bytes) return;
        try
        {
            restore(bytes, LocalPrefix + role);
        }
        catch (KeywayException)
        {
            // Then it is downloaded.
        }
    }
}
