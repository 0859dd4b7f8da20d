// SPDX-License-Identifier: Apache-2.0

using Keyway.Artifacts;
using Keyway.Artifacts.Trust.Tuf;
using Keyway.Tests.Fixtures;

namespace Keyway.Tests.Artifacts.Trust.Tuf;

/// <summary>The state directory: nothing in it is believed unread, damage heals, crashes leave a usable state, and its use offline has an end.</summary>
public sealed class TufStateTests
{
    private static readonly string[] Online = [RoleNames.Targets, RoleNames.Snapshot, RoleNames.Timestamp];

    [Theory]
    [InlineData(RoleNames.Timestamp)]
    [InlineData(RoleNames.Snapshot)]
    [InlineData(RoleNames.Targets)]
    public async Task Damaged_cache_is_fetched_again(string role)
    {
        foreach (var damage in (byte[][])[[], "{}"u8.ToArray(), "{\"signatures\":[],\"signed\":{}}"u8.ToArray(), new byte[100]])
        {
            RepositorySimulator repository = new();
            using var client = await TufTestClient.OfAsync(repository);
            await client.UpdateAsync();
            File.WriteAllBytes(client.FileOf(role), damage);

            await client.UpdateAsync();

            Assert.Equal("1 1 1 1", client.Versions);
        }
    }

    [Theory]
    [InlineData(RoleNames.Timestamp)]
    [InlineData(RoleNames.Snapshot)]
    [InlineData(RoleNames.Targets)]
    public async Task Forged_cache_is_not_believed(string role)
    {
        RepositorySimulator repository = new();
        using var client = await TufTestClient.OfAsync(repository);
        await client.UpdateAsync();
        var forged = System.Text.Encoding.UTF8.GetString(client.Stored(role)!).Replace("2026-12-24", "2066-12-24", StringComparison.Ordinal);
        File.WriteAllText(client.FileOf(role), forged);

        var refusal = await Assert.ThrowsAsync<KeywayException>(client.OpenCachedAsync);
        await client.UpdateAsync();

        Assert.Equal("KW2302", refusal.Code.Id);
        Assert.Equal(repository.Published(role), client.Stored(role));
    }

    [Fact]
    public async Task Forged_root_is_not_believed()
    {
        RepositorySimulator repository = new();
        using var client = await TufTestClient.OfAsync(repository);
        File.WriteAllText(client.FileOf(RoleNames.Root), System.Text.Encoding.UTF8.GetString(client.Stored(RoleNames.Root)!).Replace("2026-12-24", "2066-12-24", StringComparison.Ordinal));

        Assert.Equal("KW2302", (await client.RefusalAsync()).Code.Id);
        Assert.Empty(repository.Requests);
    }

    [Fact]
    public async Task With_an_anchor_a_wholly_forged_state_is_worth_nothing()
    {
        RepositorySimulator repository = new();
        repository.Publish(RoleNames.Root);
        using var client = await TufTestClient.OfAsync(repository);
        client.Settings = new() { Anchor = repository.InitialRoot };
        RepositorySimulator foreign = new();
        Directory.CreateDirectory(Path.Combine(client.StateDirectory, "root_history"));
        foreach (var role in RoleNames.TopLevel) File.WriteAllBytes(client.FileOf(role), foreign.Published(role));
        File.WriteAllBytes(Path.Combine(client.StateDirectory, "root_history", "2.root.json"), foreign.Published(RoleNames.Root));

        await client.UpdateAsync();

        Assert.All(RoleNames.TopLevel, role => Assert.Equal(repository.Published(role), client.Stored(role)));
    }

    [Fact]
    public async Task Roots_once_followed_are_not_asked_for_again()
    {
        RepositorySimulator repository = new();
        using var client = await TufTestClient.OfAsync(repository);
        client.Settings = new() { Anchor = repository.InitialRoot };
        repository.Publish(RoleNames.Root, RoleNames.Root, RoleNames.Root);
        await client.UpdateAsync();
        repository.Requests.Clear();

        await client.UpdateAsync();

        Assert.Equal(["5.root.json", "timestamp.json"], repository.Requests);
        Assert.Equal(["1.root.json", "2.root.json", "3.root.json", "4.root.json"], Directory.GetFiles(Path.Combine(client.StateDirectory, "root_history")).Select(Path.GetFileName).Order());
    }

    [Fact]
    public async Task Update_cut_at_any_request_leaves_a_state_that_the_next_one_completes()
    {
        for (var cut = 1; cut <= 6; cut++)
        {
            RepositorySimulator repository = new();
            repository.Publish([RoleNames.Root, .. Online]);
            using var client = await TufTestClient.OfAsync(repository, new CutSource(repository, cut));
            if (cut < 6) await Assert.ThrowsAsync<OperationCanceledException>(client.UpdateAsync);
            await client.UpdateAsync();

            Assert.All(RoleNames.TopLevel, role => Assert.Equal(repository.Published(role), client.Stored(role)));
            Assert.Empty(Directory.GetFiles(client.StateDirectory, "*.part*"));
        }
    }

