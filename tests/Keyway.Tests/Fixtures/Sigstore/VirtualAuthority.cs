// SPDX-License-Identifier: Apache-2.0

using System.Buffers.Binary;
using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Keyway.Tests.Fixtures.Sigstore;

/// <summary>A certificate authority like Fulcio, with its own certificate log: issues real certificates with real embedded timestamps (RFC 6962).</summary>
internal sealed class VirtualAuthority
{
    private const string SctList = "1.3.6.1.4.1.11129.2.4.2";
    private const string IssuerV1 = "1.3.6.1.4.1.57264.1.1";
    private const string IssuerV2 = "1.3.6.1.4.1.57264.1.8";
    private const string CodeSigning = "1.3.6.1.5.5.7.3.3";

    private readonly ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP384);
    private readonly ECDsa logKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly X509Certificate2 root;
    private int serial;

    public VirtualAuthority(DateTimeOffset now)
    {
        CertificateRequest request = new("CN=virtual sigstore, O=keyway.test", key, HashAlgorithmName.SHA384);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: true, pathLengthConstraint: 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, critical: true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        root = request.CreateSelfSigned(now.AddDays(-1), now.AddYears(10));
    }

    public byte[] Root => root.RawData;

    public byte[] LogKey => logKey.ExportSubjectPublicKeyInfo();

    /// <summary>How long its certificates live.</summary>
    public TimeSpan Lifetime { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>A certificate for the key of <paramref name="subjectPublicKeyInfo"/>, DER, with its timestamp inside.</summary>
    public byte[] Issue(byte[] subjectPublicKeyInfo, string identity, string issuer, DateTimeOffset now)
    {
        var number = BitConverter.GetBytes(++serial);
        using var precertificate = Create(subjectPublicKeyInfo, identity, issuer, now, number, null);
        using var certificate = Create(subjectPublicKeyInfo, identity, issuer, now, number, Timestamp(precertificate, now));
        return certificate.RawData;
    }

    private X509Certificate2 Create(byte[] subjectPublicKeyInfo, string identity, string issuer, DateTimeOffset now, byte[] number, byte[]? timestamp)
    {
        CertificateRequest request = new(new X500DistinguishedName(""), System.Security.Cryptography.X509Certificates.PublicKey.CreateFromSubjectPublicKeyInfo(subjectPublicKeyInfo, out _), HashAlgorithmName.SHA384);
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, critical: true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(CodeSigning)], critical: false));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        request.CertificateExtensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromCertificate(root, includeKeyIdentifier: true, includeIssuerAndSerial: false));
        SubjectAlternativeNameBuilder names = new();
        if (identity.Contains('@', StringComparison.Ordinal) && !identity.Contains("://", StringComparison.Ordinal)) names.AddEmailAddress(identity);
        else names.AddUri(new Uri(identity));
        request.CertificateExtensions.Add(names.Build(critical: true));
        request.CertificateExtensions.Add(new X509Extension(IssuerV1, Encoding.UTF8.GetBytes(issuer), critical: false));
        request.CertificateExtensions.Add(new X509Extension(IssuerV2, Utf8String(issuer), critical: false));
        if (timestamp is not null) request.CertificateExtensions.Add(new X509Extension(SctList, OctetString(timestamp), critical: false));
        return request.Create(root.SubjectName, X509SignatureGenerator.CreateForECDsa(key), now.AddSeconds(-5), now + Lifetime, number);
    }

    // RFC 6962 section 3.2 and 3.3: a list of one timestamp over the precertificate's TBSCertificate.
    private byte[] Timestamp(X509Certificate2 precertificate, DateTimeOffset now)
    {
        var tbs = new AsnReader(precertificate.RawData, AsnEncodingRules.DER).ReadSequence().ReadEncodedValue().ToArray();
        var time = new byte[8];
        BinaryPrimitives.WriteInt64BigEndian(time, now.ToUnixTimeMilliseconds());
        byte[] length = [(byte)(tbs.Length >> 16), (byte)((tbs.Length >> 8) & 0xff), (byte)(tbs.Length & 0xff)];
        byte[] signed = [0, 0, .. time, 0, 1, .. SHA256.HashData(key.ExportSubjectPublicKeyInfo()), .. length, .. tbs, 0, 0];
        var signature = logKey.SignData(signed, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
        byte[] timestamp = [0, .. SHA256.HashData(LogKey), .. time, 0, 0, 4, 3, .. Length(signature), .. signature];
        return [.. Length([.. Length(timestamp), .. timestamp]), .. Length(timestamp), .. timestamp];
    }

    private static byte[] Length(byte[] value) => [(byte)(value.Length >> 8), (byte)(value.Length & 0xff)];

    private static byte[] Utf8String(string text)
    {
        AsnWriter writer = new(AsnEncodingRules.DER);
        writer.WriteCharacterString(UniversalTagNumber.UTF8String, text);
        return writer.Encode();
    }

    private static byte[] OctetString(byte[] value)
    {
        AsnWriter writer = new(AsnEncodingRules.DER);
        writer.WriteOctetString(value);
        return writer.Encode();
    }
}
