// SPDX-License-Identifier: Apache-2.0

using System.Text.Json;
using Keyway.Artifacts;
using Keyway.Artifacts.Keys;
using Keyway.Artifacts.Trust.Tuf;
using Keyway.Tests.Fixtures;

namespace Keyway.Tests.Artifacts.Trust.Tuf;

/// <summary>The repository writer, with our own client as the reader.</summary>
public sealed class TufRepositoryTests : IDisposable
{
    private readonly TemporaryDirectory directory = new();
    private readonly SoftwareKey[] keys = [.. Enumerable.Range(0, 8).Select(_ => SoftwareKey.Generate(KeyKind.Ed25519))];

    private DateTimeOffset now = RepositorySimulator.Now;

    private string Repository => directory.Combine("repository");

    private SoftwareKey[] Online => [keys[2], keys[3]];

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Published_files_reach_clients(bool isConsistent)
    {
        await CreateAsync(isConsistent: isConsistent);
        using var words = JsonDocument.Parse("""{"channel":"stable"}""");
        await Open().AddTargetAsync(RoleNames.Targets, "drivers/index.json", [1, 2, 3], words.RootElement, CancellationToken.None);
        await Open().SignAsync([keys[1]], CancellationToken.None);

        var report = await PublishAsync();
        var found = await FindAsync("drivers/index.json");

        Assert.Equal((1, 1, 1), (report.Root, report.Timestamp, report.Snapshot));
        Assert.Equal([RoleNames.Root, RoleNames.Targets], report.Changed);
        Assert.Equal(now.AddDays(7), report.Expires);
        Assert.Equal([1, 2, 3], found.Content);
        Assert.Equal("stable", found.File!.Custom!.Value.GetProperty("channel").GetString());
        Assert.Empty(Open().Staged);
        Assert.Equal(isConsistent, File.Exists(Path.Combine(Repository, "metadata", "1.snapshot.json")));
        Assert.Equal(isConsistent ? 2 : 1, Directory.GetFiles(Path.Combine(Repository, "targets", "drivers")).Length);
    }

    [Fact]
    public async Task Nothing_reaches_clients_before_it_is_signed()
    {
        await CreateAsync();
        await PublishAsync();
        await Open().AddTargetAsync(RoleNames.Targets, "file", [1], null, CancellationToken.None);

        var refusal = await Assert.ThrowsAsync<KeywayException>(PublishAsync);

        Golden.Verify("tuf-not-ready.txt", ErrorText.Of(refusal));
        Assert.Null((await FindAsync("file")).File);
        Assert.Equal([RoleNames.Targets], Open().Staged);
    }

    [Fact]
    public async Task Threshold_of_two_collects_signatures_one_after_the_other()
    {
        await CreateAsync(targets: new([RoleKey.Of(keys[1]), RoleKey.Of(keys[4])], 2), sign: false);
        Assert.Equal([RoleNames.Root, RoleNames.Targets], await Open().SignAsync([keys[0], keys[1]], CancellationToken.None));
        Assert.Equal((1, 2), StatusOf(RoleNames.Targets));
        Assert.Equal("KW2337", (await Assert.ThrowsAsync<KeywayException>(PublishAsync)).Code.Id);
        // Signing twice with one key does not help.
        await Open().SignAsync([keys[1]], CancellationToken.None);
        Assert.Equal((1, 2), StatusOf(RoleNames.Targets));

        await Open().SignAsync([keys[4]], CancellationToken.None);

        Assert.Equal(1, (await PublishAsync()).Targets[RoleNames.Targets]);
    }

    [Fact]
    public async Task Key_of_no_staged_role_signs_nothing()
    {
        await CreateAsync();

        Assert.Empty(await Open().SignAsync([keys[7]], CancellationToken.None));
    }

    [Fact]
    public async Task Change_after_signing_voids_the_signatures()
    {
        await CreateAsync();
        await Open().AddTargetAsync(RoleNames.Targets, "file", [1], null, CancellationToken.None);

        Assert.Equal((0, 1), StatusOf(RoleNames.Targets));
    }

