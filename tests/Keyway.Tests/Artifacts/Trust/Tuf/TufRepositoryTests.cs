// SPDX-License-Identifier: Apache-2.0

using System.Text.Json;
using Keyway.Artifacts;
using Keyway.Artifacts.Keys;
using Keyway.Artifacts.Trust.Tuf;
using Keyway.Tests.Fixtures;

namespace Keyway.Tests.Artifacts.Trust.Tuf;

/// <summary>The repository writer: files, thresholds, delegations, and plans that cannot be. Our own client is the reader.</summary>
public sealed class TufRepositoryTests : IDisposable
{
    private readonly PrivateRepository site = new();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Published_files_reach_clients(bool isConsistent)
    {
        await site.CreateAsync(isConsistent: isConsistent);
        using var words = JsonDocument.Parse("""{"channel":"stable"}""");
        await site.Open().AddTargetAsync(RoleNames.Targets, "drivers/index.json", [1, 2, 3], words.RootElement, CancellationToken.None);
        await site.Open().SignAsync([site.Keys[1]], CancellationToken.None);

        var report = await site.PublishAsync();
        var found = await site.FindAsync("drivers/index.json");

        Assert.Equal((1, 1, 1), (report.Root, report.Timestamp, report.Snapshot));
        Assert.Equal([RoleNames.Root, RoleNames.Targets], report.Changed);
        Assert.Equal(site.Now.AddDays(7), report.Expires);
        Assert.Equal([1, 2, 3], found.Content);
        Assert.Equal("stable", found.File!.Custom!.Value.GetProperty("channel").GetString());
        Assert.Empty(site.Open().Staged);
        Assert.Equal(isConsistent, File.Exists(Path.Combine(site.Directory, "metadata", "1.snapshot.json")));
        Assert.Equal(isConsistent ? 2 : 1, Directory.GetFiles(Path.Combine(site.Directory, "targets", "drivers")).Length);
    }

    [Fact]
    public async Task Nothing_reaches_clients_before_it_is_signed()
    {
        await site.CreateAsync();
        await site.PublishAsync();
        await site.Open().AddTargetAsync(RoleNames.Targets, "file", [1], null, CancellationToken.None);

        var refusal = await Assert.ThrowsAsync<KeywayException>(site.PublishAsync);

        Golden.Verify("tuf-not-ready.txt", ErrorText.Of(refusal));
        Assert.Null((await site.FindAsync("file")).File);
        Assert.Equal([RoleNames.Targets], site.Open().Staged);
    }

    [Fact]
    public async Task Threshold_of_two_collects_signatures_one_after_the_other()
    {
        await site.CreateAsync(targets: new([RoleKey.Of(site.Keys[1]), RoleKey.Of(site.Keys[4])], 2), sign: false);
        Assert.Equal([RoleNames.Root, RoleNames.Targets], await site.Open().SignAsync([site.Keys[0], site.Keys[1]], CancellationToken.None));
        Assert.Equal((1, 2), site.StatusOf(RoleNames.Targets));
        Assert.Equal("KW2337", (await Assert.ThrowsAsync<KeywayException>(site.PublishAsync)).Code.Id);
        // Signing twice with one key does not help.
        await site.Open().SignAsync([site.Keys[1]], CancellationToken.None);
        Assert.Equal((1, 2), site.StatusOf(RoleNames.Targets));

        await site.Open().SignAsync([site.Keys[4]], CancellationToken.None);

        Assert.Equal(1, (await site.PublishAsync()).Targets[RoleNames.Targets]);
    }

    [Fact]
    public async Task Key_of_no_staged_role_signs_nothing()
    {
        await site.CreateAsync();

        Assert.Empty(await site.Open().SignAsync([site.Keys[7]], CancellationToken.None));
    }

    [Fact]
    public async Task Change_after_signing_voids_the_signatures()
    {
        await site.CreateAsync();
        await site.Open().AddTargetAsync(RoleNames.Targets, "file", [1], null, CancellationToken.None);

        Assert.Equal((0, 1), site.StatusOf(RoleNames.Targets));
    }

