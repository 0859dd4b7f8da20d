// SPDX-License-Identifier: Apache-2.0

using Keyway.Hosts.Store;

namespace Keyway.Tests.Core.Hosts.Store;

public sealed class CrashTests
{
    private readonly StorePackage one = new("1.0.0");
    private readonly StorePackage two = new("2.0.0");

    [Fact]
    public async Task First_install_leaves_nothing_or_all_after_a_crash_at_any_call()
    {
        var calls = await CrashEverywhereAsync(prepare: _ => Task.CompletedTask, change: (host, hook) => host.InstallAsync(one, hook), old: null, @new: one);

        Assert.InRange(calls, 50, 500);
    }

    [Fact]
    public async Task Second_install_leaves_old_or_new_after_a_crash_at_any_call()
    {
        var calls = await CrashEverywhereAsync(prepare: host => host.InstallAsync(one), change: (host, hook) => host.InstallAsync(two, hook), old: one, @new: two);

        Assert.InRange(calls, 50, 500);
    }

    [Fact]
    public async Task Rollback_leaves_old_or_new_after_a_crash_at_any_call()
    {
        var calls = await CrashEverywhereAsync(InstallBothAsync, (host, hook) => Task.Run(() => host.Store(hook).Rollback(null, "test")), old: two, @new: one);

        Assert.InRange(calls, 10, 100);
    }

    [Fact]
    public async Task Recovery_itself_may_crash_at_any_call()
    {
        foreach (var crash in new[] { "intent.json", "packages/.tmp-", "generations/.tmp-", "keyway/.next", "commit.json" })
            for (var number = 1L; ; number++)
            {
                using StoreHost host = new();
                await host.InstallAsync(one);
                await CrashedAsync(() => host.InstallAsync(two, SimulatedCrash.AtPath(crash)));
                var recovered = !await CrashedAsync(() => Task.Run(() => host.Store(SimulatedCrash.At(number)).Recover()));

                Assert.NotNull(host.WholeVersion(one, two));
                host.Store().Recover();
                Assert.NotNull(host.WholeVersion(one, two));
                Assert.Empty(host.Temporaries());
                if (recovered) break;
            }
    }

    [Fact]
    public async Task Collecting_generations_never_leaves_one_that_misses_a_layer_after_a_crash_at_any_call()
    {
        StorePackage three = new("3.0.0");
        var calls = await CrashEverywhereAsync(
            InstallBothAsync,
            (host, hook) => new GenerationStore(host.Root, TimeProvider.System, new HostFileSystem(hook)) { KeptGenerations = 1 }.InstallAsync(three.Request, null, TestContext.Current.CancellationToken),
            old: two,
            @new: three,
            also: one);

        Assert.InRange(calls, 50, 500);
    }

    // For every N: crash at the N-th call; what is current must be whole at once, after recovery, and after a second recovery that changes nothing; then the change works.
    private static async Task<long> CrashEverywhereAsync(Func<StoreHost, Task> prepare, Func<StoreHost, HostOperationHook?, Task> change, StorePackage? old, StorePackage @new, StorePackage? also = null)
    {
        var (sawOld, sawNew) = (false, false);
        for (var number = 1L; ; number++)
        {
            using StoreHost host = new();
            await prepare(host);
            var crashed = await CrashedAsync(() => change(host, SimulatedCrash.At(number)));

            var found = AssertOldOrNew(host, old, @new, also);
            var recovery = host.Store().Recover();
            Assert.Equal(found, AssertOldOrNew(host, old, @new, also));
            AssertSettled(host, recovery, found == @new.Version);
            if (found == old?.Version) await change(host, null);
            Assert.Equal(@new.Version, host.WholeVersion(old, @new, also));
            sawOld |= found == old?.Version;
            sawNew |= found == @new.Version;
            if (crashed) continue;
            Assert.True(sawOld && sawNew);
            return number - 1;
        }
    }

    private static string? AssertOldOrNew(StoreHost host, StorePackage? old, StorePackage @new, StorePackage? also)
    {
        var found = host.WholeVersion(old, @new, also);
        Assert.True(found == old?.Version || found == @new.Version, $"{found} is current");
        return found;
    }

    private static void AssertSettled(StoreHost host, Recovery recovery, bool isNew)
    {
        if (recovery.Settled is not null) Assert.Equal(isNew ? JournalPhase.Commit : JournalPhase.Abort, recovery.Phase);
        Assert.Empty(host.Temporaries());
        Assert.Null(host.Store().ReadStatus().Pending);
        var before = host.Snapshot();
        Assert.Null(host.Store().Recover().Settled);
        Assert.Equal(before, host.Snapshot());
    }

    private async Task InstallBothAsync(StoreHost host)
    {
        await host.InstallAsync(one);
        await host.InstallAsync(two);
    }

    private static async Task<bool> CrashedAsync(Func<Task> change)
    {
        try
        {
            await change();
            return false;
        }
        catch (SimulatedCrash)
        {
            return true;
        }
    }
}
