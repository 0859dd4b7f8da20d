// SPDX-License-Identifier: Apache-2.0

using System.Formats.Asn1;
using System.Numerics;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Keyway.Tests.Fixtures.Sigstore;

/// <summary>A timestamp authority (RFC 3161) with a root, a signing certificate and real tokens.</summary>
internal sealed class VirtualTimestampAuthority
{
    private const string SignedData = "1.2.840.113549.1.7.2";
    private const string TimestampContent = "1.2.840.113549.1.9.16.1.4";
    private const string ContentType = "1.2.840.113549.1.9.3";
    private const string MessageDigest = "1.2.840.113549.1.9.4";
    private const string SigningCertificateV2 = "1.2.840.113549.1.9.16.2.47";
    private const string Sha256 = "2.16.840.1.101.3.4.2.1";
    private const string EcdsaWithSha256 = "1.2.840.10045.4.3.2";
    private static readonly Asn1Tag Context0 = new(TagClass.ContextSpecific, 0);

    private readonly ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly X509Certificate2 root;
    private readonly X509Certificate2 signer;

    public VirtualTimestampAuthority(DateTimeOffset now)
    {
        using var rootKey = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        CertificateRequest request = new("CN=virtual timestamp root, O=keyway.test", rootKey, HashAlgorithmName.SHA384);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: false, 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, critical: true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        root = request.CreateSelfSigned(now.AddDays(-1), now.AddYears(10));
        CertificateRequest leaf = new("CN=virtual timestamps, O=keyway.test", key, HashAlgorithmName.SHA384);
        leaf.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, critical: true));
        leaf.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.8")], critical: true));
        leaf.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(leaf.PublicKey, critical: false));
        leaf.CertificateExtensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromCertificate(root, includeKeyIdentifier: true, includeIssuerAndSerial: false));
        signer = leaf.Create(root.SubjectName, X509SignatureGenerator.CreateForECDsa(rootKey), now.AddHours(-1), now.AddYears(5), [7]);
    }

    public byte[] Root => root.RawData;

    public byte[] Signer => signer.RawData;

    /// <summary>Answers a TimeStampReq.</summary>
    public byte[] Answer(byte[] query, DateTimeOffset now)
    {
        var request = new AsnReader(query, AsnEncodingRules.DER).ReadSequence();
        request.ReadInteger();
        var imprint = request.ReadSequence();
        imprint.ReadSequence();
        return Stamp(imprint.ReadOctetString(), request.ReadInteger(), now);
    }

    /// <summary>A granted TimeStampResp over a SHA-256 hash.</summary>
    public byte[] Stamp(byte[] hash, BigInteger nonce, DateTimeOffset now)
    {
        var info = Info(hash, nonce, now);
        AsnWriter writer = new(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            using (writer.PushSequence()) writer.WriteInteger(0);
            using (writer.PushSequence())
            {
                writer.WriteObjectIdentifier(SignedData);
                using (writer.PushSequence(Context0)) WriteSignedData(writer, info);
            }
        }

        return writer.Encode();
    }

    private static byte[] Info(byte[] hash, BigInteger nonce, DateTimeOffset now)
    {
        AsnWriter writer = new(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteInteger(1);
            writer.WriteObjectIdentifier("1.3.6.1.4.1.57264.2");
            using (writer.PushSequence())
            {
                WriteAlgorithm(writer, Sha256);
                writer.WriteOctetString(hash);
            }

            writer.WriteInteger(42);
            writer.WriteGeneralizedTime(now, omitFractionalSeconds: true);
            using (writer.PushSequence()) writer.WriteInteger(1);
            writer.WriteInteger(nonce);
        }

        return writer.Encode();
    }

    private void WriteSignedData(AsnWriter writer, byte[] info)
    {
        var attributes = Attributes(info);
        using (writer.PushSequence())
        {
            writer.WriteInteger(3);
            using (writer.PushSetOf()) WriteAlgorithm(writer, Sha256);
            using (writer.PushSequence())
            {
                writer.WriteObjectIdentifier(TimestampContent);
                using (writer.PushSequence(Context0)) writer.WriteOctetString(info);
            }

            using (writer.PushSetOf(Context0)) writer.WriteEncodedValue(Signer);
            using (writer.PushSetOf())
            using (writer.PushSequence())
            {
                writer.WriteInteger(1);
                using (writer.PushSequence())
                {
                    writer.WriteEncodedValue(signer.IssuerName.RawData);
                    writer.WriteInteger(new BigInteger(signer.SerialNumberBytes.Span, isUnsigned: true, isBigEndian: true));
                }

                WriteAlgorithm(writer, Sha256);
                writer.WriteEncodedValue([0xA0, .. attributes.AsSpan(1)]);
                WriteAlgorithm(writer, EcdsaWithSha256);
                writer.WriteOctetString(key.SignData(attributes, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence));
            }
        }
    }

    // As the SET OF that is signed; in the token it has the tag [0] instead (RFC 5652 section 5.4).
    private byte[] Attributes(byte[] info)
    {
        AsnWriter writer = new(AsnEncodingRules.DER);
        using (writer.PushSetOf())
        {
            WriteAttribute(writer, ContentType, value => value.WriteObjectIdentifier(TimestampContent));
            WriteAttribute(writer, MessageDigest, value => value.WriteOctetString(SHA256.HashData(info)));
            WriteAttribute(writer, SigningCertificateV2, WriteCertificateId);
        }

        return writer.Encode();
    }

    // RFC 5035: SHA-256 is the default, so no algorithm is written.
    private void WriteCertificateId(AsnWriter value)
    {
        using (value.PushSequence())
        using (value.PushSequence())
        using (value.PushSequence())
            value.WriteOctetString(SHA256.HashData(Signer));
    }

    private static void WriteAttribute(AsnWriter writer, string type, Action<AsnWriter> value)
    {
        using (writer.PushSequence())
        {
            writer.WriteObjectIdentifier(type);
            using (writer.PushSetOf()) value(writer);
        }
    }

    private static void WriteAlgorithm(AsnWriter writer, string algorithm)
    {
        using (writer.PushSequence()) writer.WriteObjectIdentifier(algorithm);
    }
}
