// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Artifacts.Keys;

/// <summary>A private key in the form of the cryptographic library that uses it. Thread safe; disposing it wipes the key.</summary>
internal abstract class PrivateMaterial : IDisposable
{
    /// <summary>Signs the message. The scheme fits the key, as <see cref="SoftwareKey"/> has checked.</summary>
    public abstract byte[] Sign(ReadOnlySpan<byte> message, SignatureScheme scheme);

    /// <summary>Signs a hash; only for schemes that sign hashes.</summary>
    public virtual byte[] SignHash(ReadOnlySpan<byte> hash, SignatureScheme scheme) => throw new ArgumentException($"{scheme} signs messages, not hashes", nameof(scheme));

    /// <summary>Unencrypted PKCS #8, DER. The caller wipes it.</summary>
    public abstract byte[] ToPkcs8();

    public abstract void Dispose();
}
