// SPDX-License-Identifier: Apache-2.0

using System.Buffers;
using System.Security.Cryptography;
using Keyway.Artifacts.Keys;
using Keyway.Artifacts.Signing.Bundles;

namespace Keyway.Artifacts.Signing.Sign;

/// <summary>An artifact of any size, read once: it is hashed while it is read. Only schemes that sign messages (EdDSA, ML-DSA) need it in memory, and then it must be small.</summary>
internal sealed class ArtifactInput(Stream artifact) : SignedInput
{
    private const int MaxInMemory = 64 << 20;

    private readonly ArrayBufferWriter<byte> kept = new();

    protected override ReadOnlyMemory<byte> Message => kept.WrittenMemory;

    protected override async ValueTask<byte[]> HashAsync(SignatureScheme scheme, CancellationToken cancellationToken)
    {
        using var hash = IncrementalHash.CreateHash(HashOf(scheme));
        var buffer = new byte[128 << 10];
        while (await artifact.ReadAsync(buffer, cancellationToken) is var count and > 0)
        {
            hash.AppendData(buffer, 0, count);
            if (!scheme.SignsHash) Keep(buffer.AsSpan(0, count), scheme);
        }

        return hash.GetHashAndReset();
    }

    protected override SignedContent Content(SignatureScheme scheme, byte[] hash, byte[] signature) =>
        new MessageSignature { DigestAlgorithm = KeyDetails.HashOf(scheme), Digest = hash, SignatureBytes = signature };

    private void Keep(ReadOnlySpan<byte> bytes, SignatureScheme scheme)
    {
        if (kept.WrittenCount + bytes.Length > MaxInMemory) throw Errors.TooLargeForScheme(scheme, MaxInMemory);
        kept.Write(bytes);
    }
}
