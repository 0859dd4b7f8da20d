// SPDX-License-Identifier: Apache-2.0

using System.Security.Cryptography;

namespace Keyway.Artifacts.Keys;

/// <summary>A private ECDSA key on a NIST curve.</summary>
internal sealed class EcdsaPrivateMaterial(ECDsa key) : PrivateMaterial
{
    public override byte[] Sign(ReadOnlySpan<byte> message, SignatureScheme scheme) => key.SignData(message, scheme.Hash!.Value, DSASignatureFormat.Rfc3279DerSequence);

    public override byte[] SignHash(ReadOnlySpan<byte> hash, SignatureScheme scheme) => key.SignHash(hash, DSASignatureFormat.Rfc3279DerSequence);

    public override byte[] ToPkcs8() => key.ExportPkcs8PrivateKey();

    public override void Dispose() => key.Dispose();
}
