// SPDX-License-Identifier: Apache-2.0

using Keyway.Artifacts;
using Keyway.Hosts.Store;

namespace Keyway.Tests.Core.Hosts.Store;

public sealed class FaultTests
{
    private readonly StorePackage one = new("1.0.0");
    private readonly StorePackage two = new("2.0.0");

    [Theory]
    [InlineData((int)Errno.InputOutput, 1)]
    [InlineData((int)Errno.NoSpace, 3)]
    public async Task One_failed_call_gives_one_refusal_and_a_whole_host(int errno, int step)
    {
        var calls = await FailEverywhereAsync(host => host.InstallAsync(one), (host, hook) => host.InstallAsync(two, hook), number => (long now, in HostOperation _) => now == number ? (Errno)errno : Errno.None, step);

        Assert.InRange(calls, 100, 1000);
    }

    [Fact]
    public async Task One_failed_call_of_a_rollback_gives_one_refusal_and_a_whole_host()
    {
        async Task BothAsync(StoreHost host)
        {
            await host.InstallAsync(two);
            await host.InstallAsync(one);
        }

        await FailEverywhereAsync(BothAsync, (host, hook) => Task.Run(() => host.Store(hook).Rollback(1, "test")), number => (long now, in HostOperation _) => now == number ? Errno.InputOutput : Errno.None);
    }

    [Fact]
    public async Task A_disk_that_stays_dead_gives_one_refusal_and_a_whole_host() =>
        await FailEverywhereAsync(host => host.InstallAsync(one), (host, hook) => host.InstallAsync(two, hook), number => (long now, in HostOperation _) => now >= number ? Errno.InputOutput : Errno.None, step: 7);

    [Fact]
    public async Task Interrupted_calls_are_made_again()
    {
        using StoreHost host = new();
        await host.InstallAsync(one, Interrupted);
        await host.InstallAsync(two, Interrupted);
        host.Store(Interrupted).Rollback(null, "test");

        Assert.Equal("1.0.0", host.WholeVersion(one, two));
        Assert.Empty(host.Temporaries());
    }

    [Fact]
    public async Task Fsync_is_never_tried_again_on_a_descriptor_that_failed()
    {
        var paths = new List<string>();
        for (var number = 1; ; number++)
        {
            using StoreHost host = new();
            await host.InstallAsync(one);
            var (count, failed) = (0, "");
            Errno Hook(long now, in HostOperation operation)
            {
                if (operation.Kind != HostOperationKind.Synchronise) return Errno.None;
                if (failed.Length > 0 && operation.Path == failed && operation.Path.Contains(StoreNames.Temporary, StringComparison.Ordinal)) paths.Add(operation.Path);
                if (++count != number) return Errno.None;
                failed = operation.Path;
                return Errno.InputOutput;
            }

            if (await RefusalAsync(() => host.InstallAsync(two, Hook)) is null) break;
        }

        Assert.Empty(paths);
    }

    [Fact]
    public async Task Cancelling_at_any_call_leaves_the_former_generation_or_finishes()
    {
        var (cancelled, finished) = (0, 0);
        for (var number = 1L; finished < 3; number += 5)
        {
            using StoreHost host = new();
            await host.InstallAsync(one);
            using CancellationTokenSource source = new();
            Errno Hook(long now, in HostOperation _)
            {
                if (now == number) source.Cancel();
                return Errno.None;
            }

            try
            {
                await host.Store(Hook).InstallAsync(two.Request, null, source.Token);
                finished++;
                Assert.Equal("2.0.0", host.WholeVersion(one, two));
            }
            catch (OperationCanceledException)
            {
                cancelled++;
                Assert.Equal("1.0.0", host.WholeVersion(one, two));
                Assert.Null(host.Store().ReadStatus().Pending);
            }

            Assert.Empty(host.Temporaries());
        }

        Assert.InRange(cancelled, 10, 1000);
    }

    [Fact]
    public async Task Cancelling_while_a_layer_is_read_leaves_the_former_generation()
    {
        using StoreHost host = new();
        await host.InstallAsync(one);
        using CancellationTokenSource source = new();
        StorePackage slow = new("2.0.0") { Wire = stream => new CutStream(stream, 100, () => source.Cancel()) };

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => host.Store().InstallAsync(slow.Request, null, source.Token));

        Assert.Equal("1.0.0", host.WholeVersion(one, two));
        Assert.Empty(host.Temporaries());
        Assert.Equal("aborted: cancelled", host.Store().ReadHistory()[0].Verdict);
    }

    [Fact]
    public async Task File_systems_without_the_rename_flags_and_without_preallocation_do_as_well()
    {
        using StoreHost host = new();
        static Errno Hook(long _, in HostOperation operation) => operation switch
        {
            { Kind: HostOperationKind.Exchange } or { Kind: HostOperationKind.Rename, Value: not 0 } => Errno.Invalid,
            { Kind: HostOperationKind.Allocate } => Errno.NotSupported,
            _ => Errno.None,
        };

        await host.InstallAsync(one, Hook);
        await host.InstallAsync(two, Hook);
        host.Store(Hook).Rollback(null, "test");

        Assert.Equal("1.0.0", host.WholeVersion(one, two));
        Assert.Empty(host.Temporaries());
    }

    private static Errno Interrupted(long now, in HostOperation operation) => now % 2 == 1 ? Errno.Interrupted : Errno.None;

    // For every N: the N-th call fails. The caller gets one refusal with a state, or a success; what is current is whole; the next install works.
    private async Task<long> FailEverywhereAsync(Func<StoreHost, Task> prepare, Func<StoreHost, HostOperationHook, Task> change, Func<long, HostOperationHook> fault, int step = 1)
    {
        for (var number = 1L; ; number += step)
        {
            using StoreHost host = new();
            await prepare(host);
            var hits = 0L;
            var inner = fault(number);
            Errno Hook(long now, in HostOperation operation)
            {
                var errno = inner(now, operation);
                if (errno != Errno.None) hits++;
                return errno;
            }

            var refusal = await RefusalAsync(() => change(host, Hook));
            AssertTruthful(host, refusal);
            await host.InstallAsync(two);
            Assert.Equal("2.0.0", host.WholeVersion(one, two));
            Assert.Empty(host.Temporaries());
            if (hits == 0) return number;
        }
    }

    private void AssertTruthful(StoreHost host, KeywayException? refusal)
    {
        var version = host.WholeVersion(one, two);
        var number = host.Current?.Split('/')[1];
        if (refusal is null) Assert.Equal("2.0.0", version);
        else if (refusal.Code.Id == "KW4014") Assert.Contains($"generation {number} is current and complete", refusal.State, StringComparison.Ordinal);
        else if (refusal.State.StartsWith("generation ", StringComparison.Ordinal)) Assert.StartsWith($"generation {number} ", refusal.State, StringComparison.Ordinal);
        else Assert.Contains("as before", refusal.State, StringComparison.Ordinal);
        if (refusal is not null && refusal.State.Contains("partial files were removed", StringComparison.Ordinal)) Assert.Empty(host.Temporaries());
    }

    private static async Task<KeywayException?> RefusalAsync(Func<Task> change)
    {
        try
        {
            await change();
            return null;
        }
        catch (KeywayException refusal)
        {
            Assert.NotEmpty(refusal.State);
            return refusal;
        }
    }
}
