// SPDX-License-Identifier: Apache-2.0

using Keyway.Artifacts.Content;

namespace Keyway.Audit;

/// <summary>The right to write to a trail, which one program has at a time; the kernel takes it back however the program ends.</summary>
internal static class AuditTurn
{
    private const int WouldBlock = 11; // EWOULDBLOCK, which .NET passes through when another has the lock

    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    public static async Task<FileStream> TakeAsync(string directory, TimeProvider time, CancellationToken cancellationToken)
    {
        DurableDirectory.Create(directory);
        var start = time.GetTimestamp();
        while (true)
        {
            if (TryTake(directory) is { } turn) return turn;
            if (time.GetElapsedTime(start) > LongestWait) throw Errors.TrailBusy(directory, LongestWait);
            await Task.Delay(Pause, time, cancellationToken);
        }
    }

    private static FileStream? TryTake(string directory)
    {
        try
        {
            return new FileStream(AuditFiles.Lock(directory), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException held) when (held.HResult == WouldBlock)
        {
            return null;
        }
    }
}
