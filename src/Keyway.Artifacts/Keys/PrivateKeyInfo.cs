// SPDX-License-Identifier: Apache-2.0

using System.Formats.Asn1;
using System.Security.Cryptography;

namespace Keyway.Artifacts.Keys;

/// <summary>Unencrypted PKCS #8 (RFC 5958): the kind of key it holds, and keys that are one octet string in another (RFC 8410, RFC 9881).</summary>
internal static class PrivateKeyInfo
{
    // RFC 9881 section 6: an ML-DSA private key is a seed, the expanded key, or both. One without its seed is not taken: it could not be written again.
    private static readonly Asn1Tag Seed = new(TagClass.ContextSpecific, 0);

    /// <summary>Imports a key of an allowed kind.</summary>
    /// <exception cref="AsnContentException">It is not PKCS #8.</exception>
    /// <exception cref="CryptographicException">libcrypto does not take the key.</exception>
    public static SoftwareKey Import(ReadOnlyMemory<byte> der)
    {
        var reader = new AsnReader(der, AsnEncodingRules.DER);
        var info = reader.ReadSequence();
        reader.ThrowIfNotEmpty();
        info.ReadInteger();
        var algorithm = info.ReadSequence();
        var oid = algorithm.ReadObjectIdentifier();
        var curve = oid == KeyOids.EcPublicKey ? algorithm.ReadObjectIdentifier() : null;
        return KeyOids.KindOf(oid, curve) switch
        {
            KeyKind.EcdsaP256 or KeyKind.EcdsaP384 or KeyKind.EcdsaP521 => SoftwareKey.Of(ImportInto(ECDsa.Create(), der.Span)),
            KeyKind.Rsa => SoftwareKey.Of(ImportInto(RSA.Create(), der.Span)),
            KeyKind.Ed25519 => SoftwareKey.OfEd25519(Inner(info, Asn1Tag.PrimitiveOctetString)),
            { } kind => MLDsa.IsSupported ? ImportMlDsa(kind, info) : throw Errors.SchemeUnsupported(kind),
            null => throw Errors.KeyNotAllowed($"of algorithm {oid}"),
        };
    }

    /// <summary>Writes a key that is an octet string, under the given tag, inside the octet string of PKCS #8.</summary>
    public static byte[] Wrap(string algorithm, byte[] key, Asn1Tag tag)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteInteger(0);
            using (writer.PushSequence())
                writer.WriteObjectIdentifier(algorithm);
            using (writer.PushOctetString())
                writer.WriteOctetString(key, tag);
        }
        return writer.Encode();
    }

    private static T ImportInto<T>(T key, ReadOnlySpan<byte> der)
        where T : AsymmetricAlgorithm
    {
        try
        {
            key.ImportPkcs8PrivateKey(der, out _);
            return key;
        }
        catch
        {
            key.Dispose();
            throw;
        }
    }

    private static byte[] Inner(AsnReader info, Asn1Tag tag)
    {
        var outer = info.ReadOctetString();
        try
        {
            return new AsnReader(outer, AsnEncodingRules.DER).ReadOctetString(tag);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(outer);
        }
    }

    private static SoftwareKey ImportMlDsa(KeyKind kind, AsnReader info)
    {
        var form = info.ReadOctetString();
        byte[] seed = [];
        byte[]? expanded = null;
        try
        {
            AsnReader inner = new(form, AsnEncodingRules.DER);
            (seed, expanded) = inner.PeekTag().HasSameClassAndValue(Asn1Tag.Sequence) ? Both(inner.ReadSequence()) : (inner.ReadOctetString(Seed), null);
            return ImportSeed(kind, seed, expanded);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(form);
            CryptographicOperations.ZeroMemory(seed);
            CryptographicOperations.ZeroMemory(expanded);
        }
    }

    private static (byte[] Seed, byte[]? Expanded) Both(AsnReader pair) => (pair.ReadOctetString(), pair.ReadOctetString());

    private static SoftwareKey ImportSeed(KeyKind kind, byte[] seed, byte[]? expanded)
    {
        var key = MLDsa.ImportMLDsaPrivateSeed(MlDsaMaterial.AlgorithmOf(kind), seed);
        if (expanded is null || IsExpandedOf(key, expanded)) return SoftwareKey.Of(key, kind);
        key.Dispose();
        throw new CryptographicException("the expanded key does not follow from the seed beside it");
    }

    private static bool IsExpandedOf(MLDsa key, byte[] expanded)
    {
        var ours = new byte[key.Algorithm.PrivateKeySizeInBytes];
        key.ExportMLDsaPrivateKey(ours);
        var isSame = CryptographicOperations.FixedTimeEquals(ours, expanded);
        CryptographicOperations.ZeroMemory(ours);
        return isSame;
    }
}
