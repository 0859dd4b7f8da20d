// SPDX-License-Identifier: Apache-2.0

using System.Text.Json.Nodes;
using Keyway.Artifacts.Trust.Tuf;

namespace Keyway.Tests.Artifacts.Trust.Tuf;

/// <summary>One update cycle (TUF 5.2 to 5.6): what is asked for, what is kept, and what is refused.</summary>
public sealed class TufRefreshTests
{
    private static readonly string[] FirstRequests = ["2.root.json", "timestamp.json", "1.snapshot.json", "1.targets.json"];

    [Fact]
    public async Task Update_asks_for_each_role_once_and_keeps_the_received_bytes()
    {
        RepositorySimulator repository = new();
        using var client = await TufTestClient.OfAsync(repository);
        repository.Replace(RoleNames.Timestamp, [.. repository.Published(RoleNames.Timestamp), (byte)' ']);

        var update = await client.UpdateAsync();

        Assert.Equal(FirstRequests, repository.Requests);
        Assert.All(RoleNames.TopLevel, role => Assert.Equal(repository.Published(role), client.Stored(role)));
        Assert.Equal((1, 1, 1, 1), (update.RootVersion, update.TimestampVersion, update.SnapshotVersion, update.TargetsVersion));
        Assert.Equal(RepositorySimulator.Now.AddDays(30), update.Expires);
        Assert.Empty(update.TopLevelTargets);
    }

    [Fact]
    public async Task Update_without_consistent_snapshots_asks_for_plain_names()
    {
        RepositorySimulator repository = new(isConsistent: false);
        repository.AddFile(RoleNames.Targets, "dir/file", [1, 2]);
        repository.Publish(RoleNames.Targets, RoleNames.Snapshot, RoleNames.Timestamp);
        using var client = await TufTestClient.OfAsync(repository);

        Assert.Equal([1, 2], await client.DownloadAsync("dir/file"));

        Assert.Equal(["2.root.json", "timestamp.json", "snapshot.json", "targets.json", "targets/dir/file"], repository.Requests);
    }

    [Fact]
    public async Task Second_update_asks_for_nothing_that_is_there_already()
    {
        RepositorySimulator repository = new();
        using var client = await TufTestClient.OfAsync(repository);
        await client.UpdateAsync();
        repository.Requests.Clear();

        await client.UpdateAsync();

        Assert.Equal(["2.root.json", "timestamp.json"], repository.Requests);
    }

