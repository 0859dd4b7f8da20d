// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using System.Formats.Asn1;

namespace Keyway.Artifacts.Signing.Timestamps;

/// <summary>Reads RFC 3161 responses: DER, granted, one signer.</summary>
internal static class TimestampReader
{
    public const int ByteLimit = 64 << 10;

    private const string SignedData = "1.2.840.113549.1.7.2";
    internal const string TstInfo = "1.2.840.113549.1.9.16.1.4";
    private const int MaxCertificates = 16;

    private static readonly Asn1Tag Explicit0 = new(TagClass.ContextSpecific, 0, isConstructed: true);
    private static readonly Asn1Tag Explicit1 = new(TagClass.ContextSpecific, 1, isConstructed: true);
    private static readonly Asn1Tag Tag0 = new(TagClass.ContextSpecific, 0);

    /// <exception cref="KeywayException">KW2140: not a timestamp.</exception>
    public static TimestampToken Read(ReadOnlyMemory<byte> der)
    {
        if (der.Length > ByteLimit) throw Errors.BadToken($"it has {der.Length} bytes, more than the {ByteLimit} allowed");
        try
        {
            return ReadResponse(der);
        }
        catch (AsnContentException e)
        {
            throw Errors.BadToken(e.Message, e);
        }
    }

    private static TimestampToken ReadResponse(ReadOnlyMemory<byte> der)
    {
        var response = Whole(der);
        var status = response.ReadSequence();
        if (!status.TryReadInt32(out var code) || code is not (0 or 1)) throw Errors.BadToken("the authority did not grant it");
        if (!response.HasData) throw Errors.BadToken("the response has no token");
        var info = response.ReadSequence();
        response.ThrowIfNotEmpty();
        if (info.ReadObjectIdentifier() != SignedData) throw Errors.BadToken("its token is no SignedData");
        var wrapper = info.ReadSequence(Explicit0);
        info.ThrowIfNotEmpty();
        var signed = wrapper.ReadSequence();
        wrapper.ThrowIfNotEmpty();
        return ReadSignedData(signed);
    }

    private static TimestampToken ReadSignedData(AsnReader signed)
    {
        signed.ReadIntegerBytes();
        signed.ReadSetOf(skipSortOrderValidation: true);
        var encapsulated = signed.ReadSequence();
        if (encapsulated.ReadObjectIdentifier() != TstInfo) throw Errors.BadToken("its content is no timestamp");
        var wrapper = encapsulated.ReadSequence(Explicit0);
        encapsulated.ThrowIfNotEmpty();
        if (!wrapper.TryReadPrimitiveOctetString(out var content)) throw Errors.BadToken("its content is in pieces");
        wrapper.ThrowIfNotEmpty();
        var certificates = ReadCertificates(signed);
        if (signed.PeekTag().HasSameClassAndValue(Explicit1)) signed.ReadEncodedValue();
        var signers = signed.ReadSetOf(skipSortOrderValidation: true);
        signed.ThrowIfNotEmpty();
        var signer = SignerReader.Read(signers.ReadSequence());
        if (signers.HasData) throw Errors.BadToken("it has more than one signer");
        return ReadInfo(content) with { Content = content, Certificates = certificates, Signer = signer };
    }

    private static ImmutableArray<ReadOnlyMemory<byte>> ReadCertificates(AsnReader signed)
    {
        if (!signed.PeekTag().HasSameClassAndValue(Tag0)) return [];
        var set = signed.ReadSetOf(skipSortOrderValidation: true, Explicit0);
        var certificates = ImmutableArray.CreateBuilder<ReadOnlyMemory<byte>>();
        while (set.HasData)
        {
            if (certificates.Count == MaxCertificates) throw Errors.BadToken($"it brings more than {MaxCertificates} certificates");
            certificates.Add(set.ReadEncodedValue());
        }
        return certificates.DrainToImmutable();
    }

    private static TimestampToken ReadInfo(ReadOnlyMemory<byte> content)
    {
        var info = Whole(content);
        if (!info.TryReadInt32(out var version) || version != 1) throw Errors.BadToken("its content is not of version 1");
        info.ReadObjectIdentifier();
        var imprint = info.ReadSequence();
        var hash = SignerReader.ReadHash(imprint);
        if (!imprint.TryReadPrimitiveOctetString(out var value)) throw Errors.BadToken("its imprint is in pieces");
        imprint.ThrowIfNotEmpty();
        info.ReadIntegerBytes();
        var time = info.ReadGeneralizedTime();
        SkipOptional(info);
        return new TimestampToken { Content = default, Certificates = [], Signer = null!, ImprintHash = hash, Imprint = value, Time = time };
    }

    // accuracy, ordering, nonce and tsa say nothing that a verifier needs; an extension that must be obeyed would.
    private static void SkipOptional(AsnReader info)
    {
        if (info.HasData && info.PeekTag() == Asn1Tag.Sequence) info.ReadSequence();
        if (info.HasData && info.PeekTag().HasSameClassAndValue(Asn1Tag.Boolean)) info.ReadBoolean();
        if (info.HasData && info.PeekTag().HasSameClassAndValue(Asn1Tag.Integer)) info.ReadIntegerBytes();
        if (info.HasData && info.PeekTag() == Explicit0) info.ReadEncodedValue();
        if (info.HasData) throw Errors.BadToken("its content has extensions, which are not understood");
    }

    internal static AsnReader Whole(ReadOnlyMemory<byte> der)
    {
        AsnReader outer = new(der, AsnEncodingRules.DER);
        var sequence = outer.ReadSequence();
        outer.ThrowIfNotEmpty();
        return sequence;
    }
}
