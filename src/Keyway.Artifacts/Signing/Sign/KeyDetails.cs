// SPDX-License-Identifier: Apache-2.0

using Keyway.Artifacts.Keys;

namespace Keyway.Artifacts.Signing.Sign;

/// <summary>Names of Sigstore's algorithm registry (protobuf-specs, PublicKeyDetails and HashAlgorithm) for the schemes we sign by.</summary>
internal static class KeyDetails
{
    /// <summary>The name for a key and its scheme; RSA names carry the size.</summary>
    /// <exception cref="KeywayException">KW2214 the registry has none.</exception>
    public static string Of(PublicKey key, SignatureScheme scheme) => scheme switch
    {
        SignatureScheme.EcdsaP256Sha256 => "PKIX_ECDSA_P256_SHA_256",
        SignatureScheme.EcdsaP384Sha384 => "PKIX_ECDSA_P384_SHA_384",
        SignatureScheme.EcdsaP521Sha512 => "PKIX_ECDSA_P521_SHA_512",
        SignatureScheme.RsaPkcs1Sha256 when key.Bits is 2048 or 3072 or 4096 => $"PKIX_RSA_PKCS1V15_{key.Bits}_SHA256",
        SignatureScheme.RsaPssSha256 when key.Bits is 2048 or 3072 or 4096 => $"PKIX_RSA_PSS_{key.Bits}_SHA256",
        SignatureScheme.Ed25519ph => "PKIX_ED25519_PH",
        _ => throw Errors.CannotBeLogged($"Sigstore's algorithm registry has no name for {scheme} with {key.Bits} bits that a log of hashes could take"),
    };

    /// <summary>The name of the hash of a scheme.</summary>
    public static string HashOf(SignatureScheme scheme) => scheme.Hash?.Name switch
    {
        "SHA384" => "SHA2_384",
        "SHA512" => "SHA2_512",
        _ => "SHA2_256",
    };
}
