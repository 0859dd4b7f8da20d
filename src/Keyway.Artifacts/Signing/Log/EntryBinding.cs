// SPDX-License-Identifier: Apache-2.0

using System.Security.Cryptography;
using Keyway.Artifacts.Signing.Bundles;

namespace Keyway.Artifacts.Signing.Log;

/// <summary>
/// Compares what a log entry says with what the bundle holds (client specification §4.4, 1 to 3): the same signature, the same certificate or key, the same artifact or
/// envelope. An entry that is true of something else proves nothing here.
/// </summary>
internal static class EntryBinding
{
    /// <param name="body">The entry.</param>
    /// <param name="content">What was signed.</param>
    /// <param name="signer">DER of the certificate, or of the key when <paramref name="isCertificate"/> is false.</param>
    /// <param name="isCertificate">Which of the two it is.</param>
    /// <param name="hashOfArtifact">The artifact's hash by an algorithm, or null when it is not known.</param>
    /// <exception cref="KeywayException">KW2160 to KW2162: the entry is about something else.</exception>
    public static void Require(EntryBody body, SignedContent content, ReadOnlySpan<byte> signer, bool isCertificate, Func<HashAlgorithmName, byte[]?> hashOfArtifact)
    {
        if (!body.Signature.Span.SequenceEqual(content.Signature.Span)) throw Errors.OtherSignature();
        if (body.IsCertificate != isCertificate || !body.Verifier.Span.SequenceEqual(signer)) throw Errors.OtherKey(isCertificate, body.IsCertificate);
        if (body.PayloadType is { } type && content is DsseEnvelope logged && type != logged.PayloadType) throw Errors.OtherArtifact($"the entry is about the payload type '{type}'");
        var hash = (content, body.IsPayloadHash) switch
        {
            (DsseEnvelope envelope, true) => CryptographicOperations.HashData(body.HashAlgorithm, envelope.Payload.Span),
            (DsseEnvelope envelope, false) => CryptographicOperations.HashData(body.HashAlgorithm, envelope.ToSignedBytes()),
            (_, false) => hashOfArtifact(body.HashAlgorithm) ?? throw Errors.OtherArtifact($"the entry has its {body.HashAlgorithm.Name} hash, which is not known; give the file instead of its digest"),
            _ => throw Errors.OtherArtifact("the entry is about an envelope, the bundle holds a signature over an artifact"),
        };
        if (!hash.AsSpan().SequenceEqual(body.Hash.Span))
            throw Errors.OtherArtifact($"the entry has the hash {Convert.ToHexStringLower(body.Hash.Span)}, what was signed here has {Convert.ToHexStringLower(hash)}");
    }
}
