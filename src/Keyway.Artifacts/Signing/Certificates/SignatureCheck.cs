// SPDX-License-Identifier: Apache-2.0

using System.Security.Cryptography;
using Keyway.Artifacts.Keys;

namespace Keyway.Artifacts.Signing.Certificates;

/// <summary>Verifies signatures whose algorithm an ASN.1 document names. False for anything that is not in the short list, and for a key of another kind.</summary>
internal static class SignatureCheck
{
    /// <param name="key">The signer's key.</param>
    /// <param name="algorithm">The signature algorithm's identifier; in CMS it may name just the kind of key.</param>
    /// <param name="digest">The hash that the document names beside it; null where the algorithm says it all.</param>
    public static bool Verify(PublicKey key, string algorithm, HashAlgorithmName? digest, ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature)
    {
        var hash = HashOf(algorithm) ?? digest;
        if (key.Kind == KeyKind.Ed25519) return algorithm == Oids.Ed25519 && key.Verify(message, signature, SignatureScheme.Ed25519);
        if (hash is not { } name) return false;
        return key.Kind switch
        {
            KeyKind.EcdsaP256 or KeyKind.EcdsaP384 or KeyKind.EcdsaP521 => IsEcdsa(algorithm) && VerifyEcdsa(key, name, message, signature),
            KeyKind.Rsa => IsRsa(algorithm) && key.Verify(message, signature, RsaScheme(name)),
            _ => false,
        };
    }

    public static HashAlgorithmName? HashByOid(string oid) => oid switch
    {
        Oids.Sha256 => HashAlgorithmName.SHA256,
        Oids.Sha384 => HashAlgorithmName.SHA384,
        Oids.Sha512 => HashAlgorithmName.SHA512,
        _ => null,
    };

    private static bool IsEcdsa(string algorithm) => algorithm is Oids.EcPublicKey or Oids.EcdsaSha256 or Oids.EcdsaSha384 or Oids.EcdsaSha512;

    private static bool IsRsa(string algorithm) => algorithm is Oids.RsaEncryption or Oids.RsaSha256 or Oids.RsaSha384 or Oids.RsaSha512;

    private static HashAlgorithmName? HashOf(string algorithm) => algorithm switch
    {
        Oids.EcdsaSha256 or Oids.RsaSha256 => HashAlgorithmName.SHA256,
        Oids.EcdsaSha384 or Oids.RsaSha384 => HashAlgorithmName.SHA384,
        Oids.EcdsaSha512 or Oids.RsaSha512 => HashAlgorithmName.SHA512,
        _ => null,
    };

    private static SignatureScheme RsaScheme(HashAlgorithmName hash) =>
        hash == HashAlgorithmName.SHA256 ? SignatureScheme.RsaPkcs1Sha256 : hash == HashAlgorithmName.SHA384 ? SignatureScheme.RsaPkcs1Sha384 : SignatureScheme.RsaPkcs1Sha512;

    // X.509 lets any hash meet any curve. ECDSA (FIPS 186-5 §6.4) takes the leftmost bits of a longer hash and the number itself of a shorter one, so the hash
    // in the size of the curve's own scheme is the same signature.
    private static bool VerifyEcdsa(PublicKey key, HashAlgorithmName hash, ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature)
    {
        var value = CryptographicOperations.HashData(hash, message);
        var size = key.Kind switch { KeyKind.EcdsaP256 => 32, KeyKind.EcdsaP384 => 48, _ => 64 };
        var fitted = value.Length >= size ? value[..size] : [.. new byte[size - value.Length], .. value];
        return key.VerifyHash(fitted, signature, key.DefaultScheme);
    }
}
