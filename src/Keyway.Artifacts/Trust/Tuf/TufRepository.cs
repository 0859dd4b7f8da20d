// SPDX-License-Identifier: Apache-2.0

using System.Text.Json;
using System.Text.Json.Nodes;
using Keyway.Artifacts.Keys;

namespace Keyway.Artifacts.Trust.Tuf;

/// <summary>
/// Writes a TUF repository in a directory (TUF section 6). Changes are staged, collect signatures, maybe on several machines, and reach clients by
/// <see cref="PublishAsync"/> alone, which first puts them through the checks of a client. Processes take turns.
/// </summary>
public sealed class TufRepository
{
    private readonly RepositoryFiles files;
    private readonly RoleLifetimes lifetimes;
    private readonly TimeProvider time;

    private TufRepository(RepositoryFiles files, RoleLifetimes lifetimes, TimeProvider time)
    {
        this.files = files;
        this.lifetimes = lifetimes;
        this.time = time;
    }

    /// <summary>The roles that wait for signatures or for publication.</summary>
    public IReadOnlyList<string> Staged => [.. files.ReadStaged().Select(role => role.Role)];

    /// <exception cref="KeywayException">KW2331: there is none.</exception>
    public static TufRepository Open(string directory, RoleLifetimes lifetimes, TimeProvider time)
    {
        RepositoryFiles existing = new(directory);
        return existing.Exists ? new(existing, lifetimes, time) : throw Errors.NoRepository(directory);
    }

    /// <summary>Stages the first root and an empty targets role.</summary>
    /// <exception cref="KeywayException">KW2332 there is one already; KW2333 a role that cannot sign; KW2330 a kind of key that TUF does not know.</exception>
    public static async Task<TufRepository> CreateAsync(string directory, RepositoryPlan plan, RoleLifetimes lifetimes, TimeProvider time, CancellationToken cancellationToken)
    {
        RepositoryFiles empty = new(directory);
        if (empty.Exists) throw Errors.RepositoryExists(directory);
        foreach (var (role, keys) in plan.Roles) keys.Demand(role);
        TufRepository repository = new(empty, lifetimes, time);
        using var held = await repository.LockAsync(cancellationToken);
        var root = StagedRole.New(RoleNames.Root, RoleNames.Root);
        root.Signed["consistent_snapshot"] = plan.HasConsistentSnapshots;
        root.Signed["keys"] = new JsonObject();
        root.Signed["roles"] = new JsonObject();
        foreach (var (role, keys) in plan.Roles) AddRole(root.Signed, role, keys);
        var targets = StagedRole.New(RoleNames.Targets, RoleNames.Targets);
        targets.Signed["targets"] = new JsonObject();
        await repository.StageAsync(root, cancellationToken);
        await repository.StageAsync(targets, cancellationToken);
        return repository;
    }

    /// <summary>Lists a file in a targets role, new or changed.</summary>
    /// <exception cref="KeywayException">KW2313 unsafe path; KW2334 no such role; KW2310 larger than clients accept.</exception>
    public async Task AddTargetAsync(string role, string path, byte[] content, JsonElement? custom, CancellationToken cancellationToken)
    {
        using var held = await LockAsync(cancellationToken);
        TargetPath.Demand(path);
        if (content.Length > TufLimits.Default.TargetSize) throw Errors.TooLarge("5.7.3", path, TufLimits.Default.TargetSize);
        var staged = Change(role);
        JsonObject entry = new() { ["length"] = content.Length, ["hashes"] = HashesOf(content) };
        if (custom is { } words) entry["custom"] = JsonNode.Parse(words.GetRawText());
        staged.Signed["targets"]!.AsObject()[path] = entry;
        await files.WriteStagedTargetAsync(path, content, cancellationToken);
        await StageAsync(staged, cancellationToken);
    }

    /// <summary>Takes a file out of a targets role.</summary>
    /// <exception cref="KeywayException">KW2334 no such role; KW2309 it does not list the path.</exception>
    public async Task RemoveTargetAsync(string role, string path, CancellationToken cancellationToken)
    {
        using var held = await LockAsync(cancellationToken);
        var staged = Change(role);
        if (!staged.Signed["targets"]!.AsObject().Remove(path)) throw Errors.NoSuchTarget(path);
        await StageAsync(staged, cancellationToken);
    }

    /// <summary>Adds a delegation, last in order, and stages an empty role for its holder to sign.</summary>
    /// <exception cref="KeywayException">KW2333 it cannot be; KW2334 no such delegator.</exception>
    public async Task DelegateAsync(string delegator, DelegationPlan plan, CancellationToken cancellationToken)
    {
        using var held = await LockAsync(cancellationToken);
        DelegationEdit.Demand(plan);
        var staged = Change(delegator);
        DelegationEdit.Add(staged.Signed, plan);
        await StageAsync(staged, cancellationToken);
        if (files.ReadStaged(plan.Name) is not null || files.ReadPublished().BytesOf(plan.Name) is not null) return;
        var role = StagedRole.New(plan.Name, RoleNames.Targets);
        role.Signed["targets"] = new JsonObject();
        await StageAsync(role, cancellationToken);
    }

