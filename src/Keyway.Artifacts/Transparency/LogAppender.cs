// SPDX-License-Identifier: Apache-2.0

using System.Threading.Channels;

namespace Keyway.Artifacts.Transparency;

/// <summary>
/// Gathers entries of many callers into batches, so that they share the waits for the disk: while one batch is being written the next one gathers. Each caller is answered when
/// its entry is on the disk. Thread safe.
/// </summary>
public sealed class LogAppender : IAsyncDisposable
{
    private const int MostEntries = 4096;
    private const int MostBytes = 16 * 1024 * 1024;

    private readonly Channel<Waiting> queue = Channel.CreateBounded<Waiting>(new BoundedChannelOptions(2 * MostEntries) { SingleReader = true });
    private readonly Task loop;

    /// <summary>Starts; the log must not be used by others until this is disposed.</summary>
    public LogAppender(TiledLog log) => loop = Task.Run(() => RunAsync(log));

    /// <summary>Adds an entry and returns its index once it is on the disk. After cancelling it is unknown whether the entry is in the log.</summary>
    /// <exception cref="KeywayException">As for <see cref="TiledLog.AppendAsync"/>.</exception>
    public async Task<long> AppendAsync(ReadOnlyMemory<byte> entry, CancellationToken cancellationToken)
    {
        if (entry.Length > EntryBundle.LongestEntry) throw Errors.EntryTooLong(entry.Length);
        Waiting waiting = new(entry, new TaskCompletionSource<long>(TaskCreationOptions.RunContinuationsAsynchronously));
        await queue.Writer.WriteAsync(waiting, cancellationToken);
        return await waiting.Index.Task.WaitAsync(cancellationToken);
    }

    /// <summary>Writes what is waiting, then stops.</summary>
    public async ValueTask DisposeAsync()
    {
        queue.Writer.TryComplete();
        await loop;
    }

    private async Task RunAsync(TiledLog log)
    {
        List<Waiting> batch = [];
        while (await queue.Reader.WaitToReadAsync())
        {
            Gather(batch);
            try
            {
                var appended = await log.AppendAsync([.. batch.Select(waiting => waiting.Entry)], CancellationToken.None);
                for (var position = 0; position < batch.Count; position++) batch[position].Index.SetResult(appended.FirstIndex + position);
            }
            catch (Exception refusal)
            {
                // The boundary of a job: whatever happened, nobody may wait for ever.
                foreach (var waiting in batch) waiting.Index.SetException(refusal);
            }

            batch.Clear();
        }
    }

    private void Gather(List<Waiting> batch)
    {
        for (var bytes = 0; batch.Count < MostEntries && bytes < MostBytes && queue.Reader.TryRead(out var waiting); bytes += waiting.Entry.Length) batch.Add(waiting);
    }

    private sealed record Waiting(ReadOnlyMemory<byte> Entry, TaskCompletionSource<long> Index);
}
