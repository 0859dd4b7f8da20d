// SPDX-License-Identifier: Apache-2.0

using System.Security.Cryptography;

namespace Keyway.Artifacts.Keys;

/// <summary>An ECDSA key on a NIST curve. Each operation has its own native context, so verifying from several threads is safe.</summary>
internal sealed class EcdsaMaterial(ECDsa key) : KeyMaterial
{
    public override bool Verify(ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature, SignatureScheme scheme) =>
        key.VerifyData(message, signature, scheme.Hash!.Value, DSASignatureFormat.Rfc3279DerSequence);

    public override bool VerifyHash(ReadOnlySpan<byte> hash, ReadOnlySpan<byte> signature, SignatureScheme scheme) =>
        key.VerifyHash(hash, signature, DSASignatureFormat.Rfc3279DerSequence);
}
