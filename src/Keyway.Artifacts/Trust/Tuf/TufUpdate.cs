// SPDX-License-Identifier: Apache-2.0

using Keyway.Artifacts.Content;

namespace Keyway.Artifacts.Trust.Tuf;

/// <summary>
/// What one update cycle came to trust: finds targets (TUF 5.6.7) and fetches them (5.7). All of it is judged by the time at which the cycle began. Not thread safe.
/// </summary>
public sealed class TufUpdate
{
    private readonly ITufSource source;
    private readonly TufState state;
    private readonly TrustedSet trusted;
    private readonly TufClientSettings settings;

    internal TufUpdate(ITufSource source, TufState state, TrustedSet trusted, TufClientSettings settings)
    {
        this.source = source;
        this.state = state;
        this.trusted = trusted;
        this.settings = settings;
    }

    public long RootVersion => trusted.Root.Version;

    public long TimestampVersion => trusted.Timestamp!.Version;

    public long SnapshotVersion => trusted.Snapshot!.Version;

    public long TargetsVersion => trusted.TargetsOf(RoleNames.Targets)!.Version;

    /// <summary>When the first of the four top-level roles ends: until then the repository must have signed again.</summary>
    public DateTimeOffset Expires => new RoleMetadata[] { trusted.Root, trusted.Timestamp!, trusted.Snapshot!, trusted.TargetsOf(RoleNames.Targets)! }.Min(role => role.Expires);

    /// <summary>The paths that the top-level targets role lists; delegated roles may list more.</summary>
    public IReadOnlyList<string> TopLevelTargets => [.. trusted.TargetsOf(RoleNames.Targets)!.Files.Keys.Order(StringComparer.Ordinal)];

    /// <summary>Pre-order depth-first search through the delegations (5.6.7); null when no role that may speak for the path lists it.</summary>
    /// <exception cref="KeywayException">KW2315: too many roles. KW2300 to KW2310: a delegated role on the way cannot be had or verified, which ends the search.</exception>
    public async Task<TargetFile?> FindAsync(string path, CancellationToken cancellationToken)
    {
        HashSet<string> visited = new(StringComparer.Ordinal);
        Stack<(RoleKeys Keys, string KeysFrom)> toVisit = new([(trusted.Root[RoleNames.Targets], "the trusted root")]);
        while (toVisit.TryPop(out var next))
        {
            if (!visited.Add(next.Keys.Role)) continue;
            if (visited.Count > settings.Limits.VisitedRoles + 1) throw Errors.SearchTooLong(path, settings.Limits.VisitedRoles);
            var role = await LoadTargetsAsync(next.Keys, next.KeysFrom, cancellationToken);
            if (role.Files.TryGetValue(path, out var found)) return found;
            Push(toVisit, role, path);
        }

        return null;
    }

    /// <summary>As <see cref="FindAsync"/>, for callers who know that it must be there.</summary>
    /// <exception cref="KeywayException">KW2309: no role that may speak for the path lists it.</exception>
    public async Task<TargetFile> DemandAsync(string path, CancellationToken cancellationToken) => await FindAsync(path, cancellationToken) ?? throw Errors.NoSuchTarget(path);

    /// <summary>Downloads a target, or takes it from the cache when that still has the listed content (5.7).</summary>
    /// <returns>The verified content.</returns>
    /// <exception cref="KeywayException">KW2305 other content; KW2310 too large; KW2313 unsafe path; KW2314 missing; or a code of the transport.</exception>
    public async Task<byte[]> ReadAsync(TargetFile target, string? cacheDirectory, CancellationToken cancellationToken)
    {
        TargetPath.Demand(target.Path);
        var cached = cacheDirectory is null ? null : Path.Combine(cacheDirectory, RoleFile.OfTarget(target.Path));
        if (cached is not null && FromCache(cached, target) is { } content) return content;
        content = await DownloadAsync(target, cancellationToken);
        if (cached is not null)
        {
            DurableDirectory.Create(cacheDirectory!);
            await AtomicFile.WriteAsync(cached, content, cancellationToken);
        }

        return content;
    }

    /// <summary>The file of a target in a cache directory, whether it is there or not.</summary>
    public static string CachePath(string cacheDirectory, string targetPath) => Path.Combine(cacheDirectory, RoleFile.OfTarget(targetPath));

    internal async Task<TargetsMetadata> LoadTargetsAsync(RoleKeys keys, string keysFrom, CancellationToken cancellationToken)
    {
        if (trusted.TargetsOf(keys, keysFrom) is { } known) return known;
        var listed = trusted.ListedTargets(keys.Role);
        if (FromState(keys, keysFrom) is { } local) return local;
        var file = RoleFile.AtRepository(keys.Role, trusted.Root.IsConsistent ? listed.Version : null);
        var bytes = await source.ReadMetadataAsync(file, listed.LimitOr(settings.Limits.TargetsSize), "5.6.1", cancellationToken)
            ?? throw Errors.MissingMetadata("5.6.1", file, source.Name);
        var loaded = trusted.UpdateTargets(keys, bytes, file, keysFrom);
        await state.WriteAsync(keys.Role, bytes, cancellationToken);
        return loaded;
    }

    // Deepest first: the first delegation is on top of the stack. A terminating one hides what would have come after it, at every level (5.6.7.2.1).
    private static void Push(Stack<(RoleKeys Keys, string KeysFrom)> toVisit, TargetsMetadata role, string path)
    {
        List<(RoleKeys Keys, string KeysFrom)> matching = [];
        foreach (var delegation in role.Delegations)
        {
            if (delegation.For(path) is not { } keys) continue;
            matching.Add((keys, role.File));
            if (!delegation.IsTerminating) continue;
            toVisit.Clear();
            break;
        }

        foreach (var next in Enumerable.Reverse(matching)) toVisit.Push(next);
    }

    private TargetsMetadata? FromState(RoleKeys keys, string keysFrom)
    {
        if (state.Read(keys.Role) is not { } bytes) return null;
        try
        {
            return trusted.UpdateTargets(keys, bytes, $"the cached {RoleFile.InState(keys.Role)}", keysFrom);
        }
        catch (KeywayException) when (source is not NoTufSource)
        {
            return null;
        }
    }

    private async Task<byte[]> DownloadAsync(TargetFile target, CancellationToken cancellationToken)
    {
        if (target.Length > settings.Limits.TargetSize) throw Errors.TooLarge("5.7.3", target.Path, settings.Limits.TargetSize);
        var file = NameOf(target);
        var content = await source.ReadTargetAsync(file, (int)target.Length, cancellationToken) ?? throw Errors.MissingTarget(file, source.Name);
        if (content.Length != target.Length) throw Errors.OtherContent("5.7.3", target.Path, $"{target.Length} bytes", $"{content.Length} bytes", $"the role {target.Role}");
        target.Hashes.Demand("5.7.3", target.Path, content, $"the role {target.Role}");
        return content;
    }

    private string NameOf(TargetFile target)
    {
        if (!trusted.Root.IsConsistent || !settings.PrefixesTargets || target.Hashes.Preferred is not { } hash) return target.Path;
        var slash = target.Path.LastIndexOf('/') + 1;
        return $"{target.Path[..slash]}{hash}.{target.Path[slash..]}";
    }

    private static byte[]? FromCache(string path, TargetFile target)
    {
        if (!File.Exists(path) || new FileInfo(path).Length != target.Length || target.Length > int.MaxValue - 1) return null;
        var content = SmallFile.Read(path, (int)target.Length);
        return content.Length == target.Length && target.Hashes.Match(content) ? content : null;
    }
}
