// SPDX-License-Identifier: Apache-2.0

using System.Formats.Asn1;
using System.Security.Cryptography;

namespace Keyway.Artifacts.Keys;

/// <summary>A private ML-DSA key; exists only where the system's libcrypto knows the algorithm.</summary>
internal sealed class MlDsaPrivateMaterial(MLDsa key, string algorithm) : PrivateMaterial
{
    public override byte[] Sign(ReadOnlySpan<byte> message, SignatureScheme scheme)
    {
        var signature = new byte[key.Algorithm.SignatureSizeInBytes];
        key.SignData(message, signature, []);
        return signature;
    }

    public override byte[] ToPkcs8()
    {
        var seed = key.ExportMLDsaPrivateSeed();
        try
        {
            return PrivateKeyInfo.Wrap(algorithm, seed, new Asn1Tag(TagClass.ContextSpecific, 0));
        }
        finally
        {
            CryptographicOperations.ZeroMemory(seed);
        }
    }

    public override void Dispose() => key.Dispose();
}
