// SPDX-License-Identifier: Apache-2.0

using Keyway.Artifacts.Trust.Tuf;

namespace Keyway.Tests.Artifacts.Trust.Tuf;

/// <summary>Rollback of every role (TUF 5.3.5, 5.4.3, 5.5.5), and recovery from fast-forward attacks by rotated keys (5.3.11).</summary>
public sealed class TufRollbackTests
{
    private static readonly string[] All = [RoleNames.Root, RoleNames.Targets, RoleNames.Snapshot, RoleNames.Timestamp];
    private static readonly string[] Online = [RoleNames.Targets, RoleNames.Snapshot, RoleNames.Timestamp];

    [Fact]
    public async Task Older_root_under_the_next_name_is_refused()
    {
        RepositorySimulator repository = new();
        using var client = await TufTestClient.OfAsync(repository);
        repository.Publish(RoleNames.Root);
        await client.UpdateAsync();
        repository.PublishAs(RoleNames.Root, 1);

        var refusal = await client.RefusalAsync();

        Assert.Equal("KW2303", refusal.Code.Id);
        Assert.Contains("TUF 5.3.5", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(2, client.Version(RoleNames.Root));
    }

    [Fact]
    public async Task Older_timestamp_is_refused()
    {
        RepositorySimulator repository = new();
        using var client = await TufTestClient.OfAsync(repository);
        repository.Publish(RoleNames.Timestamp);
        await client.UpdateAsync();
        repository.PublishAs(RoleNames.Timestamp, 1);

        var refusal = await client.RefusalAsync();

        Assert.Equal("KW2303", refusal.Code.Id);
        Assert.Contains("TUF 5.4.3.1", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(2, client.Version(RoleNames.Timestamp));
        Assert.Equal("timestamp.json", repository.Requests[^1]);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Timestamp_that_names_an_older_snapshot_is_refused(bool listsHashes)
    {
        RepositorySimulator repository = new() { ListsHashes = listsHashes };
        using var client = await TufTestClient.OfAsync(repository);
        repository.Publish(RoleNames.Snapshot, RoleNames.Timestamp);
        await client.UpdateAsync();
        repository.RestartAt(RoleNames.Snapshot, 1);
        repository.Publish(RoleNames.Snapshot, RoleNames.Timestamp);

        var refusal = await client.RefusalAsync();

        Assert.Equal("KW2303", refusal.Code.Id);
        Assert.Contains("TUF 5.4.3.2", refusal.Message, StringComparison.Ordinal);
        Assert.Equal("1 2 2 1", client.Versions);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Snapshot_that_lists_older_targets_is_refused(bool listsHashes)
    {
        RepositorySimulator repository = new() { ListsHashes = listsHashes };
        using var client = await TufTestClient.OfAsync(repository);
        repository.Publish(Online);
        await client.UpdateAsync();
        repository.RestartAt(RoleNames.Targets, 1);
        repository.Publish(Online);

        var refusal = await client.RefusalAsync();

        Assert.Equal("KW2303", refusal.Code.Id);
        Assert.Contains("TUF 5.5.5", refusal.Message, StringComparison.Ordinal);
        Assert.Equal("1 3 2 2", client.Versions);
    }

    [Fact]
    public async Task Snapshot_that_no_longer_lists_a_delegated_role_is_refused()
    {
        RepositorySimulator repository = new();
        repository.Delegate(RoleNames.Targets, "delegated");
        repository.Publish(["delegated", .. Online]);
        using var client = await TufTestClient.OfAsync(repository);
        await client.UpdateAsync();
        repository.Snapshot["meta"]!.AsObject().Remove("delegated.json");
        repository.Publish(RoleNames.Snapshot, RoleNames.Timestamp);

        var refusal = await client.RefusalAsync();

        Assert.Equal("KW2303", refusal.Code.Id);
        Assert.Contains("no delegated.json any more", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Older_delegated_role_is_refused()
    {
        RepositorySimulator repository = new();
        repository.Delegate(RoleNames.Targets, "delegated");
        repository.Publish(["delegated", .. Online]);
        repository.Publish(["delegated", .. Online]);
        using var client = await TufTestClient.OfAsync(repository);
        await client.UpdateAsync();
        repository.RestartAt("delegated", 1);
        repository.Publish(["delegated", RoleNames.Snapshot, RoleNames.Timestamp]);

        Assert.Contains("delegated.json version 1, but 2", (await client.RefusalAsync()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Snapshot_in_the_cache_serves_while_the_timestamp_still_names_it()
    {
        RepositorySimulator repository = new();
        using var client = await TufTestClient.OfAsync(repository);
        repository.Publish(RoleNames.Snapshot, RoleNames.Timestamp);
        await client.UpdateAsync();
        repository.Publish(RoleNames.Snapshot);

        await client.UpdateAsync();

        Assert.Equal("1 2 2 1", client.Versions);
        Assert.Equal("timestamp.json", repository.Requests[^1]);
    }

    [Fact]
    public async Task Fast_forwarded_timestamp_is_recovered_by_a_new_timestamp_key()
    {
        RepositorySimulator repository = new();
        using var client = await TufTestClient.OfAsync(repository);
        repository.PublishAs(RoleNames.Timestamp, 1000);
        await client.UpdateAsync();
        repository.RotateKeys(RoleNames.Timestamp);
        repository.Publish(RoleNames.Root);
        repository.PublishAs(RoleNames.Timestamp, 1);

        await client.UpdateAsync();

        Assert.Equal("2 1 1 1", client.Versions);
    }

    [Fact]
    public async Task Fast_forwarded_snapshot_is_recovered_by_new_snapshot_and_timestamp_keys()
    {
        RepositorySimulator repository = new();
        using var client = await TufTestClient.OfAsync(repository);
        repository.RestartAt(RoleNames.Snapshot, 100);
        repository.Publish(RoleNames.Snapshot, RoleNames.Timestamp);
        await client.UpdateAsync();
        repository.RotateKeys(RoleNames.Snapshot);
        repository.RotateKeys(RoleNames.Timestamp);
        repository.RestartAt(RoleNames.Snapshot, 1);
        repository.Publish(All);

        await client.UpdateAsync();

        Assert.Equal("2 3 1 2", client.Versions);
    }

    [Fact]
    public async Task Fast_forwarded_targets_are_recovered_by_a_new_snapshot_key()
    {
        RepositorySimulator repository = new();
        using var client = await TufTestClient.OfAsync(repository);
        repository.RestartAt(RoleNames.Targets, 100);
        repository.Publish(Online);
        await client.UpdateAsync();
        repository.RotateKeys(RoleNames.Snapshot);
        repository.RestartAt(RoleNames.Targets, 1);
        repository.Publish(All);

        await client.UpdateAsync();

        Assert.Equal("2 3 3 1", client.Versions);
    }

    [Fact]
    public async Task Added_key_forgets_nothing_so_that_it_opens_no_way_back()
    {
        RepositorySimulator repository = new();
        using var client = await TufTestClient.OfAsync(repository);
        repository.Publish(RoleNames.Timestamp);
        await client.UpdateAsync();
        repository.AddKey(RoleNames.Timestamp, RepositorySimulator.NewKey());
        repository.Publish(RoleNames.Root);
        repository.PublishAs(RoleNames.Timestamp, 1);

        Assert.Equal("KW2303", (await client.RefusalAsync()).Code.Id);
    }

    [Fact]
    public async Task Rotated_keys_are_forgotten_before_the_root_that_rotates_them_is_stored()
    {
        RepositorySimulator repository = new();
        using var client = await TufTestClient.OfAsync(repository);
        repository.AddKey(RoleNames.Timestamp, RepositorySimulator.NewKey());
        repository.Publish(RoleNames.Root);
        repository.PublishAs(RoleNames.Timestamp, 1000);
        await client.UpdateAsync();
        // The second key stays, so the fast-forwarded timestamp, signed by both, would still verify.
        repository.RolesOfRoot[RoleNames.Timestamp]!["keyids"]!.AsArray().RemoveAt(0);
        repository.Publish(RoleNames.Root);
        // As after a power cut between the two: the root's file cannot be written because a directory is in its place.
        File.Delete(client.FileOf(RoleNames.Root));
        var history = Path.Combine(client.StateDirectory, "root_history");
        client.Settings = new() { Anchor = repository.InitialRoot };
        Directory.CreateDirectory(client.FileOf(RoleNames.Root));

        await Assert.ThrowsAnyAsync<Exception>(client.UpdateAsync);

        Assert.Equal(0, client.Version(RoleNames.Timestamp));
        Assert.True(File.Exists(Path.Combine(history, "3.root.json")));
    }
}
