// SPDX-License-Identifier: Apache-2.0

using System.Formats.Asn1;

namespace Keyway.Packages.Elf;

/// <summary>Just enough of CMS SignedData (RFC 5652) to say who signed a module and how.</summary>
internal static class SignedMessage
{
    private static readonly Asn1Tag Context0 = new(TagClass.ContextSpecific, 0, isConstructed: true);
    private static readonly Asn1Tag Context1 = new(TagClass.ContextSpecific, 1, isConstructed: true);

    /// <summary>What the message says; without details when it cannot be read, for a broken signature is the kernel's to refuse.</summary>
    public static ModuleSignature Describe(ReadOnlyMemory<byte> message)
    {
        try
        {
            return Parse(message);
        }
        catch (AsnContentException)
        {
            return new() { Kind = "PKCS#7" };
        }
    }

    private static ModuleSignature Parse(ReadOnlyMemory<byte> message)
    {
        var content = new AsnReader(message, AsnEncodingRules.BER).ReadSequence();
        content.ReadObjectIdentifier();
        var signed = content.ReadSequence(Context0).ReadSequence();
        signed.ReadInteger();
        signed.ReadSetOf();
        signed.ReadSequence();
        if (signed.HasData && signed.PeekTag().HasSameClassAndValue(Context0)) signed.ReadEncodedValue();
        if (signed.HasData && signed.PeekTag().HasSameClassAndValue(Context1)) signed.ReadEncodedValue();
        return Signer(signed.ReadSetOf().ReadSequence());
    }

    private static ModuleSignature Signer(AsnReader signer)
    {
        signer.ReadInteger();
        if (signer.PeekTag().TagClass == TagClass.ContextSpecific)
        {
            var key = signer.ReadOctetString(new Asn1Tag(TagClass.ContextSpecific, 0));
            return new() { Kind = "PKCS#7", KeyId = Convert.ToHexStringLower(key), HashAlgorithm = HashName(signer) };
        }

        var identifier = signer.ReadSequence();
        var issuer = CommonName(identifier.ReadSequence());
        var serial = Convert.ToHexStringLower(identifier.ReadIntegerBytes().Span);
        return new() { Kind = "PKCS#7", Signer = issuer, KeyId = serial, HashAlgorithm = HashName(signer) };
    }

    private static string? CommonName(AsnReader name)
    {
        while (name.HasData)
        {
            var attribute = name.ReadSetOf().ReadSequence();
            if (attribute.ReadObjectIdentifier() == "2.5.4.3") return attribute.ReadCharacterString((UniversalTagNumber)attribute.PeekTag().TagValue);
        }

        return null;
    }

    private static string HashName(AsnReader signer) => signer.ReadSequence().ReadObjectIdentifier() switch
    {
        "1.3.14.3.2.26" => "sha1",
        "2.16.840.1.101.3.4.2.4" => "sha224",
        "2.16.840.1.101.3.4.2.1" => "sha256",
        "2.16.840.1.101.3.4.2.2" => "sha384",
        "2.16.840.1.101.3.4.2.3" => "sha512",
        "2.16.840.1.101.3.4.2.8" => "sha3-256",
        "2.16.840.1.101.3.4.2.9" => "sha3-384",
        "2.16.840.1.101.3.4.2.10" => "sha3-512",
        var other => other,
    };
}
