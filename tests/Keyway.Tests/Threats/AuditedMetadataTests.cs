// SPDX-License-Identifier: Apache-2.0

using Keyway.Artifacts.Trust.Tuf;
using Keyway.Tests.Artifacts.Trust.Tuf;
using Keyway.Tests.Fixtures;

namespace Keyway.Tests.Threats;

/// <summary>A hostile TUF repository on the network: rollback and freeze of every role, and what else its keys' thieves may try, refused by <c>keyway tuf refresh</c> on record.</summary>
public sealed class AuditedMetadataTests : IAsyncLifetime
{
    private static readonly string[] All = [RoleNames.Root, RoleNames.Targets, RoleNames.Snapshot, RoleNames.Timestamp];
    private static readonly string[] Online = [RoleNames.Targets, RoleNames.Snapshot, RoleNames.Timestamp];

    private readonly AuditedScene scene = new() { Time = new FixedTime(RepositorySimulator.Now) };
    private readonly RepositorySimulator repository = new() { ListsHashes = true };
    private readonly LoopbackServer server;

    public AuditedMetadataTests() => server = new LoopbackServer(request => Answer(request.Path));

    private string[] Refresh => ["tuf", "refresh", "state", "--repository", $"http://{server.Authority}/metadata/"];

    public async ValueTask InitializeAsync()
    {
        await File.WriteAllBytesAsync(scene.Combine("root.json"), repository.InitialRoot, TestContext.Current.CancellationToken);
        await scene.DoneAsync("tuf", "trust", "state", "root.json");
        repository.AddFile(RoleNames.Targets, "file.txt", "content"u8.ToArray());
        repository.Delegate(RoleNames.Targets, "delegated");
        repository.Publish(["delegated", .. Online]);
        await scene.DoneAsync(Refresh);
    }

    public async ValueTask DisposeAsync()
    {
        await server.DisposeAsync();
        scene.Dispose();
    }

    [Theory]
    [InlineData(RoleNames.Root)]
    [InlineData(RoleNames.Timestamp)]
    [InlineData(RoleNames.Snapshot)]
    [InlineData(RoleNames.Targets)]
    public async Task Rollback_of_every_role_is_refused_on_record(string role)
    {
        repository.Publish(All);
        await scene.DoneAsync(Refresh);
        Roll(role);

        await scene.RefusedAsync("KW2303", "trust-refresh", Refresh);
    }

    [Fact]
    public async Task Rollback_of_a_delegated_role_is_refused_on_record()
    {
        repository.Publish(["delegated", .. Online]);
        await scene.DoneAsync(Refresh);
        repository.RestartAt("delegated", 1);
        repository.Publish(["delegated", RoleNames.Snapshot, RoleNames.Timestamp]);

        await scene.RefusedAsync("KW2303", "trust-refresh", Refresh);
    }

    [Theory]
    [InlineData(RoleNames.Root)]
    [InlineData(RoleNames.Timestamp)]
    [InlineData(RoleNames.Snapshot)]
    [InlineData(RoleNames.Targets)]
    public async Task Freeze_of_every_role_is_refused_on_record(string role)
    {
        repository.Expiry[role] = RepositorySimulator.Now.AddDays(7);
        repository.Publish(All);
        await scene.DoneAsync(Refresh);
        scene.Time = new FixedTime(RepositorySimulator.Now.AddDays(8));

        await scene.RefusedAsync("KW2304", "trust-refresh", Refresh);
    }

    [Fact]
    public async Task Freeze_of_a_delegated_role_is_refused_on_record()
    {
        string[] download = ["tuf", "download", "state", "its.txt", "--repository", Refresh[^1], "--output", "got.txt"];
        repository.AddFile("delegated", "its.txt", "its content"u8.ToArray());
        repository.Expiry["delegated"] = RepositorySimulator.Now.AddDays(7);
        repository.Publish(["delegated", RoleNames.Snapshot, RoleNames.Timestamp]);
        await scene.DoneAsync(download);
        File.Delete(scene.Combine("got.txt"));
        scene.Time = new FixedTime(RepositorySimulator.Now.AddDays(8));
        repository.Publish([RoleNames.Snapshot, RoleNames.Timestamp]);

        await scene.RefusedAsync("KW2304", "trust-refresh", download);

        Assert.False(File.Exists(scene.Combine("got.txt")));
    }

    [Fact]
    public async Task Honest_metadata_after_a_fast_forward_is_refused_on_record_until_the_key_changes()
    {
        repository.PublishAs(RoleNames.Timestamp, 1000);
        await scene.DoneAsync(Refresh);
        repository.PublishAs(RoleNames.Timestamp, 3);
        await scene.RefusedAsync("KW2303", "trust-refresh", Refresh);

        repository.RotateKeys(RoleNames.Timestamp);
        repository.Publish(RoleNames.Root);
        repository.PublishAs(RoleNames.Timestamp, 3);
        await scene.DoneAsync(Refresh);
    }

    [Fact]
    public async Task Metadata_mixed_of_two_releases_is_refused_on_record()
    {
        repository.Publish(Online);
        repository.Replace(RoleNames.Snapshot, [.. repository.Published(RoleNames.Snapshot)[..^1], (byte)' ']);

        await scene.RefusedAsync("KW2305", "trust-refresh", Refresh);
    }

    private void Roll(string role)
    {
        if (role is RoleNames.Root or RoleNames.Timestamp)
        {
            repository.PublishAs(role, 1);
            return;
        }

        repository.RestartAt(role, 1);
        repository.Publish(Online[Array.IndexOf(Online, role)..]);
    }

    private LoopbackResponse Answer(string path)
    {
        lock (repository)
        {
            var bytes = path.StartsWith("/targets/", StringComparison.Ordinal)
                ? repository.ReadTargetAsync(path["/targets/".Length..], int.MaxValue, CancellationToken.None).Result
                : repository.ReadMetadataAsync(path["/metadata/".Length..], int.MaxValue, "", CancellationToken.None).Result;
            return bytes is null ? LoopbackResponse.Of(404) : LoopbackResponse.Of(200, bytes, ("Content-Type", "application/json"));
        }
    }
}
