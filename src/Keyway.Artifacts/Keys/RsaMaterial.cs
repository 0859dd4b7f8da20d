// SPDX-License-Identifier: Apache-2.0

using System.Security.Cryptography;

namespace Keyway.Artifacts.Keys;

/// <summary>An RSA key, for PKCS #1 v1.5 and PSS signatures (RFC 8017). Each operation has its own native context, so verifying from several threads is safe.</summary>
internal sealed class RsaMaterial(RSA key) : KeyMaterial
{
    public override bool Verify(ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature, SignatureScheme scheme) =>
        key.VerifyData(message, signature, scheme.Hash!.Value, scheme.Padding);

    public override bool VerifyHash(ReadOnlySpan<byte> hash, ReadOnlySpan<byte> signature, SignatureScheme scheme) =>
        key.VerifyHash(hash, signature, scheme.Hash!.Value, scheme.Padding);
}
