// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using System.Formats.Asn1;

namespace Keyway.Artifacts.Signing.Certificates;

/// <summary>Reads certificates: DER only, version 3 only, no extension twice.</summary>
internal static class CertificateReader
{
    public const int ByteLimit = 64 << 10;
    private const int MaxExtensions = 128;

    private static readonly Asn1Tag Version = new(TagClass.ContextSpecific, 0, isConstructed: true);
    private static readonly Asn1Tag ExtensionList = new(TagClass.ContextSpecific, 3, isConstructed: true);

    /// <exception cref="KeywayException">KW2120: not a certificate.</exception>
    public static CertificateFields Read(ReadOnlyMemory<byte> der)
    {
        if (der.Length > ByteLimit) throw Errors.BadCertificate($"it has {der.Length} bytes, more than the {ByteLimit} allowed");
        try
        {
            AsnReader outer = new(der, AsnEncodingRules.DER);
            var certificate = outer.ReadSequence();
            outer.ThrowIfNotEmpty();
            var tbs = certificate.ReadEncodedValue();
            var algorithm = certificate.ReadEncodedValue();
            var signature = certificate.ReadBitString(out var unused);
            certificate.ThrowIfNotEmpty();
            if (unused != 0) throw Errors.BadCertificate("its signature is no whole number of bytes");
            return ReadTbs(der, tbs, algorithm) with { SignatureAlgorithm = OidOf(algorithm), Signature = signature };
        }
        catch (AsnContentException e)
        {
            throw Errors.BadCertificate(e.Message, e);
        }
    }

    /// <summary>The identifier of an encoded AlgorithmIdentifier.</summary>
    public static string OidOf(ReadOnlyMemory<byte> algorithm) => new AsnReader(algorithm, AsnEncodingRules.DER).ReadSequence().ReadObjectIdentifier();

    private static CertificateFields ReadTbs(ReadOnlyMemory<byte> der, ReadOnlyMemory<byte> tbs, ReadOnlyMemory<byte> algorithm)
    {
        var fields = new AsnReader(tbs, AsnEncodingRules.DER).ReadSequence();
        var version = fields.ReadSequence(Version);
        if (!version.TryReadInt32(out var number) || number != 2) throw Errors.BadCertificate("it is not of version 3");
        version.ThrowIfNotEmpty();
        var serial = fields.ReadIntegerBytes();
        if (!fields.ReadEncodedValue().Span.SequenceEqual(algorithm.Span)) throw Errors.BadCertificate("the signature algorithm inside differs from the one outside");
        var issuer = fields.ReadEncodedValue();
        var validity = fields.ReadSequence();
        var notBefore = ReadTime(validity);
        var notAfter = ReadTime(validity);
        validity.ThrowIfNotEmpty();
        var subject = fields.ReadEncodedValue();
        var publicKey = fields.ReadEncodedValue();
        return new CertificateFields
        {
            Raw = der,
            Tbs = tbs,
            SerialNumber = serial,
            Issuer = issuer,
            NotBefore = notBefore,
            NotAfter = notAfter,
            Subject = subject,
            SubjectPublicKeyInfo = publicKey,
            Extensions = ReadExtensions(fields),
            SignatureAlgorithm = "",
            Signature = ReadOnlyMemory<byte>.Empty,
        };
    }

    private static DateTimeOffset ReadTime(AsnReader validity) =>
        validity.PeekTag().TagValue == (int)UniversalTagNumber.UtcTime ? validity.ReadUtcTime(2049) : validity.ReadGeneralizedTime();

    private static ImmutableArray<CertificateExtension> ReadExtensions(AsnReader fields)
    {
        if (!fields.HasData) return [];
        var wrapper = fields.ReadSequence(ExtensionList);
        fields.ThrowIfNotEmpty();
        var list = wrapper.ReadSequence();
        wrapper.ThrowIfNotEmpty();
        var extensions = ImmutableArray.CreateBuilder<CertificateExtension>();
        HashSet<string> seen = new(StringComparer.Ordinal);
        while (list.HasData)
        {
            var extension = ReadExtension(list.ReadEncodedValue());
            if (!seen.Add(extension.Oid)) throw Errors.BadCertificate($"it has the extension {extension.Oid} twice");
            if (extensions.Count == MaxExtensions) throw Errors.BadCertificate($"it has more than {MaxExtensions} extensions");
            extensions.Add(extension);
        }
        return extensions.DrainToImmutable();
    }

    private static CertificateExtension ReadExtension(ReadOnlyMemory<byte> encoded)
    {
        var extension = new AsnReader(encoded, AsnEncodingRules.DER).ReadSequence();
        var oid = extension.ReadObjectIdentifier();
        var isCritical = extension.PeekTag().HasSameClassAndValue(Asn1Tag.Boolean) && extension.ReadBoolean();
        if (!extension.TryReadPrimitiveOctetString(out var value)) throw Errors.BadCertificate($"the value of its extension {oid} is in pieces");
        extension.ThrowIfNotEmpty();
        return new CertificateExtension(oid, isCritical, value, encoded);
    }
}