    [Theory]
    [InlineData(RoleNames.Root, "KW2302", "5.3.4", "1 0 0 0")]
    [InlineData(RoleNames.Timestamp, "KW2302", "5.4.2", "2 0 0 0")]
    [InlineData(RoleNames.Snapshot, "KW2302", "5.5.3", "2 2 0 0")]
    [InlineData(RoleNames.Targets, "KW2302", "5.6.3", "2 2 2 0")]
    public async Task Role_without_signatures_is_refused_and_the_roles_before_it_stay(string role, string code, string step, string kept)
    {
        RepositorySimulator repository = new();
        using var client = await TufTestClient.OfAsync(repository);
        repository.SignersOf(role).Clear();
        repository.Publish(RoleNames.Root, RoleNames.Targets, RoleNames.Snapshot, RoleNames.Timestamp);

        var refusal = await client.RefusalAsync();

        Assert.Equal(code, refusal.Code.Id);
        Assert.Contains($"TUF {step}", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(kept, client.Versions);
    }

    [Theory]
    [InlineData(RoleNames.Root, 3, "5.3.5", "1 0 0 0")]
    [InlineData(RoleNames.Snapshot, 3, "5.5.4", "2 2 0 0")]
    [InlineData(RoleNames.Targets, 3, "5.6.4", "2 2 2 0")]
    public async Task Version_in_the_file_other_than_the_one_asked_for_is_refused(string role, long version, string step, string kept)
    {
        RepositorySimulator repository = new();
        using var client = await TufTestClient.OfAsync(repository);
        foreach (var each in (string[])[RoleNames.Root, RoleNames.Targets, RoleNames.Snapshot, RoleNames.Timestamp])
        {
            if (each == role) repository.PublishAs(each, version);
            else repository.Publish(each);
            // The role above names version 2, which is what the client gets.
            if (each == role && role == RoleNames.Targets) repository.Snapshot["meta"]!["targets.json"]!["version"] = 2;
            if (each == role && role == RoleNames.Snapshot) repository.Timestamp["meta"]!["snapshot.json"]!["version"] = 2;
        }

        var refusal = await client.RefusalAsync();

        Assert.Equal("KW2306", refusal.Code.Id);
        Assert.Contains($"TUF {step}", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(kept, client.Versions);
    }

    [Fact]
    public async Task Root_served_again_under_the_next_name_is_no_newer_one()
    {
        RepositorySimulator repository = new();
        using var client = await TufTestClient.OfAsync(repository);
        repository.PublishAs(RoleNames.Root, 1);

        await client.UpdateAsync();

        Assert.Equal("1 1 1 1", client.Versions);
        Assert.Equal(FirstRequests, repository.Requests);
    }

    [Fact]
    public async Task Timestamp_of_the_same_version_changes_nothing_whatever_it_says()
    {
        RepositorySimulator repository = new();
        using var client = await TufTestClient.OfAsync(repository);
        await client.UpdateAsync();
        repository.Timestamp["meta"]!["snapshot.json"]!["version"] = 100;
        repository.PublishAs(RoleNames.Timestamp, 1);
        var before = client.Stored(RoleNames.Timestamp);

        await client.UpdateAsync();

        Assert.Equal("timestamp.json", repository.Requests[^1]);
        Assert.Equal(before, client.Stored(RoleNames.Timestamp));
    }

    [Theory]
    [InlineData(RoleNames.Timestamp, "5.4.1", "1 1 1 1")]
    [InlineData(RoleNames.Snapshot, "5.5.1", "1 2 1 1")]
    [InlineData(RoleNames.Targets, "5.6.1", "1 2 2 1")]
    public async Task Missing_role_is_named_with_its_step(string role, string step, string kept)
    {
        RepositorySimulator repository = new();
        using var client = await TufTestClient.OfAsync(repository);
        await client.UpdateAsync();
        if (role == RoleNames.Timestamp) repository.Forget(role);
        if (role == RoleNames.Snapshot) repository.Timestamp["meta"]!["snapshot.json"]!["version"] = 2;
        if (role == RoleNames.Targets) repository.Snapshot["meta"]!["targets.json"]!["version"] = 2;
        if (role == RoleNames.Targets) repository.Publish(RoleNames.Snapshot);
        if (role != RoleNames.Timestamp) repository.Publish(RoleNames.Timestamp);

        var refusal = await client.RefusalAsync();

        Assert.Equal("KW2308", refusal.Code.Id);
        Assert.Contains($"TUF {step}", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(kept, client.Versions);
    }

    [Fact]
    public async Task Snapshot_signed_by_the_timestamp_key_is_no_timestamp()
    {
        RepositorySimulator repository = new();
        using var client = await TufTestClient.OfAsync(repository);
        repository.AddKey(RoleNames.Snapshot, repository.SignersOf(RoleNames.Timestamp)[0]);
        repository.Snapshot["meta"] = new JsonObject { ["snapshot.json"] = new JsonObject { ["version"] = 1 } };
        repository.Publish(RoleNames.Root, RoleNames.Snapshot);
        repository.Replace(RoleNames.Timestamp, repository.Published(RoleNames.Snapshot));

        Assert.Equal("KW2307", (await client.RefusalAsync()).Code.Id);
        Assert.Equal("2 0 0 0", client.Versions);
    }

    [Fact]
    public async Task Hashes_of_metadata_are_checked()
    {
        RepositorySimulator repository = new() { ListsHashes = true };
        using var client = await TufTestClient.OfAsync(repository);
        repository.Publish(RoleNames.Targets, RoleNames.Snapshot, RoleNames.Timestamp);
        await client.UpdateAsync();
        repository.Publish(RoleNames.Targets);
        repository.Snapshot["meta"]!["targets.json"]!["hashes"]!["sha256"] = new string('a', 64);
        repository.Publish(RoleNames.Snapshot, RoleNames.Timestamp);

        var refusal = await client.RefusalAsync();

        Assert.Equal("KW2305", refusal.Code.Id);
        Assert.Contains("TUF 5.6.2", refusal.Message, StringComparison.Ordinal);
        Assert.Equal("1 3 3 2", client.Versions);
    }

    [Fact]
    public async Task Snapshot_of_another_content_than_the_timestamp_names_is_mix_and_match()
    {
        RepositorySimulator repository = new() { ListsHashes = true };
        using var client = await TufTestClient.OfAsync(repository);
        repository.Publish(RoleNames.Targets, RoleNames.Snapshot, RoleNames.Timestamp);
        repository.Replace(RoleNames.Snapshot, [.. repository.Published(RoleNames.Snapshot), (byte)' ']);

        var refusal = await client.RefusalAsync();

        Assert.Equal("KW2305", refusal.Code.Id);
        Assert.Contains("TUF 5.5.2", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Endless_chain_of_roots_ends()
    {
        RepositorySimulator repository = new();
        using var client = await TufTestClient.OfAsync(repository);
        client.Settings = new() { Limits = new() { RootRotations = 3 } };
        for (var i = 0; i < 6; i++) repository.Publish(RoleNames.Root);

        await client.UpdateAsync();

        Assert.Equal("4 1 1 1", client.Versions);
    }
}
