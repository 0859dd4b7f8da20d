// SPDX-License-Identifier: Apache-2.0

using System.Text.Json.Nodes;
using Keyway.Artifacts;
using Keyway.Artifacts.Oci;
using Keyway.Artifacts.Trust.Tuf;
using Keyway.Artifacts.Web;
using Keyway.Tests.Fixtures;

namespace Keyway.Tests.Artifacts.Trust.Tuf;

/// <summary>Refreshing the trusted root of a Sigstore instance, and living without the repository for a while.</summary>
public sealed class SigstoreRootRefreshTests : IDisposable
{
    private static readonly string[] Online = [RoleNames.Targets, RoleNames.Snapshot, RoleNames.Timestamp];

    private readonly TemporaryDirectory directory = new();
    private readonly RepositorySimulator repository = new();

    private DateTimeOffset now = RepositorySimulator.Now;

    [Fact]
    public async Task Trusted_root_and_signing_config_are_fetched_and_kept()
    {
        var expected = Publish("{\"mediaType\":\"application/vnd.dev.sigstore.signingconfig.v0.2+json\"}"u8.ToArray());

        var refreshed = await Refresh().RefreshAsync(CancellationToken.None);
        var cached = await Refresh().OpenCachedAsync(CancellationToken.None);

        Assert.All((SigstoreTrust[])[refreshed, cached], trust =>
        {
            Assert.Equal(expected, trust.TrustedRootJson);
            Assert.NotEmpty(trust.TrustedRoot.CertificateAuthorities);
            Assert.NotNull(trust.SigningConfigJson);
            Assert.Equal((1, 2, RepositorySimulator.Now, null), (trust.RootVersion, trust.TargetsVersion, trust.UpdatedAt, trust.StaleBecause));
        });
    }

    [Fact]
    public async Task Young_material_is_used_without_asking_and_old_material_is_refreshed()
    {
        Publish(null);
        await Refresh().CurrentAsync(TimeSpan.FromDays(1), CancellationToken.None);
        var asked = repository.Requests.Count;
        now = now.AddHours(23);
        await Refresh().CurrentAsync(TimeSpan.FromDays(1), CancellationToken.None);
        Assert.Equal(asked, repository.Requests.Count);
        now = now.AddHours(2);

        var trust = await Refresh().CurrentAsync(TimeSpan.FromDays(1), CancellationToken.None);

        Assert.Equal(["2.root.json", "timestamp.json"], repository.Requests.Skip(asked));
        Assert.Equal(now, trust.UpdatedAt);
        Assert.Null(trust.SigningConfigJson);
    }

    [Fact]
    public async Task Unreachable_repository_leaves_the_kept_material_until_its_age_ends()
    {
        foreach (var role in RoleNames.TopLevel) repository.Expiry[role] = RepositorySimulator.Now.AddDays(90);
        repository.Publish(RoleNames.Root);
        Publish(null);
        await Refresh().RefreshAsync(CancellationToken.None);
        using WebClient web = new(new RegistrySettings { EnvironmentVariable = _ => null, Time = TimeProvider.System, WorkingDirectory = "/" });
        WebTufSource gone = new(web, new Uri("http://127.0.0.1:1/"), new Uri("http://127.0.0.1:1/"));
        now = now.AddDays(20);

        var trust = await Refresh(gone).CurrentAsync(TimeSpan.FromDays(1), CancellationToken.None);
        now = now.AddDays(20);
        var refusal = await Assert.ThrowsAsync<KeywayException>(() => Refresh(gone).CurrentAsync(TimeSpan.FromDays(1), CancellationToken.None));

        Assert.NotNull(trust.StaleBecause);
        Assert.Equal(RepositorySimulator.Now, trust.UpdatedAt);
        Assert.Equal("KW2316", refusal.Code.Id);
    }

