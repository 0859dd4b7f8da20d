// SPDX-License-Identifier: Apache-2.0

using Keyway.Artifacts;
using Keyway.Artifacts.Transparency;
using Keyway.Tests.Fixtures;

namespace Keyway.Tests.Artifacts.Transparency;

public sealed class LogCrashTests
{
    private const int Acknowledged = 250;
    private const int Added = 10;

    private static readonly byte[][] Entries = [.. LogDirectory.Entries(0, Acknowledged + Added).Select(entry => entry.ToArray())];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Death_before_any_call_of_an_append_loses_nothing_acknowledged_and_forks_nothing()
    {
        var (sawOld, sawNew, calls) = (false, false, 0);
        for (var death = 1; ; death++)
        {
            using LogDirectory directory = new();
            await directory.FillAsync(Acknowledged, Acknowledged);
            SimulatedDisk disk = new() { DeathAt = death };
            var died = await DiesAsync(async () =>
            {
                using var log = await directory.OpenAsync(disk.Before);
                await log.AppendAsync(LogDirectory.Entries(Acknowledged, Added), Token);
            });

            var size = await RequireWholeAsync(directory, directory.Published());
            (sawOld, sawNew, calls) = (sawOld | size == Acknowledged, sawNew | size > Acknowledged, death);
            if (!died) break;
        }

        Assert.True(sawOld && sawNew);
        Assert.InRange(calls, 20, 60);
    }

    [Fact]
    public async Task Power_cut_before_any_call_leaves_a_log_with_everything_that_was_acknowledged_or_published()
    {
        Random random = new(7);
        for (var (death, died) = (1, true); died; death++)
        {
            foreach (var survival in (double[])[0, 1, 0.5])
            {
                using LogDirectory directory = new();
                SimulatedDisk disk = new();
                died = await RunAsync(directory, disk, death);
                var published = directory.Published();
                using LogDirectory restored = new();
                disk.Restore(restored.Path, () => random.NextDouble() < survival);

                await RequireWholeAsync(restored, published);
            }
        }
    }

    [Fact]
    public async Task Directory_of_a_writer_who_died_gets_a_durable_name_before_what_is_in_it_counts()
    {
        using LogDirectory directory = new();
        await directory.FillAsync(Acknowledged, Acknowledged);
        Directory.CreateDirectory(Path.Combine(directory.Path, "tile", "1"));
        List<string> synchronised = [];

        using var log = await directory.OpenAsync(operation =>
        {
            if (operation.Kind == LogFileOperationKind.SynchroniseNames) synchronised.Add(operation.Path);
        });
        await log.AppendAsync(LogDirectory.Entries(Acknowledged, Added), Token);

        Assert.Contains("tile", synchronised);
    }

    [Fact]
    public async Task Recovery_itself_may_die_before_any_call()
    {
        for (var first = 1; ; first++)
        {
            using LogDirectory directory = new();
            SimulatedDisk disk = new();
            if (!await RunAsync(directory, disk, first)) break;
            for (var (death, died) = (1, true); died; death++)
            {
                died = await DiesAsync(async () => (await directory.OpenAsync(new SimulatedDisk { DeathAt = death }.Before)).Dispose());
            }

            await RequireWholeAsync(directory, directory.Published());
        }
    }

    [Theory]
    [InlineData(28, "KW2505")]
    [InlineData(5, "KW2506")]
    public async Task Full_or_failing_disk_at_any_call_is_refused_and_loses_nothing(int errno, string code)
    {
        for (var (failure, failed) = (1, true); failed; failure++)
        {
            using LogDirectory directory = new();
            await directory.FillAsync(Acknowledged, Acknowledged);
            var calls = 0;
            failed = false;
            try
            {
                using var log = await directory.OpenAsync(_ => FailAt(++calls, failure, errno));
                await log.AppendAsync(LogDirectory.Entries(Acknowledged, Added), Token);
            }
            catch (KeywayException refusal)
            {
                Assert.Equal(code, refusal.Code.Id);
                failed = true;
            }

            await RequireWholeAsync(directory, directory.Published());
        }
    }

    [Fact]
    public async Task After_a_failure_while_writing_tiles_the_same_writer_goes_on()
    {
        using LogDirectory directory = new();
        await directory.FillAsync(Acknowledged, Acknowledged);
        var isBroken = true;
        using var log = await directory.OpenAsync(operation => { if (isBroken && operation.Path.StartsWith("tile/", StringComparison.Ordinal)) throw new IOException("disk full", 28); });
        await Assert.ThrowsAsync<KeywayException>(() => log.AppendAsync(LogDirectory.Entries(0, 3), Token));
        isBroken = false;

        var appended = await log.AppendAsync(LogDirectory.Entries(Acknowledged, Added), Token);

        Assert.Equal(Acknowledged, appended.FirstIndex);
    }