    [Fact]
    public async Task Delegated_role_signs_its_own_files()
    {
        await CreateAsync();
        await Open().DelegateAsync(RoleNames.Targets, new DelegationPlan { Name = "gpu-team", Keys = new([RoleKey.Of(keys[5])]), Paths = ["gpu/*"], IsTerminating = true }, CancellationToken.None);
        await Open().SignAsync([keys[1], keys[5]], CancellationToken.None);
        await PublishAsync();
        await Open().AddTargetAsync("gpu-team", "gpu/a", [1], null, CancellationToken.None);
        await Open().AddTargetAsync("gpu-team", "nic/b", [2], null, CancellationToken.None);
        await Open().SignAsync([keys[5]], CancellationToken.None);

        var report = await PublishAsync();

        Assert.Equal(["gpu-team"], report.Changed);
        Assert.Equal([1], (await FindAsync("gpu/a")).Content);
        Assert.Null((await FindAsync("nic/b")).File);
    }

    [Fact]
    public async Task Hash_bins_by_prefix_can_be_delegated()
    {
        await CreateAsync();
        foreach (var digit in "0123456789abcdef")
            await Open().DelegateAsync(RoleNames.Targets, new DelegationPlan { Name = $"bin-{digit}", Keys = new([RoleKey.Of(keys[5])]), HashPrefixes = [$"{digit}"] }, CancellationToken.None);
        var bin = $"bin-{Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData("some/file"u8))[0]}";
        await Open().AddTargetAsync(bin, "some/file", [1], null, CancellationToken.None);
        await Open().SignAsync([keys[1], keys[5]], CancellationToken.None);
        await PublishAsync();

        Assert.Equal(bin, (await FindAsync("some/file")).File!.Role);
    }

