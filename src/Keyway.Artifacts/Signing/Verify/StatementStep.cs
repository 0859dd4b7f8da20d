// SPDX-License-Identifier: Apache-2.0

using Keyway.Artifacts.Provenance;
using Keyway.Artifacts.Signing.Bundles;

namespace Keyway.Artifacts.Signing.Verify;

/// <summary>What a signed envelope claims: exactly an in-toto statement, about this artifact, of a kind that is wanted.</summary>
internal static class StatementStep
{
    /// <exception cref="KeywayException">KW2173: another payload type. KW2174: it is about something else, or contradicts itself. KW2600, KW2601: no statement.</exception>
    public static Statement Read(DsseEnvelope envelope, SignedArtifact artifact)
    {
        if (envelope.PayloadType != StatementTypes.PayloadType) throw Errors.OtherPayloadType(envelope.PayloadType);
        var statement = StatementReader.Read(envelope.Payload, "the payload of the envelope");
        var digests = artifact.ToDigestSet();
        return statement.Match(digests) switch
        {
            DigestMatch.Same => statement,
            DigestMatch.Contradiction => throw Errors.OtherSubject($"a subject has one digest of the artifact right and another wrong; the artifact has {digests}"),
            _ => throw Errors.OtherSubject($"none of its {statement.Subject.Length} subjects is the artifact with {digests}"),
        };
    }

    /// <exception cref="KeywayException">KW2175: a signature was wanted and this is an attestation, or the other way round, or of another kind.</exception>
    public static void RequireWanted(Statement? statement, VerificationPolicy policy)
    {
        var isSignature = statement is null || statement.PredicateType == PredicateTypes.CosignSign;
        if (policy.Content == ExpectedContent.Signature && !isSignature) throw Errors.NotWanted("a signature", $"an attestation of the type '{statement!.PredicateType}', which does not say that its signer stands for the artifact");
        if (policy.Content == ExpectedContent.Attestation && isSignature) throw Errors.NotWanted("an attestation", "a signature");
        if (policy.PredicateTypes.IsDefaultOrEmpty || policy.PredicateTypes.Contains(statement?.PredicateType ?? "", StringComparer.Ordinal)) return;
        throw Errors.NotWanted($"the predicate type {string.Join(" or ", policy.PredicateTypes)}", statement is null ? "a signature without a predicate" : $"'{statement.PredicateType}'");
    }
}
