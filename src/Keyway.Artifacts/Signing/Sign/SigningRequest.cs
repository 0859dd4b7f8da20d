// SPDX-License-Identifier: Apache-2.0

using System.Formats.Asn1;
using System.Security.Cryptography;
using Keyway.Artifacts.Keys;

namespace Keyway.Artifacts.Signing.Sign;

/// <summary>A PKCS #10 certificate request (RFC 2986) with an empty subject: the authority takes the identity from the token, and only the key from here. Works with any key that signs.</summary>
internal static class SigningRequest
{
    public static async Task<string> MakePemAsync(ISigningKey key, CancellationToken cancellationToken)
    {
        var info = Info(key.PublicKey);
        var signature = await key.SignAsync(info, cancellationToken);
        AsnWriter writer = new(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteEncodedValue(info);
            WriteAlgorithm(writer, key.Scheme);
            writer.WriteBitString(signature);
        }

        return PemEncoding.WriteString("CERTIFICATE REQUEST", writer.Encode());
    }

    private static byte[] Info(PublicKey key)
    {
        AsnWriter writer = new(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteInteger(0);
            using (writer.PushSequence())
            {
            }

            writer.WriteEncodedValue(key.SubjectPublicKeyInfo.Span);
            using (writer.PushSetOf(new Asn1Tag(TagClass.ContextSpecific, 0)))
            {
            }
        }

        return writer.Encode();
    }

    // RFC 5758 (ECDSA), RFC 8017 (RSA), RFC 8410 (Ed25519).
    private static void WriteAlgorithm(AsnWriter writer, SignatureScheme scheme)
    {
        using (writer.PushSequence())
        {
            writer.WriteObjectIdentifier(scheme switch
            {
                SignatureScheme.EcdsaP256Sha256 or SignatureScheme.EcdsaP384Sha256 or SignatureScheme.EcdsaP521Sha256 => "1.2.840.10045.4.3.2",
                SignatureScheme.EcdsaP384Sha384 => "1.2.840.10045.4.3.3",
                SignatureScheme.EcdsaP521Sha512 => "1.2.840.10045.4.3.4",
                SignatureScheme.RsaPkcs1Sha256 => "1.2.840.113549.1.1.11",
                SignatureScheme.RsaPkcs1Sha384 => "1.2.840.113549.1.1.12",
                SignatureScheme.RsaPkcs1Sha512 => "1.2.840.113549.1.1.13",
                SignatureScheme.Ed25519 => "1.3.101.112",
                _ => throw Errors.CannotBeCertified($"a certificate request signed by {scheme} is not made here"),
            });
            if (scheme.Fits(KeyKind.Rsa)) writer.WriteNull();
        }
    }
}
