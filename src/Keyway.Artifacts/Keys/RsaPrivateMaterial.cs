// SPDX-License-Identifier: Apache-2.0

using System.Security.Cryptography;

namespace Keyway.Artifacts.Keys;

/// <summary>A private RSA key.</summary>
internal sealed class RsaPrivateMaterial(RSA key) : PrivateMaterial
{
    public override byte[] Sign(ReadOnlySpan<byte> message, SignatureScheme scheme) => key.SignData(message, scheme.Hash!.Value, scheme.Padding);

    public override byte[] SignHash(ReadOnlySpan<byte> hash, SignatureScheme scheme) => key.SignHash(hash, scheme.Hash!.Value, scheme.Padding);

    public override byte[] ToPkcs8() => key.ExportPkcs8PrivateKey();

    public override void Dispose() => key.Dispose();
}
