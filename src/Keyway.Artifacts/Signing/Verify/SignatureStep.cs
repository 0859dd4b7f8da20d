// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using System.Security.Cryptography;
using Keyway.Artifacts.Keys;
using Keyway.Artifacts.Signing.Bundles;

namespace Keyway.Artifacts.Signing.Verify;

/// <summary>
/// Verifies the signature itself (client specification §4.5). Neither bundle nor certificate says the scheme of an RSA or large ECDSA key, so the few that Sigstore clients use
/// are tried: cosign hashes with SHA-256 for every curve, others with the curve's own hash.
/// </summary>
internal static class SignatureStep
{
    /// <exception cref="KeywayException">KW2170: it does not hold. KW2171: the digest that the bundle gives is another. KW2176: a digest alone is not enough for this key.</exception>
    public static void Require(SignedContent content, SignedArtifact artifact, ProvenSigner signer)
    {
        if (content is MessageSignature message) RequireDigest(message, artifact);
        if (Holds(content, artifact, signer)) return;
        if (content is MessageSignature && SchemesOf(signer).All(scheme => !CanVerify(artifact, scheme))) throw Errors.NeedsBytes(signer.Key.Kind);
        throw Errors.BadSignature(content is MessageSignature ? "the artifact" : "the envelope");
    }

    public static bool Holds(SignedContent content, SignedArtifact artifact, ProvenSigner signer) => content switch
    {
        DsseEnvelope envelope => SchemesOf(signer).Any(scheme => signer.Key.Verify(envelope.ToSignedBytes(), envelope.Signature.Span, scheme)),
        _ => SchemesOf(signer).Any(scheme => Holds(content.Signature.Span, artifact, signer.Key, scheme)),
    };

    private static bool Holds(ReadOnlySpan<byte> signature, SignedArtifact artifact, PublicKey key, SignatureScheme scheme)
    {
        if (scheme.SignsHash) return artifact.HashBy(scheme.Hash!.Value) is { } hash && key.VerifyHash(hash, signature, scheme);
        return artifact.Content is { } bytes && key.Verify(bytes.Span, signature, scheme);
    }

    private static bool CanVerify(SignedArtifact artifact, SignatureScheme scheme) => scheme.SignsHash ? artifact.HashBy(scheme.Hash!.Value) is not null : artifact.Content is not null;

    private static ImmutableArray<SignatureScheme> SchemesOf(ProvenSigner signer) => signer.Expectation?.Scheme is { } only
        ? [only]
        : signer.Key.Kind switch
        {
            KeyKind.EcdsaP384 => [SignatureScheme.EcdsaP384Sha384, SignatureScheme.EcdsaP384Sha256],
            KeyKind.EcdsaP521 => [SignatureScheme.EcdsaP521Sha512, SignatureScheme.EcdsaP521Sha256],
            KeyKind.Rsa => [SignatureScheme.RsaPkcs1Sha256, SignatureScheme.RsaPssSha256],
            KeyKind.Ed25519 when HasEd25519ph => [SignatureScheme.Ed25519, SignatureScheme.Ed25519ph],
            _ => [signer.Key.DefaultScheme],
        };

    // Ed25519ph needs OpenSSL 3.2 or libsodium. Without both such a signature is refused as one that does not hold.
    private static readonly bool HasEd25519ph = ProbeEd25519ph();

    private static bool ProbeEd25519ph()
    {
        try
        {
            PublicKey.FromEd25519(new byte[32]).Verify([0], new byte[64], SignatureScheme.Ed25519ph);
            return true;
        }
        catch (KeywayException)
        {
            return false;
        }
    }

    private static void RequireDigest(MessageSignature message, SignedArtifact artifact)
    {
        if (message.DigestAlgorithm.Length == 0 && message.Digest.IsEmpty) return;
        var name = message.DigestAlgorithm switch
        {
            "SHA2_256" => HashAlgorithmName.SHA256,
            "SHA2_384" => HashAlgorithmName.SHA384,
            "SHA2_512" => HashAlgorithmName.SHA512,
            var other => throw Errors.OtherDigest($"by the algorithm '{other}', which is not known", "SHA2_256, SHA2_384 or SHA2_512"),
        };
        if (artifact.HashBy(name) is { } hash && !hash.AsSpan().SequenceEqual(message.Digest.Span))
            throw Errors.OtherDigest(Convert.ToHexStringLower(message.Digest.Span), Convert.ToHexStringLower(hash));
    }
}
