// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Artifacts.Content;

/// <summary>One blob on its way into a <see cref="BlobDirectory"/>: write, then commit; disposing without a commit leaves nothing. Not safe for concurrent calls.</summary>
public sealed class BlobWriter : ForwardOnlyWriteStream
{
    private readonly BlobDirectory directory;
    private readonly PartFile part;
    private readonly HashingStream hashing;

    internal BlobWriter(BlobDirectory directory, PartFile part, DigestAlgorithm algorithm)
    {
        this.directory = directory;
        this.part = part;
        hashing = new HashingStream(new PartWriteStream(part.Stream, directory.Root), algorithm);
    }

    /// <summary>Bytes written so far.</summary>
    public long Count => hashing.Count;

    /// <inheritdoc/>
    public override void Write(ReadOnlySpan<byte> buffer) => hashing.Write(buffer);

    /// <inheritdoc/>
    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) => hashing.WriteAsync(buffer, cancellationToken);

    /// <summary>Puts the blob under its digest, durably.</summary>
    /// <exception cref="KeywayException">KW1005 or KW1006: the system refused.</exception>
    public async Task<StoredBlob> CommitAsync(CancellationToken cancellationToken)
    {
        StoredBlob blob = new(hashing.Digest, hashing.Count);
        var path = directory.PathOf(blob.Digest);
        DurableDirectory.Create(Path.GetDirectoryName(path)!);
        await part.CommitAsync(path, cancellationToken);
        return blob;
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            part.Dispose();
            hashing.Dispose();
        }

        base.Dispose(disposing);
    }
}
