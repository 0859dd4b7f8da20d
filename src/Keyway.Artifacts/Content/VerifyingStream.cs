// SPDX-License-Identifier: Apache-2.0

using System.Security.Cryptography;

namespace Keyway.Artifacts.Content;

/// <summary>
/// Hashes and counts while reading, and refuses instead of ending in an orderly way when size (KW1002) or digest (KW1003) differ. The last bytes are
/// handed out only after the digest has been checked. Not safe for concurrent calls; owns the inner stream.
/// </summary>
public sealed class VerifyingStream : ForwardOnlyReadStream
{
    private readonly Stream inner;
    private readonly IncrementalHash hash;
    private readonly string subject;
    private readonly Digest expected;
    private readonly long size;
    private long count;
    private bool isVerified;
    private KeywayException? refusal;

    /// <param name="inner">What is read.</param>
    /// <param name="expected">The digest that the whole content must have.</param>
    /// <param name="size">The size in bytes that the whole content must have.</param>
    /// <param name="subject">How messages name the content: <c>blob sha256:… of oci:out</c>.</param>
    public VerifyingStream(Stream inner, Digest expected, long size, string subject)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(size);
        if (expected.IsNone) throw new ArgumentException("a digest is needed to verify against", nameof(expected));
        this.inner = inner;
        this.expected = expected;
        this.size = size;
        this.subject = subject;
        hash = IncrementalHash.CreateHash(expected.Algorithm.HashName());
    }

    /// <summary>True when disposing this stream leaves the inner one to its owner.</summary>
    internal bool LeavesInnerOpen { get; init; }

    /// <inheritdoc/>
    public override int Read(Span<byte> buffer)
    {
        if (buffer.IsEmpty) return 0;
        ThrowIfRefused();
        var read = inner.Read(buffer);
        Check(buffer[..read]);
        return read;
    }

    /// <inheritdoc/>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (buffer.IsEmpty) return 0;
        ThrowIfRefused();
        var read = await inner.ReadAsync(buffer, cancellationToken);
        Check(buffer.Span[..read]);
        return read;
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            if (!LeavesInnerOpen) inner.Dispose();
            hash.Dispose();
        }

        base.Dispose(disposing);
    }

    private void Check(Span<byte> read)
    {
        if (read.Length > size - count) throw Refuse(Errors.TooLong(subject, size), read);
        if (read.IsEmpty && count < size) throw Refuse(Errors.TooShort(subject, size, count), read);
        if (isVerified) return;
        hash.AppendData(read);
        count += read.Length;
        if (count == size) VerifyDigest(read);
    }

    private void VerifyDigest(Span<byte> last)
    {
        Span<byte> actual = stackalloc byte[64];
        var digest = Digest.FromHash(expected.Algorithm, actual[..hash.GetHashAndReset(actual)]);
        if (digest != expected) throw Refuse(Errors.DigestDiffers(subject, expected, digest), last);
        isVerified = true;
    }

    private void ThrowIfRefused()
    {
        if (refusal is not null) throw refusal;
    }

    // The caller's buffer is wiped, so that bytes which failed the check cannot be used by mistake.
    private KeywayException Refuse(KeywayException reason, Span<byte> bytes)
    {
        bytes.Clear();
        return refusal = reason;
    }
}
