// SPDX-License-Identifier: Apache-2.0

using System.Security.Cryptography;

namespace Keyway.Artifacts.Content;

/// <summary>Hashes and counts what is written through it. Not safe for concurrent calls; does not own the inner stream.</summary>
public sealed class HashingStream : ForwardOnlyWriteStream
{
    private readonly Stream inner;
    private readonly DigestAlgorithm algorithm;
    private readonly IncrementalHash hash;

    /// <param name="inner">Where everything goes on to; <see cref="Stream.Null"/> to hash only.</param>
    /// <param name="algorithm">The algorithm of <see cref="Digest"/>.</param>
    public HashingStream(Stream inner, DigestAlgorithm algorithm)
    {
        this.inner = inner;
        this.algorithm = algorithm;
        hash = IncrementalHash.CreateHash(algorithm.HashName());
    }

    /// <summary>Bytes written so far.</summary>
    public long Count { get; private set; }

    /// <summary>Digest of the bytes written so far.</summary>
    public Digest Digest
    {
        get
        {
            Span<byte> value = stackalloc byte[64];
            return Digest.FromHash(algorithm, value[..hash.GetCurrentHash(value)]);
        }
    }

    /// <inheritdoc/>
    public override void Write(ReadOnlySpan<byte> buffer)
    {
        inner.Write(buffer);
        Add(buffer);
    }

    /// <inheritdoc/>
    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        await inner.WriteAsync(buffer, cancellationToken);
        Add(buffer.Span);
    }

    /// <inheritdoc/>
    public override void Flush() => inner.Flush();

    /// <inheritdoc/>
    public override Task FlushAsync(CancellationToken cancellationToken) => inner.FlushAsync(cancellationToken);

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing) hash.Dispose();
        base.Dispose(disposing);
    }

    private void Add(ReadOnlySpan<byte> written)
    {
        hash.AppendData(written);
        Count += written.Length;
    }
}
