// SPDX-License-Identifier: Apache-2.0

using System.Formats.Asn1;
using System.Numerics;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Keyway.Tests.Fixtures;

/// <summary>A timestamping authority's answer (RFC 3161), written attribute by attribute so that a test can get each of them wrong.</summary>
internal sealed record SigstoreUniverseTimestamp
{
    private const string TstInfo = "1.2.840.113549.1.9.16.1.4";
    private const string Sha256 = "2.16.840.1.101.3.4.2.1";

    public required X509Certificate2 Certificate { get; init; }

    public required ECDsa Key { get; init; }

    public required DateTimeOffset Time { get; init; }

    public int Status { get; init; }

    public bool BringsCertificate { get; init; } = true;

    /// <summary>Certificates that stand beside the signer's.</summary>
    public byte[][] BringsAlso { get; init; } = [];

    /// <summary>What the token says its content is.</summary>
    public string ContentType { get; init; } = TstInfo;

    /// <summary>Changes what was stamped.</summary>
    public Func<byte[], byte[]> Stamped { get; init; } = signature => signature;

    /// <summary>Changes the content after its digest was signed.</summary>
    public Func<byte[], byte[]> Content { get; init; } = content => content;

    /// <summary>Changes the signature.</summary>
    public Func<byte[], byte[]> Signature { get; init; } = signature => signature;

    /// <summary>The certificate that the signer commits to; null leaves the attribute out.</summary>
    public byte[]? CommitsTo { get; init; } = [];

    /// <summary>Whether it commits with SHA-1, in the older attribute.</summary>
    public bool CommitsWithSha1 { get; init; }

    public bool HasMessageDigest { get; init; } = true;

    public int Signers { get; init; } = 1;

    public bool HasExtension { get; init; }

    public byte[] Over(byte[] signature)
    {
        var content = WriteContent(SHA256.HashData(Stamped(signature)));
        var attributes = WriteAttributes(content);
        var signed = Signature(Key.SignData(attributes, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence));
        AsnWriter writer = new(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            using (writer.PushSequence()) writer.WriteInteger(Status);
            using (writer.PushSequence())
            {
                writer.WriteObjectIdentifier("1.2.840.113549.1.7.2");
                using (writer.PushSequence(Tag(0))) WriteSignedData(writer, Content(content), attributes, signed);
            }
        }
        return writer.Encode();
    }

    private void WriteSignedData(AsnWriter writer, byte[] content, byte[] attributes, byte[] signature)
    {
        using var all = writer.PushSequence();
        writer.WriteInteger(3);
        using (writer.PushSetOf()) WriteAlgorithm(writer, Sha256);
        using (writer.PushSequence())
        {
            writer.WriteObjectIdentifier(ContentType);
            using (writer.PushSequence(Tag(0))) writer.WriteOctetString(content);
        }
        if (BringsCertificate)
        {
            using (writer.PushSetOf(Tag(0)))
                foreach (var certificate in BringsAlso.Prepend(Certificate.RawData)) writer.WriteEncodedValue(certificate);
        }
        using var signers = writer.PushSetOf();
        for (var i = 0; i < Signers; i++) WriteSigner(writer, attributes, signature);
    }

    private void WriteSigner(AsnWriter writer, byte[] attributes, byte[] signature)
    {
        using var signer = writer.PushSequence();
        writer.WriteInteger(1);
        using (writer.PushSequence())
        {
            writer.WriteEncodedValue(Certificate.IssuerName.RawData);
            writer.WriteInteger(Certificate.SerialNumberBytes.Span);
        }
        WriteAlgorithm(writer, Sha256);
        writer.WriteEncodedValue([0xA0, .. attributes[1..]]);
        WriteAlgorithm(writer, "1.2.840.10045.4.3.2");
        writer.WriteOctetString(signature);
    }

    private byte[] WriteContent(byte[] imprint)
    {
        AsnWriter writer = new(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteInteger(1);
            writer.WriteObjectIdentifier("1.3.6.1.4.1.57264.2");
            using (writer.PushSequence())
            {
                WriteAlgorithm(writer, Sha256);
                writer.WriteOctetString(imprint);
            }
            writer.WriteInteger(new BigInteger(4711));
            writer.WriteGeneralizedTime(Time, omitFractionalSeconds: true);
            if (HasExtension)
            {
                using (writer.PushSequence(Tag(1))) writer.WriteNull();
            }
        }
        return writer.Encode();
    }

    private byte[] WriteAttributes(byte[] content)
    {
        AsnWriter writer = new(AsnEncodingRules.DER);
        using (writer.PushSetOf())
        {
            WriteAttribute(writer, "1.2.840.113549.1.9.3", value => value.WriteObjectIdentifier(TstInfo));
            if (HasMessageDigest) WriteAttribute(writer, "1.2.840.113549.1.9.4", value => value.WriteOctetString(SHA256.HashData(content)));
            if (CommitsTo is not null) WriteAttribute(writer, CommitsWithSha1 ? "1.2.840.113549.1.9.16.2.12" : "1.2.840.113549.1.9.16.2.47", WriteCommitment);
        }
        return writer.Encode();
    }

    private void WriteCommitment(AsnWriter writer)
    {
        var committed = CommitsTo!.Length == 0 ? Certificate.RawData : CommitsTo;
        using (writer.PushSequence())
        using (writer.PushSequence())
        using (writer.PushSequence())
            writer.WriteOctetString(CryptographicOperations.HashData(CommitsWithSha1 ? HashAlgorithmName.SHA1 : HashAlgorithmName.SHA256, committed));
    }

    private static void WriteAttribute(AsnWriter writer, string oid, Action<AsnWriter> value)
    {
        using var attribute = writer.PushSequence();
        writer.WriteObjectIdentifier(oid);
        using (writer.PushSetOf()) value(writer);
    }

    private static void WriteAlgorithm(AsnWriter writer, string oid)
    {
        using (writer.PushSequence()) writer.WriteObjectIdentifier(oid);
    }

    private static Asn1Tag Tag(int number) => new(TagClass.ContextSpecific, number, isConstructed: true);
}
