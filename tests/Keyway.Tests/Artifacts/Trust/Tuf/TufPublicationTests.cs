// SPDX-License-Identifier: Apache-2.0

using Keyway.Artifacts;
using Keyway.Artifacts.Trust.Tuf;

namespace Keyway.Tests.Artifacts.Trust.Tuf;

/// <summary>Publications over time: rotated keys, renewed and removed roles, and what a broken-off one leaves.</summary>
public sealed class TufPublicationTests : IDisposable
{
    private readonly PrivateRepository site = new();

    [Fact]
    public async Task Rotated_root_key_needs_the_old_and_the_new_key()
    {
        await site.CreateAsync();
        await site.PublishAsync();
        await site.Open().RotateAsync(RoleNames.Root, [RoleKey.Of(site.Keys[4])], [RoleKey.Of(site.Keys[0]).Id], null, CancellationToken.None);
        await site.Open().SignAsync([site.Keys[4]], CancellationToken.None);
        Assert.Equal([(1, 1L), (0, 1L)], site.Open().Status().Select(status => (status.Signers, status.Threshold)));
        Assert.Equal("KW2337", (await Assert.ThrowsAsync<KeywayException>(site.PublishAsync)).Code.Id);

        await site.Open().SignAsync([site.Keys[0]], CancellationToken.None);
        var report = await site.PublishAsync();

        Assert.Equal(2, report.Root);
        Assert.Null((await site.FindAsync("none")).File);
        Assert.DoesNotContain(RoleKey.Of(site.Keys[0]).Id, File.ReadAllText(Path.Combine(site.Directory, "metadata", "2.root.json")).Split("\"signed\"")[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rotated_online_keys_sign_from_then_on()
    {
        await site.CreateAsync();
        await site.PublishAsync();
        await site.FindAsync("none");
        await site.Open().RotateAsync(RoleNames.Timestamp, [RoleKey.Of(site.Keys[5])], [RoleKey.Of(site.Keys[3]).Id], null, CancellationToken.None);
        await site.Open().SignAsync([site.Keys[0]], CancellationToken.None);

        Assert.Equal("KW2337", (await Assert.ThrowsAsync<KeywayException>(site.PublishAsync)).Code.Id);
        var report = await site.Open().PublishAsync([site.Keys[2], site.Keys[5]], CancellationToken.None);

        Assert.Equal((2, 2), (report.Root, report.Timestamp));
        Assert.Null((await site.FindAsync("none")).File);
    }

    [Fact]
    public async Task Rotated_key_of_a_delegation_must_sign_the_delegated_role_again()
    {
        await site.CreateAsync();
        await site.Open().DelegateAsync(RoleNames.Targets, new DelegationPlan { Name = "team", Keys = new([RoleKey.Of(site.Keys[5])]), Paths = ["*"] }, CancellationToken.None);
        await site.Open().SignAsync([site.Keys[1], site.Keys[5]], CancellationToken.None);
        await site.PublishAsync();
        await site.Open().RotateAsync("team", [RoleKey.Of(site.Keys[6])], [RoleKey.Of(site.Keys[5]).Id], null, CancellationToken.None);
        await site.Open().SignAsync([site.Keys[1]], CancellationToken.None);

        var refusal = await Assert.ThrowsAsync<KeywayException>(site.PublishAsync);
        await site.Open().RenewAsync("team", CancellationToken.None);
        await site.Open().SignAsync([site.Keys[6]], CancellationToken.None);
        var report = await site.PublishAsync();

        Assert.Equal("KW2302", refusal.Code.Id);
        Assert.Equal(2, report.Targets["team"]);
    }

    [Fact]
    public async Task What_has_expired_is_not_published_and_renewed_roles_are()
    {
        await site.CreateAsync();
        await site.PublishAsync();
        site.Now = site.Now.AddDays(200);
        Assert.Equal("KW2304", (await Assert.ThrowsAsync<KeywayException>(site.PublishAsync)).Code.Id);

        await site.Open().RenewAsync(RoleNames.Targets, CancellationToken.None);
        await site.Open().SignAsync([site.Keys[1]], CancellationToken.None);
        var report = await site.PublishAsync();

        Assert.Equal((2, site.Now.AddDays(7)), (report.Targets[RoleNames.Targets], report.Expires));
    }

    [Fact]
    public async Task Removed_file_is_gone_for_clients()
    {
        await site.CreateAsync();
        await site.Open().AddTargetAsync(RoleNames.Targets, "file", [1], null, CancellationToken.None);
        await site.Open().SignAsync([site.Keys[1]], CancellationToken.None);
        await site.PublishAsync();
        await site.Open().RemoveTargetAsync(RoleNames.Targets, "file", CancellationToken.None);
        await site.Open().SignAsync([site.Keys[1]], CancellationToken.None);
        await site.PublishAsync();

        Assert.Null((await site.FindAsync("file")).File);
        Assert.Equal("KW2309", (await Assert.ThrowsAsync<KeywayException>(() => site.Open().RemoveTargetAsync(RoleNames.Targets, "file", CancellationToken.None))).Code.Id);
    }

    [Fact]
    public async Task Publication_broken_off_before_the_timestamp_is_repeated()
    {
        await site.CreateAsync();
        await site.PublishAsync();
        await site.Open().RotateAsync(RoleNames.Root, [RoleKey.Of(site.Keys[4])], [], null, CancellationToken.None);
        await site.Open().AddTargetAsync(RoleNames.Targets, "file", [1], null, CancellationToken.None);
        await site.Open().SignAsync([site.Keys[0], site.Keys[1]], CancellationToken.None);
        var timestamp = Path.Combine(site.Directory, "metadata", "timestamp.json");
        var before = File.ReadAllBytes(timestamp);
        var staged = Directory.GetFiles(Path.Combine(site.Directory, "staged"), "*", SearchOption.AllDirectories).ToDictionary(path => path, File.ReadAllBytes);
        await site.PublishAsync();
        // As a power cut just before the timestamp leaves it.
        File.WriteAllBytes(timestamp, before);
        Directory.CreateDirectory(Path.Combine(site.Directory, "staged", "targets"));
        foreach (var (path, content) in staged) File.WriteAllBytes(path, content);
        Assert.Null((await site.FindAsync("file")).File);

        var report = await site.PublishAsync();

        Assert.Equal((2, 2, 2), (report.Root, report.Timestamp, report.Snapshot));
        Assert.Equal([1], (await site.FindAsync("file")).Content);
    }

    [Fact]
    public async Task First_publication_broken_off_is_repeated()
    {
        await site.CreateAsync();
        var staged = Directory.GetFiles(Path.Combine(site.Directory, "staged")).ToDictionary(path => path, File.ReadAllBytes);
        await site.PublishAsync();
        File.Delete(Path.Combine(site.Directory, "metadata", "timestamp.json"));
        Directory.CreateDirectory(Path.Combine(site.Directory, "staged"));
        foreach (var (path, content) in staged) File.WriteAllBytes(path, content);

        Assert.Equal(1, (await site.PublishAsync()).Timestamp);
        Assert.Null((await site.FindAsync("none")).File);
    }

    [Theory]
    [InlineData("1.snapshot.json")]
    [InlineData("timestamp.json")]
    public async Task Missing_published_file_is_named(string file)
    {
        await site.CreateAsync();
        await site.PublishAsync();
        File.Delete(Path.Combine(site.Directory, "metadata", file));

        Assert.Equal("KW2335", (await Assert.ThrowsAsync<KeywayException>(site.PublishAsync)).Code.Id);
    }

    [Fact]
    public async Task Repository_in_use_is_waited_for_and_then_named()
    {
        await site.CreateAsync();
        using var held = await DirectoryLock.TakeAsync(site.Directory, TimeProvider.System, CancellationToken.None);
        var other = TufRepository.Open(site.Directory, new(), new Keyway.Tests.Fixtures.HurriedTime());

        var refusal = await Assert.ThrowsAsync<KeywayException>(() => other.RenewAsync(RoleNames.Targets, CancellationToken.None));

        Assert.Equal("KW2318", refusal.Code.Id);
    }

    public void Dispose() => site.Dispose();
}
