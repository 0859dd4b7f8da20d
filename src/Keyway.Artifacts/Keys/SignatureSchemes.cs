// SPDX-License-Identifier: Apache-2.0

using System.Security.Cryptography;

namespace Keyway.Artifacts.Keys;

/// <summary>What each <see cref="SignatureScheme"/> is made of.</summary>
public static class SignatureSchemes
{
    extension(SignatureScheme scheme)
    {
        /// <summary>Whether a key of the kind can make such a signature.</summary>
        public bool Fits(KeyKind kind) => kind == scheme switch
        {
            SignatureScheme.EcdsaP256Sha256 => KeyKind.EcdsaP256,
            SignatureScheme.EcdsaP384Sha384 or SignatureScheme.EcdsaP384Sha256 => KeyKind.EcdsaP384,
            SignatureScheme.EcdsaP521Sha512 or SignatureScheme.EcdsaP521Sha256 => KeyKind.EcdsaP521,
            SignatureScheme.Ed25519 or SignatureScheme.Ed25519ph => KeyKind.Ed25519,
            SignatureScheme.MlDsa44 => KeyKind.MlDsa44,
            SignatureScheme.MlDsa65 => KeyKind.MlDsa65,
            SignatureScheme.MlDsa87 => KeyKind.MlDsa87,
            _ => KeyKind.Rsa,
        };

        /// <summary>The hash that is signed, or null for schemes that sign the message itself.</summary>
        public HashAlgorithmName? Hash => scheme switch
        {
            SignatureScheme.EcdsaP256Sha256 or SignatureScheme.EcdsaP384Sha256 or SignatureScheme.EcdsaP521Sha256 => HashAlgorithmName.SHA256,
            SignatureScheme.RsaPkcs1Sha256 or SignatureScheme.RsaPssSha256 => HashAlgorithmName.SHA256,
            SignatureScheme.EcdsaP384Sha384 or SignatureScheme.RsaPkcs1Sha384 or SignatureScheme.RsaPssSha384 => HashAlgorithmName.SHA384,
            SignatureScheme.EcdsaP521Sha512 or SignatureScheme.RsaPkcs1Sha512 or SignatureScheme.RsaPssSha512 => HashAlgorithmName.SHA512,
            SignatureScheme.Ed25519ph => HashAlgorithmName.SHA512,
            _ => null,
        };

        /// <summary>Whether the hash of a message is all that signing needs: ECDSA and RSA. EdDSA, its prehashed form included, and ML-DSA take the message.</summary>
        public bool SignsHash => scheme.Hash is not null && scheme != SignatureScheme.Ed25519ph;

        internal RSASignaturePadding Padding => scheme is SignatureScheme.RsaPssSha256 or SignatureScheme.RsaPssSha384 or SignatureScheme.RsaPssSha512
            ? RSASignaturePadding.Pss
            : RSASignaturePadding.Pkcs1;
    }

    /// <summary>The scheme that Sigstore's algorithm registry recommends for a kind of key; RSA with PKCS #1 v1.5 padding.</summary>
    internal static SignatureScheme DefaultFor(KeyKind kind) => kind switch
    {
        KeyKind.EcdsaP256 => SignatureScheme.EcdsaP256Sha256,
        KeyKind.EcdsaP384 => SignatureScheme.EcdsaP384Sha384,
        KeyKind.EcdsaP521 => SignatureScheme.EcdsaP521Sha512,
        KeyKind.Ed25519 => SignatureScheme.Ed25519,
        KeyKind.MlDsa44 => SignatureScheme.MlDsa44,
        KeyKind.MlDsa65 => SignatureScheme.MlDsa65,
        KeyKind.MlDsa87 => SignatureScheme.MlDsa87,
        _ => SignatureScheme.RsaPkcs1Sha256,
    };
}