    [Fact]
    public async Task State_in_use_is_waited_for_and_then_named()
    {
        RepositorySimulator repository = new();
        using var client = await TufTestClient.OfAsync(repository);
        TufState state = new(client.StateDirectory, new HurriedTime());
        using var held = await client.State.LockAsync(CancellationToken.None);

        var refusal = await Assert.ThrowsAsync<KeywayException>(() => new TufClient(repository, state, new TufClientSettings()).UpdateAsync(CancellationToken.None));

        Assert.Equal("KW2318", refusal.Code.Id);
    }

    [Fact]
    public async Task Cache_serves_offline_within_its_age_also_when_timestamp_and_snapshot_have_expired()
    {
        RepositorySimulator repository = new();
        repository.AddFile(RoleNames.Targets, "file", [1, 2, 3]);
        foreach (var role in (string[])[RoleNames.Timestamp, RoleNames.Snapshot]) repository.Expiry[role] = RepositorySimulator.Now.AddDays(1);
        repository.Expiry[RoleNames.Targets] = RepositorySimulator.Now.AddDays(100);
        repository.Publish(Online);
        using var client = await TufTestClient.OfAsync(repository);
        await client.DownloadAsync("file");
        repository.Requests.Clear();
        client.Now = RepositorySimulator.Now.AddDays(29);

        var update = await client.OpenCachedAsync();
        var target = await update.FindAsync("file", CancellationToken.None);
        var content = await update.ReadAsync(target!, client.TargetDirectory, CancellationToken.None);

        Assert.Equal([1, 2, 3], content);
        Assert.Empty(repository.Requests);
        Assert.Equal("KW2314", (await Assert.ThrowsAsync<KeywayException>(() => update.ReadAsync(target!, null, CancellationToken.None))).Code.Id);
    }

    [Fact]
    public async Task Cache_too_old_or_never_filled_is_refused_offline()
    {
        RepositorySimulator repository = new();
        using var client = await TufTestClient.OfAsync(repository);
        var never = await Assert.ThrowsAsync<KeywayException>(client.OpenCachedAsync);
        await client.UpdateAsync();
        client.Now = RepositorySimulator.Now.AddDays(31);
        var old = await Assert.ThrowsAsync<KeywayException>(client.OpenCachedAsync);
        File.Delete(client.FileOf(RoleNames.Snapshot));
        client.Now = RepositorySimulator.Now;
        var incomplete = await Assert.ThrowsAsync<KeywayException>(client.OpenCachedAsync);

        Assert.Equal(("KW2316", "KW2316", "KW2316"), (never.Code.Id, old.Code.Id, incomplete.Code.Id));
        Assert.Contains("31.0 days ago; offline it may be 30.0 days old", old.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(RoleNames.Root)]
    [InlineData(RoleNames.Targets)]
    public async Task Cache_whose_root_or_targets_expired_is_refused_offline(string role)
    {
        RepositorySimulator repository = new();
        repository.Expiry[role] = RepositorySimulator.Now.AddDays(2);
        repository.Publish([RoleNames.Root, .. Online]);
        using var client = await TufTestClient.OfAsync(repository);
        await client.UpdateAsync();
        client.Now = RepositorySimulator.Now.AddDays(3);

        Assert.Equal("KW2304", (await Assert.ThrowsAsync<KeywayException>(client.OpenCachedAsync)).Code.Id);
    }

    [Fact]
    public async Task Cached_snapshot_that_the_timestamp_does_not_name_is_refused_offline()
    {
        RepositorySimulator repository = new();
        using var client = await TufTestClient.OfAsync(repository);
        await client.UpdateAsync();
        repository.Publish(RoleNames.Snapshot);
        File.WriteAllBytes(client.FileOf(RoleNames.Snapshot), repository.Published(RoleNames.Snapshot));

        Assert.Equal("KW2306", (await Assert.ThrowsAsync<KeywayException>(client.OpenCachedAsync)).Code.Id);
    }

    [Fact]
    public async Task New_trust_forgets_the_old_one()
    {
        RepositorySimulator repository = new();
        using var client = await TufTestClient.OfAsync(repository);
        await client.UpdateAsync();
        RepositorySimulator other = new();

        await TufClient.TrustAsync(client.State, other.InitialRoot, CancellationToken.None);

        Assert.Equal("1 0 0 0", client.Versions);
        Assert.Equal(other.InitialRoot, client.Stored(RoleNames.Root));
    }

    [Fact]
    public void Long_names_of_roles_are_hashed_for_the_disk()
    {
        Assert.Equal("a%2Fb.json", RoleFile.InState("a/b"));
        Assert.Matches("^sha256-[0-9a-f]{64}\\.json$", RoleFile.InState(new string('/', 70)));
    }

    /// <summary>Breaks off at one request, once.</summary>
    private sealed class CutSource(RepositorySimulator repository, int cut) : ITufSource
    {
        private int requests;

        public string Name => repository.Name;

        public Task<byte[]?> ReadMetadataAsync(string file, int byteLimit, string step, CancellationToken cancellationToken) =>
            ++requests == cut ? throw new OperationCanceledException() : repository.ReadMetadataAsync(file, byteLimit, step, cancellationToken);

        public Task<byte[]?> ReadTargetAsync(string path, int byteLimit, CancellationToken cancellationToken) => repository.ReadTargetAsync(path, byteLimit, cancellationToken);
    }
}
