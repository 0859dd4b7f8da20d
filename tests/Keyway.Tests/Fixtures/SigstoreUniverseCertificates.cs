// SPDX-License-Identifier: Apache-2.0

using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Keyway.Tests.Fixtures;

/// <summary>Certificate authorities that issue what a test asks for, right or wrong.</summary>
internal static class SigstoreUniverseCertificates
{
    private static int lastSerial = 1000;

    public static X509Certificate2 Root(string name, ECDsa key, SigstoreUniversePeriod period, int? pathLength = null)
    {
        var request = AuthorityRequest(name, key, pathLength);
        return request.Create(request.SubjectName, X509SignatureGenerator.CreateForECDsa(key), period.Start, period.End, NextSerial());
    }

    public static X509Certificate2 Intermediate(string name, ECDsa key, X509Certificate2 issuer, ECDsa issuerKey, SigstoreUniversePeriod period, string? purpose = null, int? pathLength = 0)
    {
        var request = AuthorityRequest(name, key, pathLength);
        if (purpose is not null) request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(purpose)], critical: false));
        return request.Create(issuer.SubjectName, X509SignatureGenerator.CreateForECDsa(issuerKey), period.Start, period.End, NextSerial());
    }

    /// <summary>A certificate with exactly the extensions given; signed as they say.</summary>
    public static X509Certificate2 Leaf(ReadOnlyMemory<byte> publicKey, string subject, IEnumerable<X509Extension> extensions, X509Certificate2 issuer, ECDsa issuerKey, SigstoreUniversePeriod period, byte[] serial)
    {
        CertificateRequest request = new(new X500DistinguishedName(subject), PublicKey.CreateFromSubjectPublicKeyInfo(publicKey.Span, out _), HashAlgorithmName.SHA384);
        foreach (var extension in extensions) request.CertificateExtensions.Add(extension);
        return request.Create(issuer.SubjectName, X509SignatureGenerator.CreateForECDsa(issuerKey), period.Start, period.End, serial);
    }

    public static byte[] NextSerial() => [1, .. BitConverter.GetBytes(Interlocked.Increment(ref lastSerial)).Reverse()];

    public static byte[] TbsOf(X509Certificate2 certificate) => new AsnReader(certificate.RawData, AsnEncodingRules.DER).ReadSequence().ReadEncodedValue().ToArray();

    private static CertificateRequest AuthorityRequest(string name, ECDsa key, int? pathLength)
    {
        CertificateRequest request = new($"CN={name}, O=universe.example", key, HashAlgorithmName.SHA384);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, pathLength is not null, pathLength ?? 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, critical: true));
        return request;
    }
}
