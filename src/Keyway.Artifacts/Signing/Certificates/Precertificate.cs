// SPDX-License-Identifier: Apache-2.0

using System.Formats.Asn1;

namespace Keyway.Artifacts.Signing.Certificates;

/// <summary>What a certificate transparency log saw before it answered: the certificate without the list of its answers (RFC 6962 §3.2).</summary>
internal static class Precertificate
{
    private const byte ExtensionsTag = 0xA3;

    /// <summary>The bytes to be signed of the precertificate; all other parts stay the received bytes.</summary>
    public static byte[] TbsOf(Certificate certificate)
    {
        var fields = FieldsBeforeExtensions(certificate.Fields.Tbs.Span);
        AsnWriter writer = new(AsnEncodingRules.DER, certificate.Fields.Tbs.Length + 16);
        using (writer.PushSequence())
        {
            while (!fields.IsEmpty)
            {
                AsnDecoder.ReadEncodedValue(fields, AsnEncodingRules.DER, out _, out _, out var consumed);
                writer.WriteEncodedValue(fields[..consumed]);
                fields = fields[consumed..];
            }
            using (writer.PushSequence(new Asn1Tag(TagClass.ContextSpecific, 3)))
            using (writer.PushSequence())
            {
                foreach (var extension in certificate.Extensions)
                {
                    if (extension.Oid != Oids.SctList) writer.WriteEncodedValue(extension.Encoded.Span);
                }
            }
        }
        return writer.Encode();
    }

    private static ReadOnlySpan<byte> FieldsBeforeExtensions(ReadOnlySpan<byte> tbs)
    {
        AsnDecoder.ReadSequence(tbs, AsnEncodingRules.DER, out var offset, out var length, out _);
        var fields = tbs.Slice(offset, length);
        var position = 0;
        while (position < fields.Length && fields[position] != ExtensionsTag)
        {
            AsnDecoder.ReadEncodedValue(fields[position..], AsnEncodingRules.DER, out _, out _, out var consumed);
            position += consumed;
        }
        return fields[..position];
    }
}
