// SPDX-License-Identifier: Apache-2.0

using System.Diagnostics;
using Keyway.Artifacts.Keys;
using Keyway.Artifacts.Trust.Tuf;
using Keyway.Tests.Fixtures;

namespace Keyway.EndToEnd.Trust;

/// <summary>A repository of ours, with a delegation and keys of each kind, on a loopback server.</summary>
internal sealed class PublishedRepository : IAsyncDisposable
{
    private readonly TemporaryDirectory directory = new();
    private readonly LoopbackServer server;
    private readonly SoftwareKey rootKey = SoftwareKey.Generate(KeyKind.EcdsaP256);
    private readonly SoftwareKey targetsKey = SoftwareKey.Generate(KeyKind.Ed25519);
    private readonly SoftwareKey teamKey = SoftwareKey.Generate(KeyKind.EcdsaP256);

    private int killAt;
    private int seen;
    private Process? victim;

    private PublishedRepository() => server = new(Serve);

    public string Directory => directory.Combine("repository");

    public string MetadataUrl => $"http://{server.Authority}/metadata/";

    public string TargetsUrl => $"http://{server.Authority}/targets/";

    public string InitialRoot => Path.Combine(Directory, "metadata", "1.root.json");

    public IEnumerable<string> Requests => server.Requests.Select(request => request.Target.Split('/')[^1]);

    private SoftwareKey OnlineKey { get; } = SoftwareKey.Generate(KeyKind.Ed25519);

    /// <summary>Root version 2, because its targets key was rotated, with <c>dir/file</c> by targets and <c>team/file</c> by a delegated role.</summary>
    public static async Task<PublishedRepository> CreateAsync()
    {
        PublishedRepository published = new();
        using var first = SoftwareKey.Generate(KeyKind.EcdsaP256);
        RolePlan online = new([RoleKey.Of(published.OnlineKey)]);
        RepositoryPlan plan = new() { Root = new([RoleKey.Of(published.rootKey)]), Targets = new([RoleKey.Of(first)]), Snapshot = online, Timestamp = online };
        var repository = await TufRepository.CreateAsync(published.Directory, plan, new(), TimeProvider.System, default);
        await repository.SignAsync([published.rootKey, first], default);
        await published.PublishAsync();
        await repository.RotateAsync(RoleNames.Targets, [RoleKey.Of(published.targetsKey)], [RoleKey.Of(first).Id], null, default);
        await repository.DelegateAsync(RoleNames.Targets, new DelegationPlan { Name = "team", Keys = new([RoleKey.Of(published.teamKey)]), Paths = ["team/*"] }, default);
        await published.AddAsync(RoleNames.Targets, "dir/file", "by targets"u8.ToArray());
        await published.AddAsync("team", "team/file", "by team"u8.ToArray());
        return published;
    }

    public async Task AddAsync(string role, string path, byte[] content)
    {
        var repository = TufRepository.Open(Directory, new(), TimeProvider.System);
        await repository.AddTargetAsync(role, path, content, null, default);
        await repository.SignAsync([rootKey, targetsKey, teamKey], default);
        await PublishAsync();
    }

    public Task<PublishReport> PublishAsync() => TufRepository.Open(Directory, new(), TimeProvider.System).PublishAsync([OnlineKey], default);

    /// <summary>Kills a client, with SIGKILL, when its n-th request arrives; 0 kills nobody.</summary>
    public void KillAt(int request, Process? client) => (killAt, victim, seen) = (request, client, 0);

    public async ValueTask DisposeAsync()
    {
        await server.DisposeAsync();
        directory.Dispose();
        foreach (var key in (SoftwareKey[])[rootKey, targetsKey, teamKey, OnlineKey]) key.Dispose();
    }

    private LoopbackResponse Serve(LoopbackRequest request)
    {
        if (++seen == killAt) victim!.Kill();
        var file = Path.Combine(Directory, Uri.UnescapeDataString(request.Path).TrimStart('/'));
        return File.Exists(file) ? LoopbackResponse.Of(200, File.ReadAllBytes(file)) : LoopbackResponse.Of(404);
    }
}
