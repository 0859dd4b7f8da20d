// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Artifacts.Keys;

/// <summary>
/// A kind of key together with the hash and padding that a signature uses. ECDSA signatures are DER (RFC 3279), RSA-PSS has a salt as long as the hash, EdDSA follows
/// RFC 8032, ML-DSA is FIPS 204 with an empty context. Never guessed from a signature: the key, the algorithm registry of Sigstore or the document says which one holds.
/// </summary>
public enum SignatureScheme
{
    EcdsaP256Sha256,
    EcdsaP384Sha384,
    EcdsaP521Sha512,

    /// <summary>Written by old cosign clients: they hash with SHA-256 whatever the curve is.</summary>
    EcdsaP384Sha256,

    /// <summary>Written by old cosign clients: they hash with SHA-256 whatever the curve is.</summary>
    EcdsaP521Sha256,
    RsaPkcs1Sha256,
    RsaPkcs1Sha384,
    RsaPkcs1Sha512,
    RsaPssSha256,
    RsaPssSha384,
    RsaPssSha512,
    Ed25519,

    /// <summary>Ed25519 over the SHA-512 hash of the message (RFC 8032 section 5.1, Ed25519ph).</summary>
    Ed25519ph,
    MlDsa44,
    MlDsa65,
    MlDsa87,
}
