// SPDX-License-Identifier: Apache-2.0

using Keyway.Artifacts.Content;

namespace Keyway.Artifacts.Transparency;

/// <summary>The one seam between a log and the disk: every call that changes something goes through the hook of tests, which may fail it. Not safe for concurrent calls.</summary>
internal sealed class LogFiles(string root, Action<LogFileOperation>? hook = null)
{
    private const string NewSuffix = ".new";

    private readonly HashSet<string> unsynchronised = new(StringComparer.Ordinal);
    private readonly HashSet<string> knownDirectories = new(StringComparer.Ordinal);

    /// <summary>Creates a directory and its parents; their names are durable after <see cref="SynchroniseNames"/>.</summary>
    public void MakeDirectory(string path)
    {
        if (path.Length == 0 || knownDirectories.Contains(path)) return;
        MakeDirectory(ParentOf(path));
        if (!Directory.Exists(Absolute(path))) Do(new(LogFileOperationKind.MakeDirectory, path), absolute => Directory.CreateDirectory(absolute));
        // One that is there may come from a writer who died before its name was durable.
        unsynchronised.Add(ParentOf(path));
        knownDirectories.Add(path);
    }

    /// <summary>Writes a file that nothing names yet: its content is durable on return, its name after <see cref="SynchroniseNames"/>.</summary>
    public void Write(string path, byte[] content)
    {
        MakeDirectory(ParentOf(path));
        Do(new(LogFileOperationKind.Write, path, content), absolute => File.WriteAllBytes(absolute, content));
        Do(new(LogFileOperationKind.Synchronise, path), Synchronise);
        unsynchronised.Add(ParentOf(path));
    }

    /// <summary>Makes all names durable that were made since the last call.</summary>
    public void SynchroniseNames()
    {
        foreach (var directory in unsynchronised.Order(StringComparer.Ordinal).ToArray())
        {
            Do(new(LogFileOperationKind.SynchroniseNames, directory), DurableDirectory.Sync);
            unsynchronised.Remove(directory);
        }
    }

    /// <summary>Replaces a file: readers see the old content or the new. The change is durable after <see cref="SynchroniseNames"/>.</summary>
    public void Replace(string path, byte[] content)
    {
        Write(path + NewSuffix, content);
        Do(new(LogFileOperationKind.Rename, path), absolute => File.Move(absolute + NewSuffix, absolute, overwrite: true));
    }

    /// <summary>Makes what is there durable, whoever wrote it.</summary>
    public void Settle(string path)
    {
        Do(new(LogFileOperationKind.Synchronise, path), Synchronise);
        Do(new(LogFileOperationKind.SynchroniseNames, ParentOf(path)), DurableDirectory.Sync);
    }

    /// <summary>Removes a directory of files that are of no more use. Nothing depends on it, so nothing waits for the disk.</summary>
    public void RemoveDirectory(string path)
    {
        knownDirectories.Remove(path);
        if (Directory.Exists(Absolute(path))) Do(new(LogFileOperationKind.RemoveDirectory, path), absolute => Directory.Delete(absolute, recursive: true));
    }

    private void Do(in LogFileOperation operation, Action<string> call)
    {
        try
        {
            hook?.Invoke(operation);
            call(Absolute(operation.Path));
        }
        catch (Exception reason) when (reason is IOException or UnauthorizedAccessException)
        {
            throw Errors.WriteFailed(Absolute(operation.Path), reason);
        }
    }

    private static void Synchronise(string absolute)
    {
        using FileStream file = new(absolute, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite, bufferSize: 0);
        file.Flush(flushToDisk: true);
    }

    private string Absolute(string path) => Path.Combine(root, path);

    private static string ParentOf(string path) => Path.GetDirectoryName(path) ?? "";
}
