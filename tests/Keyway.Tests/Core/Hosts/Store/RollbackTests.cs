// SPDX-License-Identifier: Apache-2.0

using Keyway.Hosts.Store;

namespace Keyway.Tests.Core.Hosts.Store;

public sealed class RollbackTests
{
    private readonly StorePackage one = new("1.0.0");
    private readonly StorePackage two = new("2.0.0");

    [Fact]
    public async Task Rollback_switches_to_the_former_generation_and_back()
    {
        using StoreHost host = new();
        await host.InstallAsync(one);
        await host.InstallAsync(two);

        var back = host.Store().Rollback(null, "test");
        var forward = host.Store().Rollback(null, "test");

        Assert.Equal((2L, 1L), (back.Before!.Number, back.Now.Number));
        Assert.Equal((1L, 2L), (forward.Before!.Number, forward.Now.Number));
        Assert.Equal("2.0.0", host.WholeVersion(one, two));
    }

    [Fact]
    public async Task Rollback_to_a_number_switches_to_it()
    {
        using StoreHost host = new();
        foreach (var version in new[] { "1.0.0", "2.0.0", "3.0.0" }) await host.InstallAsync(new StorePackage(version));

        host.Store().Rollback(1, "test");

        Assert.Equal("1.0.0", host.WholeVersion(one, two, new StorePackage("3.0.0")));
    }

    [Fact]
    public async Task Rollback_to_the_current_generation_changes_nothing()
    {
        using StoreHost host = new();
        await host.InstallAsync(one);
        var before = host.Snapshot();

        Assert.Equal(InstallResult.AlreadyCurrent, host.Store().Rollback(1, "test").Result);
        Assert.Equal(before, host.Snapshot());
    }

    [Fact]
    public async Task Install_after_a_rollback_gets_a_new_number_and_the_rollback_stays_possible()
    {
        using StoreHost host = new();
        await host.InstallAsync(one);
        await host.InstallAsync(two);
        host.Store().Rollback(null, "test");

        var outcome = await host.InstallAsync(two);

        Assert.Equal((3L, 3), (outcome.Now.Number, outcome.ReusedLayers));
        Assert.Equal(1, host.Store().Rollback(null, "test").Now.Number);
    }

    [Theory]
    [InlineData("damaged")]
    [InlineData("missing")]
    public async Task A_damaged_current_generation_can_be_left_by_rollback_and_install(string damage)
    {
        using StoreHost host = new();
        await host.InstallAsync(one);
        await host.InstallAsync(two);
        if (damage == "missing") Directory.Delete(host.Combine("generations", "2"), recursive: true);
        else File.WriteAllText(host.Combine("generations", "2", "generation.json"), "garbage");

        var back = host.Store().Rollback(null, "test");
        var forward = await host.InstallAsync(two);

        Assert.Equal((2L, null, 1L), (back.From, back.Before, back.Now.Number));
        Assert.Equal((1L, "2.0.0"), (forward.From, host.WholeVersion(one, two)));
    }

    [Fact]
    public async Task A_damaged_old_generation_does_not_make_a_done_install_fail()
    {
        using StoreHost host = new();
        await host.InstallAsync(new("1.0.0"));
        await host.InstallAsync(new("2.0.0"));
        File.WriteAllText(host.Combine("generations", "1", "generation.json"), "garbage");

        var outcome = await host.InstallAsync(new("3.0.0"));
        var status = host.Store().ReadStatus();
        host.Store().Rollback(2, "test");

        Assert.Equal((InstallResult.Switched, false), (outcome.Result, outcome.IsCleanedUp));
        Assert.Equal((3L, 2L), (status.Current!.Number, status.PreviousNumber));
        Assert.Equal("generations/2", host.Current);
    }
}
