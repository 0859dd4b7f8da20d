// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Artifacts.Content;

/// <summary>
/// A file in the making: a unique <c>.part</c> name, locked while somebody writes to it, then synchronised and renamed into place, or removed.
/// Names need no randomness: they are claimed with O_EXCL.
/// </summary>
internal sealed class PartFile : IDisposable
{
    private const string Suffix = ".part";
    private static int counter;

    private readonly string path;
    private readonly FileStream stream;
    private bool isCommitted;

    private PartFile(string path, FileStream stream)
    {
        this.path = path;
        this.stream = stream;
    }

    public Stream Stream => stream;

    /// <summary>Claims a fresh name in a directory that exists.</summary>
    public static PartFile Create(string directory, string stem, UnixFileMode? mode = null)
    {
        while (true)
        {
            var name = $".{stem}.{Environment.ProcessId}-{Interlocked.Increment(ref counter)}{Suffix}";
            if (TryCreate(Path.Combine(directory, name), mode) is { } part) return part;
        }
    }

    /// <summary>Deletes the part files whose writer is gone; returns how many.</summary>
    public static int RemoveStale(string directory)
    {
        if (!Directory.Exists(directory)) return 0;
        return Directory.EnumerateFiles(directory, ".*" + Suffix).Count(TryRemove);
    }

    /// <summary>Makes the content durable, then the name.</summary>
    public Task CommitAsync(string finalPath, CancellationToken cancellationToken) => CommitAsync(finalPath, overwrite: true, cancellationToken);

    /// <summary>The same for a name that nobody has; false when somebody took it meanwhile.</summary>
    public async Task<bool> TryCommitNewAsync(string finalPath, CancellationToken cancellationToken)
    {
        try
        {
            await CommitAsync(finalPath, overwrite: false, cancellationToken);
            return true;
        }
        catch (KeywayException) when (!isCommitted && Path.Exists(finalPath))
        {
            return false;
        }
    }

    public void Dispose()
    {
        if (!isCommitted) File.Delete(path);
        stream.Dispose();
    }

    private async Task CommitAsync(string finalPath, bool overwrite, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        try
        {
            await Task.Run(() => stream.Flush(flushToDisk: true), cancellationToken);

            // Closed, and so unlocked, before the rename: a reader that opens the final name at once would trip over the lock.
            await stream.DisposeAsync();
            File.Move(path, finalPath, overwrite);
        }
        catch (Exception reason) when (reason is IOException or UnauthorizedAccessException)
        {
            throw Errors.WriteFailed(finalPath, reason);
        }

        isCommitted = true;

        // Without this a power cut can bring the old name back, or none.
        DurableDirectory.Sync(Path.GetDirectoryName(finalPath)!);
    }

    // The lock (flock, through FileShare.None) tells a live part from a stale one. A remover may win between the creation and the lock: then take the next name.
    private static PartFile? TryCreate(string candidate, UnixFileMode? mode)
    {
        try
        {
            PartFile part = new(candidate, Open(candidate, mode));
            if (File.Exists(candidate)) return part;
            part.Dispose();
            return null;
        }
        catch (IOException) when (File.Exists(candidate))
        {
            return null;
        }
        catch (Exception reason) when (reason is IOException or UnauthorizedAccessException)
        {
            throw Errors.WriteFailed(candidate, reason);
        }
    }

    // Private content gets its permissions at birth, not after somebody could have opened it.
    private static FileStream Open(string candidate, UnixFileMode? mode)
    {
        FileStreamOptions options = new() { Mode = FileMode.CreateNew, Access = FileAccess.Write, Share = FileShare.None, BufferSize = 0 };
        if (mode is not null) options.UnixCreateMode = mode;
        return new FileStream(candidate, options);
    }

    private static bool TryRemove(string leftover)
    {
        try
        {
            using FileStream held = new(leftover, FileMode.Open, FileAccess.Write, FileShare.None, bufferSize: 0);
            File.Delete(leftover);
            return true;
        }
        catch (Exception reason) when (reason is IOException or UnauthorizedAccessException)
        {
            return false; // somebody is still writing it, or has just finished
        }
    }
}