    [Fact]
    public async Task Repository_that_answers_with_something_refused_is_not_passed_over()
    {
        Publish(null);
        await Refresh().RefreshAsync(CancellationToken.None);
        repository.PublishAs(RoleNames.Timestamp, 1);
        now = now.AddDays(2);

        var refusal = await Assert.ThrowsAsync<KeywayException>(() => Refresh().CurrentAsync(TimeSpan.FromDays(1), CancellationToken.None));

        Assert.Equal("KW2303", refusal.Code.Id);
    }

    [Fact]
    public async Task First_use_needs_the_repository()
    {
        using WebClient web = new(new RegistrySettings { EnvironmentVariable = _ => null, Time = TimeProvider.System, WorkingDirectory = "/" });
        WebTufSource gone = new(web, new Uri("http://127.0.0.1:1/"), new Uri("http://127.0.0.1:1/"));

        Assert.Equal(ErrorKind.TryLater, (await Assert.ThrowsAsync<KeywayException>(() => Refresh(gone).CurrentAsync(TimeSpan.FromDays(1), CancellationToken.None))).Code.Kind);
        Assert.Equal("KW2316", (await Assert.ThrowsAsync<KeywayException>(() => Refresh().OpenCachedAsync(CancellationToken.None))).Code.Id);
    }

    [Fact]
    public async Task Withdrawn_missing_or_broken_trusted_root_is_refused()
    {
        Assert.Equal("KW2309", await CodeAsync());
        Publish(null);
        repository.Targets["targets"]![SigstoreRootRefresh.TrustedRootTarget]!["custom"] = new JsonObject { ["sigstore"] = new JsonObject { ["status"] = "Expired" } };
        repository.Publish(Online);
        Assert.Equal("KW2319", await CodeAsync());
        repository.AddFile(RoleNames.Targets, SigstoreRootRefresh.TrustedRootTarget, "{}"u8.ToArray());
        repository.Publish(Online);
        Assert.Equal("KW2100", await CodeAsync());
    }

    [Fact]
    public async Task Anchor_is_given_once_and_kept_when_it_has_led_somewhere()
    {
        Publish(null);
        SigstoreRootRefresh Without() => new(repository, directory.Path, new(), new FixedTime(now));
        RepositorySimulator foreign = new();

        Assert.Equal("KW2311", Assert.Throws<KeywayException>(Without).Code.Id);
        SigstoreRootRefresh lost = new(repository, directory.Path, new TufClientSettings { Anchor = foreign.InitialRoot }, new FixedTime(now));
        Assert.Equal("KW2302", (await Assert.ThrowsAsync<KeywayException>(() => lost.RefreshAsync(CancellationToken.None))).Code.Id);
        Assert.Equal("KW2311", Assert.Throws<KeywayException>(Without).Code.Id);
        await Refresh().RefreshAsync(CancellationToken.None);

        Assert.Equal(1, (await Without().RefreshAsync(CancellationToken.None)).RootVersion);
    }

    public void Dispose() => directory.Dispose();

    private byte[] Publish(byte[]? signingConfig)
    {
        var root = File.ReadAllBytes(SharedData.Require("sigstore-conformance", "trusted_root.production.json"));
        repository.AddFile(RoleNames.Targets, SigstoreRootRefresh.TrustedRootTarget, root);
        repository.Targets["targets"]![SigstoreRootRefresh.TrustedRootTarget]!["custom"] = new JsonObject { ["sigstore"] = new JsonObject { ["status"] = "Active" } };
        if (signingConfig is not null) repository.AddFile(RoleNames.Targets, SigstoreRootRefresh.SigningConfigTarget, signingConfig);
        repository.Publish(Online);
        return root;
    }

    private async Task<string> CodeAsync() => (await Assert.ThrowsAsync<KeywayException>(() => Refresh().RefreshAsync(CancellationToken.None))).Code.Id;

    private SigstoreRootRefresh Refresh(ITufSource? source = null) => new(source ?? repository, directory.Path, new TufClientSettings { Anchor = repository.InitialRoot }, new FixedTime(now));
}
