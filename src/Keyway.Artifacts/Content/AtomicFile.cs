// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Artifacts.Content;

/// <summary>Writes one file so that a reader, even after a power cut, sees the old content or the new, never a part of it. Safe for concurrent calls: the last one wins.</summary>
public static class AtomicFile
{
    /// <summary>Replaces or creates the file with these bytes; its directory must exist.</summary>
    /// <exception cref="KeywayException">KW1005 or KW1006: the system refused; the old content is untouched.</exception>
    public static Task WriteAsync(string path, ReadOnlyMemory<byte> content, CancellationToken cancellationToken) =>
        WriteAsync(path, (part, token) => part.WriteAsync(content, token).AsTask(), cancellationToken);

    /// <summary>Replaces or creates the file with the rest of a stream; its directory must exist. What the source throws passes through.</summary>
    /// <exception cref="KeywayException">KW1005 or KW1006: the system refused; the old content is untouched.</exception>
    public static Task WriteAsync(string path, Stream content, CancellationToken cancellationToken) =>
        WriteAsync(path, (part, token) => content.CopyToAsync(part, token), cancellationToken);

    /// <summary>Creates the file with these bytes and permissions, whatever the umask; false, and nothing done, when the name is taken.</summary>
    /// <exception cref="KeywayException">KW1005 or KW1006: the system refused.</exception>
    public static async Task<bool> TryCreateAsync(string path, ReadOnlyMemory<byte> content, UnixFileMode mode, CancellationToken cancellationToken)
    {
        if (Path.Exists(path)) return false;
        var directory = Path.GetDirectoryName(Path.GetFullPath(path)) ?? throw new ArgumentException("the path names a root directory", nameof(path));
        using var part = PartFile.Create(directory, Path.GetFileName(path), mode);
        await new PartWriteStream(part.Stream, path).WriteAsync(content, cancellationToken);
        return await part.TryCommitNewAsync(Path.GetFullPath(path), cancellationToken);
    }

    /// <summary>Deletes what interrupted writers left in a directory; parts of live writers stay. Returns how many.</summary>
    public static int RemoveStaleParts(string directory) => PartFile.RemoveStale(directory);

    internal static async Task WriteAsync(string path, Func<Stream, CancellationToken, Task> write, CancellationToken cancellationToken)
    {
        var directory = Path.GetDirectoryName(Path.GetFullPath(path)) ?? throw new ArgumentException("the path names a root directory", nameof(path));
        using var part = PartFile.Create(directory, Path.GetFileName(path));
        await write(new PartWriteStream(part.Stream, path), cancellationToken);
        await part.CommitAsync(path, cancellationToken);
    }
}
