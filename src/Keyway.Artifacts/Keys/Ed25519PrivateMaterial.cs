// SPDX-License-Identifier: Apache-2.0

using System.Formats.Asn1;
using System.Security.Cryptography;

namespace Keyway.Artifacts.Keys;

/// <summary>A private Ed25519 key held by libcrypto, and its seed for export.</summary>
internal sealed class Ed25519PrivateMaterial(EvpKeyHandle key, byte[] seed) : PrivateMaterial
{
    public override byte[] Sign(ReadOnlySpan<byte> message, SignatureScheme scheme) => Ed25519.Sign(key, seed, message, scheme);

    public override byte[] ToPkcs8() => PrivateKeyInfo.Wrap(KeyOids.Ed25519, seed, Asn1Tag.PrimitiveOctetString);

    public override void Dispose()
    {
        CryptographicOperations.ZeroMemory(seed);
        key.Dispose();
    }
}
