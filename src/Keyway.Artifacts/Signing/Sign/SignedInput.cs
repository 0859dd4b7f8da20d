// SPDX-License-Identifier: Apache-2.0

using System.Security.Cryptography;
using Keyway.Artifacts.Keys;
using Keyway.Artifacts.Signing.Bundles;
using Keyway.Artifacts.Signing.Verify;

namespace Keyway.Artifacts.Signing.Sign;

/// <summary>What is to be signed: an artifact or a payload. Knows how to hash itself, to have itself signed, and what becomes of it in a bundle.</summary>
internal abstract class SignedInput
{
    /// <summary>What a verifier of the bundle will be asked about; known after signing.</summary>
    public abstract SignedArtifact Artifact { get; }

    public async Task<FreshSignature> SignAsync(ISigningKey key, byte[]? certificate, CancellationToken cancellationToken)
    {
        var hash = await HashAsync(key.Scheme, cancellationToken);
        var signature = key.Scheme.SignsHash ? await key.SignHashAsync(hash, cancellationToken) : await key.SignAsync(Message, cancellationToken);
        return new()
        {
            Content = Content(key.Scheme, hash, signature),
            Hash = hash,
            Message = key.Scheme.SignsHash ? null : Message,
            Key = key.PublicKey,
            Scheme = key.Scheme,
            Certificate = certificate,
        };
    }

    /// <summary>What is signed as it is; only asked for after hashing, and only for schemes that sign messages.</summary>
    protected abstract ReadOnlyMemory<byte> Message { get; }

    protected abstract ValueTask<byte[]> HashAsync(SignatureScheme scheme, CancellationToken cancellationToken);

    protected abstract SignedContent Content(SignatureScheme scheme, byte[] hash, byte[] signature);

    /// <summary>The hash that the bundle names: the one that is signed, or SHA-256 beside a signature over the message itself.</summary>
    protected static HashAlgorithmName HashOf(SignatureScheme scheme) => scheme.Hash ?? HashAlgorithmName.SHA256;
}
