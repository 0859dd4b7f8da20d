// SPDX-License-Identifier: Apache-2.0

using System.Security.Cryptography;
using Keyway.Artifacts.Transparency;
using Keyway.Tests.Fixtures;

namespace Keyway.Tests.Artifacts.Transparency;

/// <summary>Memory does not grow with the log, whether it is read as a whole or step by step. With KEYWAY_LONG=1 a million entries.</summary>
[Collection(nameof(MeasuredAlone))]
public sealed class LargeLogTests
{
    private const int Steps = 10;
    private const long MemoryLimit = 2L << 20;

    private static readonly int Size = Environment.GetEnvironmentVariable("KEYWAY_LONG") == "1" ? 1_000_000 : 30_000;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Large_log_is_verified_step_by_step_and_as_a_whole_in_bounded_memory()
    {
        using LogDirectory directory = new();
        (await directory.CreateAsync()).Dispose();
        var seen = directory.Published();
        long peak = 0;
        var before = GC.GetTotalMemory(forceFullCollection: true);
        for (var step = 0; step < Steps; step++)
        {
            await GrowAsync(directory, Size / Steps);
            var published = directory.Published();
            var audited = await LogAudit.RunAsync(directory.Resources, published, seen, (index, _) => Watch(index, before, ref peak), Token);
            Assert.Equal((seen.Size, published.Size), (audited.FirstIndex, audited.Size));
            seen = published;
        }

        var whole = await LogAudit.RunAsync(directory.Resources, seen, null, (index, _) => Watch(index, before, ref peak), Token);

        Assert.Equal(Size, whole.Size);
        Assert.InRange(peak, 0, MemoryLimit);
        TestContext.Current.TestOutputHelper?.WriteLine($"{Size} entries, peak {peak >> 10} KiB above the start");
    }

    private static async Task GrowAsync(LogDirectory directory, int count)
    {
        using var log = await directory.OpenAsync();
        for (var end = log.Head.Size + count; log.Head.Size < end;)
        {
            var start = (int)log.Head.Size;
            await log.AppendAsync([.. Enumerable.Range(start, (int)Math.Min(4096, end - start)).Select(index => (ReadOnlyMemory<byte>)SHA256.HashData(BitConverter.GetBytes(index)))], Token);
        }
    }

    private static ValueTask Watch(long index, long before, ref long peak)
    {
        if (index % 10_000 == 0) peak = Math.Max(peak, GC.GetTotalMemory(forceFullCollection: true) - before);
        return ValueTask.CompletedTask;
    }
}
