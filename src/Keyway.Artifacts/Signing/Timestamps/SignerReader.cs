// SPDX-License-Identifier: Apache-2.0

using System.Formats.Asn1;
using System.Security.Cryptography;
using Keyway.Artifacts.Signing.Certificates;

namespace Keyway.Artifacts.Signing.Timestamps;

/// <summary>Reads the SignerInfo of a token and the three attributes that RFC 3161 requires. Every attribute stands once and has one value.</summary>
internal static class SignerReader
{
    private const string ContentType = "1.2.840.113549.1.9.3";
    private const string MessageDigest = "1.2.840.113549.1.9.4";
    private const string SigningCertificate = "1.2.840.113549.1.9.16.2.12";
    private const string SigningCertificateV2 = "1.2.840.113549.1.9.16.2.47";
    private const byte SetTag = 0x31;

    private static readonly Asn1Tag Attributes = new(TagClass.ContextSpecific, 0, isConstructed: true);
    private static readonly Asn1Tag KeyIdentifier = new(TagClass.ContextSpecific, 0);
    private static readonly Asn1Tag DirectoryName = new(TagClass.ContextSpecific, 4, isConstructed: true);
    private static readonly Asn1Tag Unsigned = new(TagClass.ContextSpecific, 1, isConstructed: true);

    public static TimestampSigner Read(AsnReader signer)
    {
        signer.ReadIntegerBytes();
        var (issuer, serial, keyIdentifier) = ReadIdentifier(signer);
        var hash = ReadHash(signer);
        if (!signer.PeekTag().HasSameClassAndValue(Attributes)) throw Errors.BadToken("its signer signed no attributes");
        var attributes = signer.ReadEncodedValue();
        var values = ReadAttributes(attributes);
        var algorithm = signer.ReadSequence().ReadObjectIdentifier();
        if (!signer.TryReadPrimitiveOctetString(out var signature)) throw Errors.BadToken("its signature is in pieces");
        if (signer.HasData && signer.PeekTag() == Unsigned) signer.ReadEncodedValue();
        signer.ThrowIfNotEmpty();
        return new TimestampSigner
        {
            Issuer = issuer,
            SerialNumber = serial,
            KeyIdentifier = keyIdentifier,
            Hash = hash,
            SignedAttributes = AsSet(attributes),
            ContentDigest = ReadContentDigest(values),
            CertificateIds = ReadCertificateIds(values),
            SignatureAlgorithm = algorithm,
            Signature = signature,
        };
    }

    /// <summary>An AlgorithmIdentifier of SHA-256, SHA-384 or SHA-512.</summary>
    public static HashAlgorithmName ReadHash(AsnReader owner)
    {
        var oid = owner.ReadSequence().ReadObjectIdentifier();
        return SignatureCheck.HashByOid(oid) ?? throw Errors.BadToken($"it uses the hash {oid}, expected SHA-256, SHA-384 or SHA-512");
    }

    private static (ReadOnlyMemory<byte> Issuer, ReadOnlyMemory<byte> Serial, ReadOnlyMemory<byte> KeyIdentifier) ReadIdentifier(AsnReader signer)
    {
        if (signer.PeekTag().HasSameClassAndValue(KeyIdentifier)) return (default, default, signer.ReadOctetString(KeyIdentifier));
        var pair = signer.ReadSequence();
        var issuer = pair.ReadEncodedValue();
        var serial = pair.ReadIntegerBytes();
        pair.ThrowIfNotEmpty();
        return (issuer, serial, default);
    }

    // What is signed is the SET; in the message it stands under an implicit tag (RFC 5652 §5.4).
    private static byte[] AsSet(ReadOnlyMemory<byte> attributes)
    {
        var bytes = attributes.ToArray();
        bytes[0] = SetTag;
        return bytes;
    }

    private static Dictionary<string, ReadOnlyMemory<byte>> ReadAttributes(ReadOnlyMemory<byte> encoded)
    {
        var set = new AsnReader(encoded, AsnEncodingRules.DER).ReadSetOf(Attributes);
        Dictionary<string, ReadOnlyMemory<byte>> values = new(StringComparer.Ordinal);
        while (set.HasData)
        {
            var attribute = set.ReadSequence();
            var oid = attribute.ReadObjectIdentifier();
            var content = attribute.ReadSetOf();
            attribute.ThrowIfNotEmpty();
            var value = content.ReadEncodedValue();
            if (content.HasData || !values.TryAdd(oid, value)) throw Errors.BadToken($"its attribute {oid} has more than one value");
        }
        return values;
    }

    private static ReadOnlyMemory<byte> ReadContentDigest(Dictionary<string, ReadOnlyMemory<byte>> values)
    {
        if (!values.TryGetValue(ContentType, out var type) || new AsnReader(type, AsnEncodingRules.DER).ReadObjectIdentifier() != TimestampReader.TstInfo)
            throw Errors.BadToken("its signer does not say that it signed a timestamp");
        if (!values.TryGetValue(MessageDigest, out var digest)) throw Errors.BadToken("its signer signed no digest of the content");
        return new AsnReader(digest, AsnEncodingRules.DER).ReadOctetString();
    }

    private static List<EssCertificateId> ReadCertificateIds(Dictionary<string, ReadOnlyMemory<byte>> values)
    {
        List<EssCertificateId> ids = [];
        if (values.TryGetValue(SigningCertificate, out var first)) ids.Add(ReadCertificateId(first, HashAlgorithmName.SHA1));
        if (values.TryGetValue(SigningCertificateV2, out var second)) ids.Add(ReadCertificateId(second, HashAlgorithmName.SHA256));
        return ids.Count > 0 ? ids : throw Errors.BadToken("its signer did not sign which certificate it used (signing-certificate)");
    }

    // The first one is that of the signer; further ones would only narrow policies.
    private static EssCertificateId ReadCertificateId(ReadOnlyMemory<byte> value, HashAlgorithmName hash)
    {
        var id = TimestampReader.Whole(value).ReadSequence().ReadSequence();
        if (hash == HashAlgorithmName.SHA256 && id.PeekTag() == Asn1Tag.Sequence) hash = ReadHash(id);
        var digest = id.ReadOctetString();
        if (!id.HasData) return new EssCertificateId(hash, digest, default, default);
        var pair = id.ReadSequence();
        id.ThrowIfNotEmpty();
        var names = pair.ReadSequence();
        var name = names.ReadSequence(DirectoryName).ReadEncodedValue();
        names.ThrowIfNotEmpty();
        return new EssCertificateId(hash, digest, name, pair.ReadIntegerBytes());
    }
}
