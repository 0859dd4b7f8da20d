// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Artifacts.Keys;

/// <summary>A public key in the form of the cryptographic library that uses it. Made once per key, since importing costs more than verifying. Thread safe.</summary>
internal abstract class KeyMaterial
{
    /// <summary>Whether the signature over the message holds. The scheme fits the key, as <see cref="PublicKey"/> has checked.</summary>
    public abstract bool Verify(ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature, SignatureScheme scheme);

    /// <summary>The same when only the hash of the message is known; false for schemes that need the message.</summary>
    public virtual bool VerifyHash(ReadOnlySpan<byte> hash, ReadOnlySpan<byte> signature, SignatureScheme scheme) => false;
}
