// SPDX-License-Identifier: Apache-2.0

using Keyway.Artifacts.Trust.Roots;

namespace Keyway.Artifacts.Signing.Bundles;

/// <summary>Reads which key signed: exactly one of a certificate, a chain (before version 0.3) and a key hint.</summary>
internal static class MaterialReader
{
    public static SigningMaterial Read(ProtoObject material, BundleVersion version)
    {
        var key = material.Object("publicKey");
        var chain = material.Object("x509CertificateChain");
        var certificate = material.Object("certificate");
        return (key, chain, certificate) switch
        {
            ({ } found, null, null) => ReadHint(found),
            (null, { } found, null) => version == BundleVersion.V03 ? throw Errors.MaterialOfOtherVersion("x509CertificateChain", version) : ReadChain(found),
            (null, null, { } found) => version != BundleVersion.V03 ? throw Errors.MaterialOfOtherVersion("certificate", version) : ReadCertificate(found),
            _ => throw Errors.NotOneMaterial(new[] { key, chain, certificate }.Count(one => one is not null)),
        };
    }

    private static KeyHintMaterial ReadHint(ProtoObject key)
    {
        key.Allow("hint");
        return new KeyHintMaterial(key.Text("hint"));
    }

    private static CertificateMaterial ReadCertificate(ProtoObject certificate) => new(Der(certificate), []);

    private static CertificateMaterial ReadChain(ProtoObject chain)
    {
        chain.Allow("certificates");
        var certificates = BundleReader.Bounded(chain, "certificates", BundleLimits.Certificates);
        return certificates.Count > 0
            ? new CertificateMaterial(Der(certificates[0]), [.. certificates.Skip(1).Select(Der)])
            : throw chain.Refuse(chain.Join("certificates"), "is missing or empty");
    }

    private static ReadOnlyMemory<byte> Der(ProtoObject certificate)
    {
        certificate.Allow("rawBytes");
        return BundleReader.RequiredBytes(certificate, "rawBytes");
    }
}
