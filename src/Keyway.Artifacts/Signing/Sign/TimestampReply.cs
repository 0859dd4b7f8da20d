// SPDX-License-Identifier: Apache-2.0

using System.Formats.Asn1;

namespace Keyway.Artifacts.Signing.Sign;

/// <summary>Looks into a TimeStampResp (RFC 3161 section 2.4.2) as far as the asker must: was it granted, and is it about what was asked.</summary>
internal static class TimestampReply
{
    private const string SignedData = "1.2.840.113549.1.7.2";
    private const string TimestampContent = "1.2.840.113549.1.9.16.1.4";
    private static readonly Asn1Tag Explicit = new(TagClass.ContextSpecific, 0);

    /// <exception cref="KeywayException">KW2220 not granted; KW2221 unreadable; KW2222 about something else.</exception>
    public static void Check(Uri authority, byte[] reply, TimestampQuery query)
    {
        try
        {
            AsnReader outer = new(reply, AsnEncodingRules.BER);
            var response = outer.ReadSequence();
            outer.ThrowIfNotEmpty();
            CheckStatus(authority, response.ReadSequence());
            CheckContent(authority, Content(authority, response), query);
        }
        catch (AsnContentException e)
        {
            throw Errors.BadTimestampAnswer(authority, "it is not a TimeStampResp", e);
        }
    }

    // 0 is granted, 1 granted with modifications; the others carry no token.
    private static void CheckStatus(Uri authority, AsnReader status)
    {
        if (!status.TryReadInt32(out var code) || code is not (0 or 1)) throw Errors.TimestampNotGranted(authority, code);
    }

    private static AsnReader Content(Uri authority, AsnReader response)
    {
        var info = response.ReadSequence();
        if (info.ReadObjectIdentifier() != SignedData) throw Errors.BadTimestampAnswer(authority, "its token is not SignedData");
        var data = info.ReadSequence(Explicit).ReadSequence();
        data.ReadInteger();
        data.ReadSetOf();
        var content = data.ReadSequence();
        if (content.ReadObjectIdentifier() != TimestampContent) throw Errors.BadTimestampAnswer(authority, "its token holds no TSTInfo");
        return new AsnReader(content.ReadSequence(Explicit).ReadOctetString(), AsnEncodingRules.BER).ReadSequence();
    }

    private static void CheckContent(Uri authority, AsnReader info, TimestampQuery query)
    {
        info.ReadInteger();
        info.ReadObjectIdentifier();
        var imprint = info.ReadSequence();
        var algorithm = imprint.ReadSequence().ReadObjectIdentifier();
        if (algorithm != TimestampQuery.Sha256) throw Errors.OtherThingStamped(authority, "hash algorithm", TimestampQuery.Sha256, algorithm);
        var hash = imprint.ReadOctetString();
        if (!hash.AsSpan().SequenceEqual(query.Hash)) throw Errors.OtherThingStamped(authority, "hash", Convert.ToHexStringLower(query.Hash), Convert.ToHexStringLower(hash));
        info.ReadInteger();
        info.ReadGeneralizedTime();
        var nonce = ReadNonce(info);
        if (nonce != query.Nonce) throw Errors.OtherThingStamped(authority, "nonce", $"{query.Nonce}", nonce is null ? "none" : $"{nonce}");
    }

    // Before it come, both optional, the accuracy (a sequence) and the ordering (a boolean).
    private static System.Numerics.BigInteger? ReadNonce(AsnReader info)
    {
        while (info.HasData)
        {
            if (info.PeekTag() == Asn1Tag.Integer) return info.ReadInteger();
            info.ReadEncodedValue();
        }

        return null;
    }
}