    [Fact]
    public async Task After_a_failure_at_the_moment_of_commitment_the_log_must_be_opened_again()
    {
        using LogDirectory directory = new();
        await directory.FillAsync(Acknowledged, Acknowledged);
        using (var log = await directory.OpenAsync(operation => { if (operation is { Kind: LogFileOperationKind.Rename, Path: ".state/head" }) throw new IOException("I/O error", 5); }))
        {
            await Assert.ThrowsAsync<KeywayException>(() => log.AppendAsync(LogDirectory.Entries(Acknowledged, Added), Token));
            var refusal = await Assert.ThrowsAsync<KeywayException>(() => log.AppendAsync(LogDirectory.Entries(Acknowledged, Added), Token));
            Assert.Equal("KW2516", refusal.Code.Id);
        }

        await RequireWholeAsync(directory, directory.Published());
    }

    [Fact]
    public async Task Callers_of_a_failing_log_are_all_answered()
    {
        using LogDirectory directory = new();
        (await directory.CreateAsync()).Dispose();
        using var log = await directory.OpenAsync(operation => { if (operation.Path.StartsWith("tile/", StringComparison.Ordinal)) throw new IOException("disk full", 28); });
        await using LogAppender appender = new(log);

        var answers = LogDirectory.Entries(0, 50).Select(entry => appender.AppendAsync(entry, Token)).ToList();

        foreach (var answer in answers) Assert.Equal("KW2505", (await Assert.ThrowsAsync<KeywayException>(() => answer)).Code.Id);
    }

    [Fact]
    public async Task Small_disk_that_fills_up_keeps_what_was_acknowledged()
    {
        using TemporaryDirectory place = new();
        using var disk = SmallDisk.TryMount(place.Combine("disk"), "256k");
        Assert.SkipWhen(disk is null, "this user may not mount");
        var acknowledged = 0L;
        var signer = LogDirectory.SignerOf(LogDirectory.Origin, 1);
        var path = Path.Combine(disk!.Path, "log");
        using (var log = await TiledLog.CreateAsync(path, signer, LogPublication.AtOnce, Token))
        {
            var refusal = await Assert.ThrowsAsync<KeywayException>(async () => { for (; ; ) acknowledged = (await log.AppendAsync([new byte[3000]], Token)).FirstIndex + 1; });
            Assert.Equal("KW2505", refusal.Code.Id);
        }

        Assert.InRange(acknowledged, 1, 100);
        Assert.True(Head(path).Size >= acknowledged);
    }

    private static Checkpoint Head(string path) => Checkpoint.Open(SignedNote.Parse(File.ReadAllBytes(Path.Combine(path, ".state/head"))), LogDirectory.SignerOf(LogDirectory.Origin, 1).Key, path);

    private static void FailAt(int call, int failure, int errno)
    {
        if (call == failure) throw new IOException("simulated", errno);
    }

    // A log of 250 entries, then one more batch in which the process dies before a call.
    private static async Task<bool> RunAsync(LogDirectory directory, SimulatedDisk disk, int death)
    {
        using (var log = await directory.CreateAsync(disk.Before))
            await log.AppendAsync(LogDirectory.Entries(0, Acknowledged), Token);
        return await DiesAsync(async () =>
        {
            using var log = await directory.OpenAsync(disk.Before);
            disk.DeathAt = disk.Count + death;
            await log.AppendAsync(LogDirectory.Entries(Acknowledged, Added), Token);
        });
    }

    // The log opens, has what was acknowledged, contains the published tree, and takes other entries from there on. Returns its size before those.
    private static async Task<long> RequireWholeAsync(LogDirectory directory, Checkpoint published)
    {
        long size;
        using (var log = await directory.OpenAsync())
        {
            size = log.Head.Size;
            Assert.InRange(size, Acknowledged, Acknowledged + Added);
            Assert.True(size is Acknowledged or Acknowledged + Added, "a batch is there as a whole or not at all");
            Assert.Equal(PlainMerkleTree.RootHash(Entries.AsSpan(0, (int)size)), log.Head.Root);
            await log.AppendAsync(LogDirectory.Entries(1000, 20), Token);
        }

        await directory.AuditAsync(published);
        Assert.Equal(size + 20, (await directory.AuditAsync()).Size);
        return size;
    }

    private static async Task<bool> DiesAsync(Func<Task> action)
    {
        try
        {
            await action();
            return false;
        }
        catch (SimulatedDeath)
        {
            return true;
        }
    }
}