    /// <summary>Adds and removes keys of a role and sets its threshold: in the root for top-level roles, else where it is delegated.</summary>
    /// <exception cref="KeywayException">KW2334 no such role; KW2333 the threshold could not be reached, or a key to remove is not listed.</exception>
    public async Task RotateAsync(string role, IReadOnlyList<RoleKey> added, IReadOnlyList<string> removedKeyIds, int? threshold, CancellationToken cancellationToken)
    {
        using var held = await LockAsync(cancellationToken);
        if (RoleNames.IsTopLevel(role))
        {
            var root = Change(RoleNames.Root);
            KeyRotation.Apply(role, root.Signed["keys"]!.AsObject(), root.Signed["roles"]![role]!.AsObject(), added, removedKeyIds, threshold);
            KeyList.DropUnused(root.Signed["keys"]!.AsObject(), root.Signed["roles"]!.AsObject().Select(each => each.Value!.AsObject()));
            await StageAsync(root, cancellationToken);
            return;
        }

        var delegators = Directory().DelegationsTo(role).Select(found => found.Delegator.Role).ToList();
        if (delegators.Count == 0) throw Errors.NoSuchRole(role, files.Directory);
        foreach (var delegator in delegators)
        {
            var staged = Change(delegator);
            DelegationEdit.Rotate(staged.Signed, role, added, removedKeyIds, threshold);
            await StageAsync(staged, cancellationToken);
        }
    }

    /// <summary>Signs again what would end soon, or what nothing else changes: a new version of the role as it is.</summary>
    public async Task RenewAsync(string role, CancellationToken cancellationToken)
    {
        using var held = await LockAsync(cancellationToken);
        await StageAsync(Change(role), cancellationToken);
    }

    /// <summary>Signs everything staged that one of the keys may sign.</summary>
    /// <returns>The roles that got a signature.</returns>
    public async Task<IReadOnlyList<string>> SignAsync(IReadOnlyList<ISigningKey> keys, CancellationToken cancellationToken)
    {
        using var held = await LockAsync(cancellationToken);
        var directory = Directory();
        List<string> signed = [];
        foreach (var role in files.ReadStaged())
        {
            var count = 0;
            foreach (var key in keys) count += await role.SignAsync(key, directory.SignersOf(role.Role), cancellationToken) ? 1 : 0;
            if (count == 0) continue;
            await files.WriteStagedAsync(role, cancellationToken);
            signed.Add(role.Role);
        }

        return signed;
    }

    /// <summary>What is staged, how many of its keys have signed, and how many must.</summary>
    public IReadOnlyList<StagedStatus> Status() => [.. files.ReadStaged().SelectMany(StatusOf)];

    /// <summary>Makes a snapshot and a timestamp of what is staged, checks all of it as a client would, and shows it to clients, the timestamp last.</summary>
    /// <exception cref="KeywayException">KW2337: a role lacks signatures. KW2300 to KW2310: a client would refuse it.</exception>
    public async Task<PublishReport> PublishAsync(IReadOnlyList<ISigningKey> onlineKeys, CancellationToken cancellationToken)
    {
        using var held = await LockAsync(cancellationToken);
        return await new Publication(files, Directory(), lifetimes, time.GetUtcNow()).RunAsync(onlineKeys, cancellationToken);
    }

    private Task<IDisposable> LockAsync(CancellationToken cancellationToken) => DirectoryLock.TakeAsync(files.Directory, time, cancellationToken);

    private IEnumerable<StagedStatus> StatusOf(StagedRole role) => Directory().SignersOf(role.Role).Select((keys, index) => StagedStatus.Of(role, keys) with { CountsFormerKeys = role.Role == RoleNames.Root && index > 0 });

    private RoleDirectory Directory() => new(files.ReadPublished(), files.ReadStaged());

    private StagedRole Change(string role)
    {
        if (files.ReadStaged(role) is { } staged) return staged;
        return files.ReadPublished().BytesOf(role) is { } bytes ? StagedRole.Of(role, bytes) : throw Errors.NoSuchRole(role, files.Directory);
    }

    private Task StageAsync(StagedRole role, CancellationToken cancellationToken) =>
        files.WriteStagedAsync(role.Changed(checked(files.ReadPublished().VersionOf(role.Role) + 1), time.GetUtcNow() + lifetimes[role.Role]), cancellationToken);

    private static void AddRole(JsonObject root, string role, RolePlan plan)
    {
        JsonObject entry = new() { ["keyids"] = new JsonArray(), ["threshold"] = plan.Threshold };
        KeyList.Add(root["keys"]!.AsObject(), entry, plan.Keys);
        root["roles"]!.AsObject()[role] = entry;
    }

    private static JsonObject HashesOf(byte[] content)
    {
        JsonObject hashes = [];
        foreach (var (name, value) in FileHashes.Of(content, "sha256", "sha512").ByAlgorithm) hashes[name] = value;
        return hashes;
    }
}