    [Fact]
    public async Task Delegated_role_signs_its_own_files()
    {
        await site.CreateAsync();
        await site.Open().DelegateAsync(RoleNames.Targets, new DelegationPlan { Name = "gpu-team", Keys = new([RoleKey.Of(site.Keys[5])]), Paths = ["gpu/*"], IsTerminating = true }, CancellationToken.None);
        await site.Open().SignAsync([site.Keys[1], site.Keys[5]], CancellationToken.None);
        await site.PublishAsync();
        await site.Open().AddTargetAsync("gpu-team", "gpu/a", [1], null, CancellationToken.None);
        await site.Open().AddTargetAsync("gpu-team", "nic/b", [2], null, CancellationToken.None);
        await site.Open().SignAsync([site.Keys[5]], CancellationToken.None);

        var report = await site.PublishAsync();

        Assert.Equal(["gpu-team"], report.Changed);
        Assert.Equal([1], (await site.FindAsync("gpu/a")).Content);
        Assert.Null((await site.FindAsync("nic/b")).File);
    }

    [Fact]
    public async Task Hash_bins_by_prefix_can_be_delegated()
    {
        await site.CreateAsync();
        foreach (var digit in "0123456789abcdef")
            await site.Open().DelegateAsync(RoleNames.Targets, new DelegationPlan { Name = $"bin-{digit}", Keys = new([RoleKey.Of(site.Keys[5])]), HashPrefixes = [$"{digit}"] }, CancellationToken.None);
        var bin = $"bin-{Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData("some/file"u8))[0]}";
        await site.Open().AddTargetAsync(bin, "some/file", [1], null, CancellationToken.None);
        await site.Open().SignAsync([site.Keys[1], site.Keys[5]], CancellationToken.None);
        await site.PublishAsync();

        Assert.Equal(bin, (await site.FindAsync("some/file")).File!.Role);
    }

    [Fact]
    public async Task Plans_that_cannot_be_are_refused()
    {
        await site.CreateAsync();
        var open = site.Open();

        Assert.Equal("KW2331", Assert.Throws<KeywayException>(() => TufRepository.Open(site.Directory + "-none", new(), TimeProvider.System)).Code.Id);
        Assert.Equal("KW2332", (await Assert.ThrowsAsync<KeywayException>(() => site.CreateAsync())).Code.Id);
        await RefusedAsync("KW2333", () => open.RotateAsync(RoleNames.Targets, [], [RoleKey.Of(site.Keys[7]).Id], null, CancellationToken.None));
        await RefusedAsync("KW2333", () => open.RotateAsync(RoleNames.Targets, [], [], 2, CancellationToken.None));
        await RefusedAsync("KW2333", () => open.DelegateAsync(RoleNames.Targets, Plan("root"), CancellationToken.None));
        await RefusedAsync("KW2333", () => open.DelegateAsync(RoleNames.Targets, Plan("a/b"), CancellationToken.None));
        await RefusedAsync("KW2333", () => open.DelegateAsync(RoleNames.Targets, Plan("a") with { Paths = [] }, CancellationToken.None));
        await RefusedAsync("KW2333", () => open.DelegateAsync(RoleNames.Targets, Plan("a") with { Keys = new([RoleKey.Of(site.Keys[5]), RoleKey.Of(site.Keys[5])]) }, CancellationToken.None));
        await open.DelegateAsync(RoleNames.Targets, Plan("a"), CancellationToken.None);
        await RefusedAsync("KW2333", () => open.DelegateAsync(RoleNames.Targets, Plan("a"), CancellationToken.None));
        await RefusedAsync("KW2334", () => open.AddTargetAsync("nobody", "file", [1], null, CancellationToken.None));
        await RefusedAsync("KW2334", () => open.RotateAsync("nobody", [], [], 1, CancellationToken.None));
        await RefusedAsync("KW2313", () => open.AddTargetAsync(RoleNames.Targets, "../file", [1], null, CancellationToken.None));
        Assert.Equal("KW2330", Assert.Throws<KeywayException>(() => new RoleKey(site.Keys[0].PublicKey, SignatureScheme.Ed25519ph).Id).Code.Id);
    }

    public void Dispose() => site.Dispose();

    private static async Task RefusedAsync(string code, Func<Task> change) => Assert.Equal(code, (await Assert.ThrowsAsync<KeywayException>(change)).Code.Id);

    private DelegationPlan Plan(string name) => new() { Name = name, Keys = new([RoleKey.Of(site.Keys[5])]), Paths = ["*"] };
}