    [Fact]
    public async Task Rotated_root_key_needs_the_old_and_the_new_key()
    {
        await CreateAsync();
        await PublishAsync();
        await Open().RotateAsync(RoleNames.Root, [RoleKey.Of(keys[4])], [RoleKey.Of(keys[0]).Id], null, CancellationToken.None);
        await Open().SignAsync([keys[4]], CancellationToken.None);
        Assert.Equal([(1, 1L), (0, 1L)], Open().Status().Select(status => (status.Signers, status.Threshold)));
        Assert.Equal("KW2337", (await Assert.ThrowsAsync<KeywayException>(PublishAsync)).Code.Id);

        await Open().SignAsync([keys[0]], CancellationToken.None);
        var report = await PublishAsync();

        Assert.Equal(2, report.Root);
        Assert.Null((await FindAsync("none")).File);
        Assert.DoesNotContain(RoleKey.Of(keys[0]).Id, File.ReadAllText(Path.Combine(Repository, "metadata", "2.root.json")).Split("\"signed\"")[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rotated_online_keys_sign_from_then_on()
    {
        await CreateAsync();
        await PublishAsync();
        await FindAsync("none");
        await Open().RotateAsync(RoleNames.Timestamp, [RoleKey.Of(keys[5])], [RoleKey.Of(keys[3]).Id], null, CancellationToken.None);
        await Open().SignAsync([keys[0]], CancellationToken.None);

        Assert.Equal("KW2337", (await Assert.ThrowsAsync<KeywayException>(PublishAsync)).Code.Id);
        var report = await Open().PublishAsync([keys[2], keys[5]], CancellationToken.None);

        Assert.Equal((2, 2), (report.Root, report.Timestamp));
        Assert.Null((await FindAsync("none")).File);
    }

    [Fact]
    public async Task Rotated_key_of_a_delegation_must_sign_the_delegated_role_again()
    {
        await CreateAsync();
        await Open().DelegateAsync(RoleNames.Targets, new DelegationPlan { Name = "team", Keys = new([RoleKey.Of(keys[5])]), Paths = ["*"] }, CancellationToken.None);
        await Open().SignAsync([keys[1], keys[5]], CancellationToken.None);
        await PublishAsync();
        await Open().RotateAsync("team", [RoleKey.Of(keys[6])], [RoleKey.Of(keys[5]).Id], null, CancellationToken.None);
        await Open().SignAsync([keys[1]], CancellationToken.None);

        var refusal = await Assert.ThrowsAsync<KeywayException>(PublishAsync);
        await Open().RenewAsync("team", CancellationToken.None);
        await Open().SignAsync([keys[6]], CancellationToken.None);
        var report = await PublishAsync();

        Assert.Equal("KW2302", refusal.Code.Id);
        Assert.Equal(2, report.Targets["team"]);
    }

    [Fact]
    public async Task What_has_expired_is_not_published_and_renewed_roles_are()
    {
        await CreateAsync();
        await PublishAsync();
        now = now.AddDays(200);
        Assert.Equal("KW2304", (await Assert.ThrowsAsync<KeywayException>(PublishAsync)).Code.Id);

        await Open().RenewAsync(RoleNames.Targets, CancellationToken.None);
        await Open().SignAsync([keys[1]], CancellationToken.None);
        var report = await PublishAsync();

        Assert.Equal((2, now.AddDays(7)), (report.Targets[RoleNames.Targets], report.Expires));
    }

    [Fact]
    public async Task Removed_file_is_gone_for_clients()
    {
        await CreateAsync();
        await Open().AddTargetAsync(RoleNames.Targets, "file", [1], null, CancellationToken.None);
        await Open().SignAsync([keys[1]], CancellationToken.None);
        await PublishAsync();
        await Open().RemoveTargetAsync(RoleNames.Targets, "file", CancellationToken.None);
        await Open().SignAsync([keys[1]], CancellationToken.None);
        await PublishAsync();

        Assert.Null((await FindAsync("file")).File);
        Assert.Equal("KW2309", (await Assert.ThrowsAsync<KeywayException>(() => Open().RemoveTargetAsync(RoleNames.Targets, "file", CancellationToken.None))).Code.Id);
    }

    [Fact]
    public async Task Publication_broken_off_before_the_timestamp_is_repeated()
    {
        await CreateAsync();
        await PublishAsync();
        await Open().RotateAsync(RoleNames.Root, [RoleKey.Of(keys[4])], [], null, CancellationToken.None);
        await Open().AddTargetAsync(RoleNames.Targets, "file", [1], null, CancellationToken.None);
        await Open().SignAsync([keys[0], keys[1]], CancellationToken.None);
        var timestamp = Path.Combine(Repository, "metadata", "timestamp.json");
        var before = File.ReadAllBytes(timestamp);
        var staged = Directory.GetFiles(Path.Combine(Repository, "staged"), "*", SearchOption.AllDirectories).ToDictionary(path => path, File.ReadAllBytes);
        await PublishAsync();
        // As a power cut just before the timestamp leaves it.
        File.WriteAllBytes(timestamp, before);
        Directory.CreateDirectory(Path.Combine(Repository, "staged", "targets"));
        foreach (var (path, content) in staged) File.WriteAllBytes(path, content);
        Assert.Null((await FindAsync("file")).File);

        var report = await PublishAsync();

        Assert.Equal((2, 2, 2), (report.Root, report.Timestamp, report.Snapshot));
        Assert.Equal([1], (await FindAsync("file")).Content);
    }

    [Fact]
    public async Task Plans_that_cannot_be_are_refused()
    {
        await CreateAsync();
        var open = Open();

        Assert.Equal("KW2331", Assert.Throws<KeywayException>(() => TufRepository.Open(directory.Combine("none"), new(), TimeProvider.System)).Code.Id);
        Assert.Equal("KW2332", (await Assert.ThrowsAsync<KeywayException>(() => CreateAsync())).Code.Id);
        await RefusedAsync("KW2333", () => open.RotateAsync(RoleNames.Targets, [], [RoleKey.Of(keys[7]).Id], null, CancellationToken.None));
        await RefusedAsync("KW2333", () => open.RotateAsync(RoleNames.Targets, [], [], 2, CancellationToken.None));
        await RefusedAsync("KW2333", () => open.DelegateAsync(RoleNames.Targets, Plan("root"), CancellationToken.None));
        await RefusedAsync("KW2333", () => open.DelegateAsync(RoleNames.Targets, Plan("a/b"), CancellationToken.None));
        await RefusedAsync("KW2333", () => open.DelegateAsync(RoleNames.Targets, Plan("a") with { Paths = [] }, CancellationToken.None));
        await RefusedAsync("KW2333", () => open.DelegateAsync(RoleNames.Targets, Plan("a") with { Keys = new([RoleKey.Of(keys[5]), RoleKey.Of(keys[5])]) }, CancellationToken.None));
        await open.DelegateAsync(RoleNames.Targets, Plan("a"), CancellationToken.None);
        await RefusedAsync("KW2333", () => open.DelegateAsync(RoleNames.Targets, Plan("a"), CancellationToken.None));
        await RefusedAsync("KW2334", () => open.AddTargetAsync("nobody", "file", [1], null, CancellationToken.None));
        await RefusedAsync("KW2334", () => open.RotateAsync("nobody", [], [], 1, CancellationToken.None));
        await RefusedAsync("KW2313", () => open.AddTargetAsync(RoleNames.Targets, "../file", [1], null, CancellationToken.None));
        Assert.Equal("KW2330", Assert.Throws<KeywayException>(() => new RoleKey(keys[0].PublicKey, SignatureScheme.Ed25519ph).Id).Code.Id);
    }

    [Fact]
    public async Task First_publication_broken_off_is_repeated()
    {
        await CreateAsync();
        var staged = Directory.GetFiles(Path.Combine(Repository, "staged")).ToDictionary(path => path, File.ReadAllBytes);
        await PublishAsync();
        File.Delete(Path.Combine(Repository, "metadata", "timestamp.json"));
        Directory.CreateDirectory(Path.Combine(Repository, "staged"));
        foreach (var (path, content) in staged) File.WriteAllBytes(path, content);

        Assert.Equal(1, (await PublishAsync()).Timestamp);
        Assert.Null((await FindAsync("none")).File);
    }

    [Theory]
    [InlineData("1.snapshot.json")]
    [InlineData("timestamp.json")]
    public async Task Missing_published_file_is_named(string file)
    {
        await CreateAsync();
        await PublishAsync();
        File.Delete(Path.Combine(Repository, "metadata", file));

        Assert.Equal("KW2335", (await Assert.ThrowsAsync<KeywayException>(PublishAsync)).Code.Id);
    }

    public void Dispose()
    {
        directory.Dispose();
        foreach (var key in keys) key.Dispose();
    }

    private static async Task RefusedAsync(string code, Func<Task> change) => Assert.Equal(code, (await Assert.ThrowsAsync<KeywayException>(change)).Code.Id);

    private DelegationPlan Plan(string name) => new() { Name = name, Keys = new([RoleKey.Of(keys[5])]), Paths = ["*"] };

    private (int Signers, long Threshold) StatusOf(string role)
    {
        var status = Assert.Single(Open().Status(), status => status.Role == role);
        return (status.Signers, status.Threshold);
    }

    private async Task CreateAsync(RolePlan? targets = null, bool isConsistent = true, bool sign = true)
    {
        RepositoryPlan plan = new()
        {
            Root = new([RoleKey.Of(keys[0])]),
            Targets = targets ?? new([RoleKey.Of(keys[1])]),
            Snapshot = new([RoleKey.Of(keys[2])]),
            Timestamp = new([RoleKey.Of(keys[3])]),
            HasConsistentSnapshots = isConsistent,
        };
        var repository = await TufRepository.CreateAsync(Repository, plan, new(), new FixedTime(now), CancellationToken.None);
        if (sign) await repository.SignAsync([keys[0], keys[1]], CancellationToken.None);
    }

    private TufRepository Open() => TufRepository.Open(Repository, new(), new FixedTime(now));

    private Task<PublishReport> PublishAsync() => Open().PublishAsync(Online, CancellationToken.None);

    private async Task<(TargetFile? File, byte[]? Content)> FindAsync(string path)
    {
        TufState state = new(directory.Combine("state"), new FixedTime(now));
        if (!Directory.Exists(state.Directory)) await TufClient.TrustAsync(state, File.ReadAllBytes(Path.Combine(Repository, "metadata", "1.root.json")), CancellationToken.None);
        var update = await new TufClient(new DirectoryTufSource(Repository), state, new()).UpdateAsync(CancellationToken.None);
        var file = await update.FindAsync(path, CancellationToken.None);
        return (file, file is null ? null : await update.ReadAsync(file, null, CancellationToken.None));
    }
}
