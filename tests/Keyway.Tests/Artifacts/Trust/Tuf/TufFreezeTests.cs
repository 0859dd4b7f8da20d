// SPDX-License-Identifier: Apache-2.0

using Keyway.Artifacts.Trust.Tuf;

namespace Keyway.Tests.Artifacts.Trust.Tuf;

/// <summary>Expiry of every role against the time at which the cycle began (TUF 5.1, 5.3.10, 5.4.4, 5.5.6, 5.6.5), and clocks that are set back.</summary>
public sealed class TufFreezeTests
{
    private static readonly string[] All = [RoleNames.Root, RoleNames.Targets, RoleNames.Snapshot, RoleNames.Timestamp];

    [Theory]
    [InlineData(RoleNames.Root, "5.3.10", "2 1 1 1")]
    [InlineData(RoleNames.Timestamp, "5.4.4", "2 1 1 1")]
    [InlineData(RoleNames.Snapshot, "5.5.6", "2 2 1 1")]
    [InlineData(RoleNames.Targets, "5.6.5", "2 2 2 1")]
    public async Task Newer_role_that_has_expired_is_refused(string role, string step, string kept)
    {
        RepositorySimulator repository = new();
        using var client = await TufTestClient.OfAsync(repository);
        await client.UpdateAsync();
        repository.Expiry[role] = RepositorySimulator.Now;
        repository.Publish(All);

        var refusal = await client.RefusalAsync();

        Assert.Equal("KW2304", refusal.Code.Id);
        Assert.Contains($"TUF {step}, freeze", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(kept, client.Versions);
    }

    [Theory]
    [InlineData(RoleNames.Root, "5.3.10")]
    [InlineData(RoleNames.Timestamp, "5.4.4")]
    [InlineData(RoleNames.Snapshot, "5.5.6")]
    [InlineData(RoleNames.Targets, "5.6.5")]
    public async Task Role_held_back_until_it_expires_is_a_freeze(string role, string step)
    {
        RepositorySimulator repository = new();
        repository.Expiry[role] = RepositorySimulator.Now.AddDays(7);
        repository.Publish(All);
        using var client = await TufTestClient.OfAsync(repository);
        await client.UpdateAsync();
        client.Now = RepositorySimulator.Now.AddDays(8);

        var refusal = await client.RefusalAsync();

        Assert.Equal("KW2304", refusal.Code.Id);
        Assert.Contains($"TUF {step}, freeze", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Expired_cache_still_guards_against_rollback_and_is_replaced_by_newer_metadata()
    {
        RepositorySimulator repository = new();
        foreach (var role in All) repository.Expiry[role] = RepositorySimulator.Now.AddDays(7);
        repository.Expiry.Remove(RoleNames.Root);
        repository.Publish(All);
        using var client = await TufTestClient.OfAsync(repository);
        await client.UpdateAsync();
        client.Now = RepositorySimulator.Now.AddDays(18);
        repository.Expiry.Clear();
        repository.Publish(RoleNames.Targets, RoleNames.Snapshot, RoleNames.Timestamp);

        await client.UpdateAsync();

        Assert.Equal("2 3 3 3", client.Versions);
    }

    [Fact]
    public async Task Expired_root_is_followed_when_a_newer_one_is_there()
    {
        RepositorySimulator repository = new();
        repository.Expiry[RoleNames.Root] = RepositorySimulator.Now.AddDays(-1);
        repository.Publish(RoleNames.Root);
        repository.Expiry.Clear();
        repository.Publish(RoleNames.Root);
        using var client = await TufTestClient.OfAsync(repository);

        await client.UpdateAsync();

        Assert.Equal(3, client.Version(RoleNames.Root));
    }

    [Fact]
    public async Task Delegated_role_that_has_expired_ends_the_search()
    {
        RepositorySimulator repository = new();
        repository.Delegate(RoleNames.Targets, "delegated");
        repository.AddFile("delegated", "file", [1]);
        repository.Expiry["delegated"] = RepositorySimulator.Now.AddDays(7);
        repository.Publish(["delegated", .. All]);
        using var client = await TufTestClient.OfAsync(repository);
        Assert.Equal([1], await client.DownloadAsync("file"));
        client.Now = RepositorySimulator.Now.AddDays(8);

        var refusal = await Assert.ThrowsAsync<Keyway.Artifacts.KeywayException>(() => client.DownloadAsync("file"));

        Assert.Equal("KW2304", refusal.Code.Id);
        repository.Expiry.Clear();
        repository.Publish("delegated", RoleNames.Snapshot, RoleNames.Timestamp);
        Assert.Equal([1], await client.DownloadAsync("file"));
    }

    [Fact]
    public async Task Clock_set_back_is_refused_before_anything_is_asked_for()
    {
        RepositorySimulator repository = new();
        using var client = await TufTestClient.OfAsync(repository);
        await client.UpdateAsync();
        repository.Requests.Clear();
        client.Now = RepositorySimulator.Now.AddMinutes(-11);

        var refusal = await client.RefusalAsync();

        Assert.Equal("KW2317", refusal.Code.Id);
        Assert.Empty(repository.Requests);
        Assert.Equal("KW2317", (await Assert.ThrowsAsync<Keyway.Artifacts.KeywayException>(client.OpenCachedAsync)).Code.Id);
    }

    [Fact]
    public async Task Small_steps_back_do_not_add_up()
    {
        RepositorySimulator repository = new();
        using var client = await TufTestClient.OfAsync(repository);
        await client.UpdateAsync();
        client.Now = RepositorySimulator.Now.AddMinutes(-9);
        await client.UpdateAsync();
        client.Now = RepositorySimulator.Now.AddMinutes(-18);

        Assert.Equal("KW2317", (await client.RefusalAsync()).Code.Id);
    }

    [Fact]
    public async Task Clock_may_be_left_unwatched()
    {
        RepositorySimulator repository = new();
        using var client = await TufTestClient.OfAsync(repository);
        client.Settings = new() { ClockTolerance = Timeout.InfiniteTimeSpan };
        await client.UpdateAsync();
        client.Now = RepositorySimulator.Now.AddDays(-11);

        await client.UpdateAsync();

        Assert.Equal(RepositorySimulator.Now, client.State.LastUpdate);
    }
}
