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
}
