// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Artifacts.Keys;

/// <summary>
/// Extension point: a private key that may be a file, a token or a service. Implementations are thread safe, never reveal the key, and sign exactly the message they are given.
/// </summary>
public interface ISigningKey
{
    PublicKey PublicKey { get; }

    /// <summary>The scheme of the signatures that <see cref="SignAsync"/> returns; fits <see cref="PublicKey"/>.</summary>
    SignatureScheme Scheme { get; }

    /// <summary>Signs a message; ECDSA signatures are DER.</summary>
    /// <exception cref="KeywayException">The key cannot be used now: the reason, and what to do.</exception>
    ValueTask<byte[]> SignAsync(ReadOnlyMemory<byte> message, CancellationToken cancellationToken);

    /// <summary>Signs a message of which only the hash by the scheme's algorithm is at hand, for content too large for memory; the signature is the one over the message.</summary>
    /// <exception cref="ArgumentException">The scheme signs messages: <see cref="SignatureSchemes"/> says so by <c>SignsHash</c>.</exception>
    /// <exception cref="KeywayException">The key cannot be used now: the reason, and what to do.</exception>
    ValueTask<byte[]> SignHashAsync(ReadOnlyMemory<byte> hash, CancellationToken cancellationToken);
}
