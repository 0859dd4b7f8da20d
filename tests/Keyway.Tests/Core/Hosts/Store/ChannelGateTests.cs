// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using Keyway.Artifacts;
using Keyway.Channels;

namespace Keyway.Tests.Core.Hosts.Store;

/// <summary>A store on a host that is a member of a channel.</summary>
public sealed class ChannelGateTests : IDisposable
{
    private readonly StoreHost host = new();
    private readonly StorePackage one = new("1.0.0");
    private readonly StorePackage two = new("2.0.0");
    private readonly StorePackage three = new("3.0.0");

    [Fact]
    public async Task Rollback_without_a_permit_is_refused_and_changes_nothing()
    {
        await InstallAllAsync();
        Join([], []);
        var before = host.Snapshot();

        var refusal = Assert.Throws<KeywayException>(() => host.Store().Rollback(null, "test"));

        Assert.Equal("KW2404", refusal.Code.Id);
        Assert.Contains("downgrade", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(before, host.Snapshot());
    }

    [Fact]
    public async Task Rollback_with_a_permit_says_which_one_it_used()
    {
        await InstallAllAsync();
        Join([Permit(three, two)], []);

        var outcome = host.Store().Rollback(null, "test");

        Assert.Equal((2L, 7L), (outcome.Now.Number, outcome.UsedPermit));
    }

    [Fact]
    public async Task Rollback_passes_over_a_revoked_generation()
    {
        await InstallAllAsync();
        Join([Permit(three, two), Permit(three, one)], [Revoked(two)]);

        Assert.Equal(1, host.Store().Rollback(null, "test").Now.Number);
    }

    [Fact]
    public async Task Rollback_to_a_revoked_generation_by_its_number_is_refused()
    {
        await InstallAllAsync();
        Join([Permit(three, two)], [Revoked(two)]);

        var refusal = Assert.Throws<KeywayException>(() => host.Store().Rollback(2, "test"));

        Assert.Contains("corrupts memory", refusal.Message, StringComparison.Ordinal);
        Assert.Equal("generations/3", host.Current);
    }

    [Fact]
    public async Task Host_whose_fallbacks_are_all_revoked_stays_where_it_is()
    {
        await InstallAllAsync();
        Join([Permit(three, two), Permit(three, one)], [Revoked(one), Revoked(two)]);

        Assert.Equal("KW2404", Assert.Throws<KeywayException>(() => host.Store().Rollback(null, "test")).Code.Id);
    }

    [Fact]
    public async Task Status_says_what_is_revoked()
    {
        await InstallAllAsync();
        Join([], [Revoked(two), Revoked(three)]);

        var status = host.Store().ReadStatus();

        Assert.Equal("corrupts memory", status.CurrentRevocation?.Reason);
        Assert.Equal(two.Request.Index, status.PreviousRevocation?.Digest);
    }

    [Fact]
    public async Task Install_that_the_channel_has_not_seen_is_refused()
    {
        Join([], []);

        Assert.Equal("KW2405", (await Assert.ThrowsAsync<KeywayException>(() => host.InstallAsync(one))).Code.Id);
        Assert.Equal("KW2405", (await Assert.ThrowsAsync<KeywayException>(() => InstallAsync(one, VerdictOn(two)))).Code.Id);
        Assert.Null(host.Current);
    }

    [Fact]
    public async Task Install_that_the_channel_admitted_is_done()
    {
        Join([], []);

        await InstallAsync(one, VerdictOn(one));

        Assert.Equal("generations/1", host.Current);
    }

    [Fact]
    public async Task Install_that_was_admitted_before_another_program_installed_something_newer_is_refused()
    {
        await host.InstallAsync(one);
        await host.InstallAsync(three);
        Join([], []);

        Assert.Equal("KW2404", (await Assert.ThrowsAsync<KeywayException>(() => InstallAsync(two, VerdictOn(two)))).Code.Id);
        Assert.Equal("generations/2", host.Current);
    }

    [Fact]
    public async Task Install_of_a_build_whose_manifest_is_revoked_is_refused()
    {
        Join([], [new() { Digest = one.Request.Manifest, Reason = "corrupts memory", Since = DateTimeOffset.UnixEpoch }]);

        Assert.Equal("KW2404", (await Assert.ThrowsAsync<KeywayException>(() => InstallAsync(one, VerdictOn(one)))).Code.Id);
    }

    [Fact]
    public async Task Damaged_state_is_no_way_out_of_the_channel()
    {
        await InstallAllAsync();
        Join([], []);
        File.WriteAllText(host.Combine("channel", "host.json"), "{}");

        Assert.Equal("KW2400", Assert.Throws<KeywayException>(() => host.Store().Rollback(null, "test")).Code.Id);
    }

    public void Dispose() => host.Dispose();

    private static ChannelVerdict VerdictOn(StorePackage package) => new() { Package = new("kw-driver", package.Version, package.Request.Index), Reasons = [] };

    private static DowngradePermit Permit(StorePackage from, StorePackage to) =>
        new() { Sequence = 7, Hosts = ["node17"], From = from.Request.Index, To = to.Request.Index, Expires = DateTimeOffset.MaxValue, Reason = "test" };

    private static Revocation Revoked(StorePackage package) => new() { Digest = package.Request.Index, Reason = "corrupts memory", Since = DateTimeOffset.UnixEpoch };

    private async Task InstallAllAsync()
    {
        foreach (var package in new[] { one, two, three }) await host.InstallAsync(package);
    }

    private async Task InstallAsync(StorePackage package, ChannelVerdict verdict) =>
        await host.Store().InstallAsync(package.Request with { Admission = verdict }, null, TestContext.Current.CancellationToken);

    private void Join(ImmutableArray<DowngradePermit> permits, ImmutableArray<Revocation> revoked)
    {
        HostChannel state = new()
        {
            SchemaVersion = 1,
            Host = "node17",
            Site = "fra1",
            Channel = "stable",
            Source = "dir",
            Sequence = 1,
            UsedPermit = 0,
            LastSeen = DateTimeOffset.UnixEpoch,
            Permits = permits,
            Revoked = revoked,
        };
        Directory.CreateDirectory(host.Combine("channel"));
        File.WriteAllBytes(host.Combine("channel", "host.json"), ChannelWriter.Write(state));
    }
}
