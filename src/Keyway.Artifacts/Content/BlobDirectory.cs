// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Artifacts.Content;

/// <summary>
/// Content-addressed files as an OCI image layout has them: <c>&lt;root&gt;/blobs/&lt;algorithm&gt;/&lt;hex&gt;</c>. A blob appears whole, checked and durable, or not at all.
/// Unfinished ones are <c>&lt;root&gt;/blobs/.*.part</c>. Safe for concurrent calls and processes. Spec: OCI image layout 1.0 §"Blobs".
/// </summary>
public sealed class BlobDirectory
{
    private readonly string blobs;

    /// <param name="root">The layout directory; it need not exist before the first write.</param>
    public BlobDirectory(string root)
    {
        Root = Path.GetFullPath(root);
        blobs = Path.Combine(Root, "blobs");
    }

    /// <summary>Absolute path of the layout directory.</summary>
    public string Root { get; }

    /// <summary>Absolute path where a blob is, or would be.</summary>
    public string PathOf(Digest digest) => digest.IsNone ? throw new ArgumentException("no digest", nameof(digest)) : Path.Combine(blobs, digest.Algorithm.FolderName(), digest.Hex);

    /// <summary>Size in bytes of a blob that is present, or null. The content is not read.</summary>
    public long? SizeOf(Digest digest)
    {
        FileInfo file = new(PathOf(digest));
        return file.Exists ? file.Length : null;
    }

    /// <summary>Opens a blob for one checked read.</summary>
    /// <exception cref="KeywayException">KW1004: not here. While reading: KW1002, KW1003.</exception>
    public Stream OpenRead(Digest digest, long size)
    {
        try
        {
            FileStream file = new(PathOf(digest), FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, bufferSize: 0);
            return new VerifyingStream(file, digest, size, Subject(digest));
        }
        catch (Exception reason) when (reason is FileNotFoundException or DirectoryNotFoundException)
        {
            throw Errors.BlobMissing(Root, digest);
        }
    }

    /// <summary>Stores content whose digest and size are known; it is checked on the way. The content stream stays open.</summary>
    /// <exception cref="KeywayException">KW1002, KW1003: wrong content; KW1005, KW1006: the system refused. Nothing appears under the digest.</exception>
    public async Task WriteAsync(Digest digest, long size, Stream content, CancellationToken cancellationToken)
    {
        await using VerifyingStream verifying = new(content, digest, size, Subject(digest)) { LeavesInnerOpen = true };
        await using var writer = CreateWriter(digest.Algorithm);
        await verifying.CopyToAsync(writer, cancellationToken);
        await writer.CommitAsync(cancellationToken);
    }

    /// <summary>Starts a blob whose digest is not known yet.</summary>
    /// <exception cref="KeywayException">KW1005 or KW1006: the system refused.</exception>
    public BlobWriter CreateWriter(DigestAlgorithm algorithm)
    {
        DurableDirectory.Create(blobs);
        return new BlobWriter(this, PartFile.Create(blobs, algorithm.FolderName()), algorithm);
    }

    /// <summary>Deletes what interrupted writers left; parts of live writers, in any process, stay. Returns how many.</summary>
    public int RemoveStaleParts() => PartFile.RemoveStale(blobs);

    private string Subject(Digest digest) => $"blob {digest} of {Root}";
}
