// SPDX-License-Identifier: Apache-2.0

using Keyway.Artifacts.Content;

namespace Keyway.Artifacts.Trust.Tuf;

/// <summary>Lets one process at a time change a directory. The lock ends with the process that holds it, however it ends.</summary>
internal static class DirectoryLock
{
    private const string FileName = ".lock";

    private static readonly TimeSpan MaxWait = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    /// <summary>Creates the directory if it is missing. The caller disposes what it gets.</summary>
    /// <exception cref="KeywayException">KW2318: another program holds it for too long.</exception>
    public static async Task<IDisposable> TakeAsync(string directory, TimeProvider time, CancellationToken cancellationToken)
    {
        DurableDirectory.Create(directory);
        var start = time.GetTimestamp();
        while (true)
        {
            if (TryTake(directory) is { } held) return held;
            var waited = time.GetElapsedTime(start);
            if (waited >= MaxWait) throw Errors.Busy(directory, waited);
            await Task.Delay(Pause, time, cancellationToken);
        }
    }

    private static FileStream? TryTake(string directory)
    {
        try
        {
            return new FileStream(Path.Combine(directory, FileName), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException reason) when (reason is not (FileNotFoundException or DirectoryNotFoundException or PathTooLongException))
        {
            return null;
        }
    }
}
