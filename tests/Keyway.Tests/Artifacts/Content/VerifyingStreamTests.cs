// SPDX-License-Identifier: Apache-2.0

using System.Security.Cryptography;
using Keyway.Artifacts;
using Keyway.Artifacts.Content;
using Keyway.Tests.Fixtures;

namespace Keyway.Tests.Artifacts.Content;

public sealed class VerifyingStreamTests
{
    private static readonly byte[] Bytes = [.. Enumerable.Range(0, 10_000).Select(i => (byte)(i % 241))];

    [Theory]
    [InlineData(DigestAlgorithm.Sha256)]
    [InlineData(DigestAlgorithm.Sha512)]
    public async Task Right_content_passes_unchanged(DigestAlgorithm algorithm)
    {
        var hash = algorithm == DigestAlgorithm.Sha512 ? SHA512.HashData(Bytes) : SHA256.HashData(Bytes);
        await using VerifyingStream stream = new(new MemoryStream(Bytes), Digest.FromHash(algorithm, hash), Bytes.Length, "the file");
        MemoryStream copy = new();

        await stream.CopyToAsync(copy, CancellationToken.None);

        Assert.Equal(Bytes, copy.ToArray());
    }

    [Fact]
    public void Empty_content_passes_with_the_digest_of_nothing_only()
    {
        using VerifyingStream right = new(Stream.Null, Digest.OfBytes([]), 0, "the file");
        using VerifyingStream wrong = new(Stream.Null, Digest.OfBytes([1]), 0, "the file");

        Assert.Equal(0, right.Read(new byte[8], 0, 8));
        Assert.Equal("KW1003", Assert.Throws<KeywayException>(() => wrong.Read(new byte[8], 0, 8)).Code.Id);
    }

    [Fact]
    public void Missing_bytes_are_refused_at_the_end()
    {
        using VerifyingStream stream = new(new MemoryStream(Bytes, 0, 9_999), Digest.OfBytes(Bytes), Bytes.Length, "the file");

        var refusal = Assert.Throws<KeywayException>(() => stream.CopyTo(Stream.Null));

        Golden.Verify("errors/KW1002-short.txt", ErrorText.Of(refusal));
    }

    [Fact]
    public void Too_many_bytes_are_refused_as_soon_as_they_arrive()
    {
        using VerifyingStream stream = new(new MemoryStream(Bytes), Digest.OfBytes(Bytes.AsSpan(0, 100)), 100, "the file");

        var refusal = Assert.Throws<KeywayException>(() => stream.ReadExactly(new byte[101]));

        Golden.Verify("errors/KW1002-long.txt", ErrorText.Of(refusal));
    }

    [Fact]
    public void The_last_bytes_of_altered_content_are_never_handed_out()
    {
        byte[] altered = [.. Bytes];
        altered[0] ^= 1;
        using VerifyingStream stream = new(new MemoryStream(altered), Digest.OfBytes(Bytes), Bytes.Length, "the file");
        var buffer = new byte[Bytes.Length];

        var refusal = Assert.Throws<KeywayException>(() => stream.ReadExactly(buffer));

        Assert.All(buffer, b => Assert.Equal(0, b));
        Golden.Verify("errors/KW1003.txt", ErrorText.Of(refusal));
    }

    [Fact]
    public void A_refused_stream_stays_refused()
    {
        using VerifyingStream stream = new(new MemoryStream(Bytes), Digest.OfBytes([]), 5, "the file");
        var buffer = new byte[16];

        var first = Assert.Throws<KeywayException>(() => stream.Read(buffer, 0, 16));
        var second = Assert.Throws<KeywayException>(() => stream.Read(buffer, 0, 16));

        Assert.Same(first, second);
    }

    [Fact]
    public void What_is_written_through_a_hashing_stream_is_hashed_and_counted()
    {
        MemoryStream copy = new();
        using HashingStream stream = new(copy, DigestAlgorithm.Sha256);

        stream.Write(Bytes.AsSpan(0, 10));
        var early = stream.Digest;
        stream.Write(Bytes.AsSpan(10));

        Assert.Equal(Digest.OfBytes(Bytes.AsSpan(0, 10)), early);
        Assert.Equal(Digest.OfBytes(Bytes), stream.Digest);
        Assert.Equal(Bytes.Length, stream.Count);
        Assert.Equal(Bytes, copy.ToArray());
    }
}
