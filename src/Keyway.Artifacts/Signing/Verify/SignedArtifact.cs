// SPDX-License-Identifier: Apache-2.0

using System.Security.Cryptography;
using Keyway.Artifacts.Content;
using Keyway.Artifacts.Provenance;

namespace Keyway.Artifacts.Signing.Verify;

/// <summary>
/// The artifact that a bundle is about: its bytes, or just a digest of them. From a digest alone, signatures that hash otherwise or sign the bytes themselves (Ed25519)
/// cannot be verified; the refusal says so.
/// </summary>
public sealed class SignedArtifact
{
    // Enough for every document that is signed as such; larger artifacts are signed by digest.
    private const int LargestKept = 16 << 20;

    private readonly Dictionary<HashAlgorithmName, byte[]> hashes = [];
    private readonly ReadOnlyMemory<byte>? content;

    private SignedArtifact(ReadOnlyMemory<byte>? content) => this.content = content;

    /// <summary>The bytes, when they are known.</summary>
    public ReadOnlyMemory<byte>? Content => content;

    public static SignedArtifact FromBytes(ReadOnlyMemory<byte> content) => new(content);

    public static SignedArtifact FromDigest(Digest digest)
    {
        if (digest.IsNone) throw new ArgumentException("there is no digest", nameof(digest));
        SignedArtifact artifact = new(null);
        artifact.hashes[digest.Algorithm == DigestAlgorithm.Sha512 ? HashAlgorithmName.SHA512 : HashAlgorithmName.SHA256] = Convert.FromHexString(digest.Hex);
        return artifact;
    }

    /// <summary>Reads to the end, hashing by every algorithm that a signature may use; the bytes are kept up to 16 MiB.</summary>
    public static async Task<SignedArtifact> ReadAsync(Stream stream, CancellationToken cancellationToken)
    {
        HashAlgorithmName[] names = [HashAlgorithmName.SHA256, HashAlgorithmName.SHA384, HashAlgorithmName.SHA512];
        var running = names.Select(IncrementalHash.CreateHash).ToArray();
        try
        {
            using MemoryStream kept = new();
            var buffer = new byte[256 << 10];
            long total = 0;
            for (int read; (read = await stream.ReadAsync(buffer, cancellationToken)) > 0; total += read)
            {
                foreach (var hash in running) hash.AppendData(buffer.AsSpan(0, read));
                if (total + read <= LargestKept) kept.Write(buffer, 0, read);
            }
            // Without the type, `null` would become empty content, and the digest of a large artifact that of an empty one.
            SignedArtifact artifact = new(total <= LargestKept ? kept.ToArray() : (ReadOnlyMemory<byte>?)null);
            for (var i = 0; i < names.Length; i++) artifact.hashes[names[i]] = running[i].GetHashAndReset();
            return artifact;
        }
        finally
        {
            foreach (var hash in running) hash.Dispose();
        }
    }

    /// <summary>Every digest that is known or can be computed.</summary>
    public DigestSet ToDigestSet()
    {
        if (content is { } bytes) return DigestSet.OfBytes(bytes.Span);
        var set = DigestSet.Empty;
        lock (hashes)
        {
            foreach (var (name, hash) in hashes)
            {
                if (name == HashAlgorithmName.SHA256) set = set.And(DigestSet.Of(Digest.FromHash(DigestAlgorithm.Sha256, hash)));
                if (name == HashAlgorithmName.SHA512) set = set.And(DigestSet.Of(Digest.FromHash(DigestAlgorithm.Sha512, hash)));
            }
        }
        return set;
    }

    /// <summary>The hash by an algorithm, or null when it cannot be known.</summary>
    internal byte[]? HashBy(HashAlgorithmName name)
    {
        lock (hashes)
        {
            if (hashes.TryGetValue(name, out var known)) return known;
            return content is { } bytes ? hashes[name] = CryptographicOperations.HashData(name, bytes.Span) : null;
        }
    }
}
