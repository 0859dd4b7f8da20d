// SPDX-License-Identifier: Apache-2.0

using System.Text.Json;
using Keyway.Artifacts.Content;

namespace Keyway.Artifacts.Oci;

/// <summary>The <c>index.json</c> of one layout: read without a lock (it is replaced whole), changed under one that holds between processes too.</summary>
internal sealed class LayoutIndexFile(BlobDirectory blobs, TimeProvider time) : ILayoutFiles
{
    public const string FileName = "index.json";

    private static readonly TimeSpan MaxWait = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    private readonly string root = blobs.Root;

    private string IndexPath => Path.Combine(root, FileName);

    private string MarkerPath => Path.Combine(root, LayoutMarker.FileName);

    public async Task<ImageIndex> ReadIndexAsync(CancellationToken cancellationToken)
    {
        try
        {
            await using FileStream file = new(IndexPath, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            if (file.Length > OciLimits.LayoutIndexSize) throw Errors.DocumentTooLarge(IndexPath, file.Length, OciLimits.LayoutIndexSize);
            return LayoutIndex.Checked(await JsonSerializer.DeserializeAsync(file, OciJson.Canonical.ImageIndex, cancellationToken), root);
        }
        catch (FileNotFoundException)
        {
            throw Errors.BrokenLayout(root, $"it has no {FileName}");
        }
        catch (JsonException reason)
        {
            throw Errors.BrokenLayout(root, $"{FileName}: {reason.Message}", reason);
        }
    }

    public long? SizeOf(Digest digest) => blobs.SizeOf(digest);

    public Stream OpenRead(Digest digest, long size) => blobs.OpenRead(digest, size);

    public async Task ChangeAsync(Func<ImageIndex, ImageIndex> change, CancellationToken cancellationToken)
    {
        await using var held = await LockAsync(cancellationToken);
        var before = await ReadIndexAsync(cancellationToken);
        var after = change(before);
        if (after.Manifests.SequenceEqual(before.Manifests)) return;
        await AtomicFile.WriteAsync(IndexPath, JsonSerializer.SerializeToUtf8Bytes(after, OciJson.Canonical.ImageIndex), cancellationToken);
    }

    // The marker is locked because it is never replaced: a lock on index.json itself would be on a file that the next writer renames away.
    private async Task<FileStream> LockAsync(CancellationToken cancellationToken)
    {
        var start = time.GetTimestamp();
        while (true)
        {
            if (TryLock() is { } held) return held;
            var waited = time.GetElapsedTime(start);
            if (waited >= MaxWait) throw Errors.LayoutBusy(root, waited);
            await Task.Delay(Pause, time, cancellationToken);
        }
    }

    private FileStream? TryLock()
    {
        try
        {
            return new FileStream(MarkerPath, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
        }
        catch (FileNotFoundException)
        {
            throw Errors.NotALayout(root);
        }
        catch (UnauthorizedAccessException reason)
        {
            throw Errors.BrokenLayout(root, $"{LayoutMarker.FileName} is not writable", reason);
        }
        catch (IOException)
        {
            return null;
        }
    }
}
