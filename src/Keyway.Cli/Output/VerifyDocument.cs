// SPDX-License-Identifier: Apache-2.0

using Keyway.Artifacts.Signing.Referrers;
using Keyway.Artifacts.Signing.Verify;

namespace Keyway.Cli.Output;

/// <summary>What <c>keyway verify</c> prints with <c>--json</c>: every fact that was verified, and every refusal.</summary>
/// <param name="Subject">The reference by digest, or the file.</param>
internal sealed record VerifyDocument(string Subject, bool Verified, IReadOnlyList<VerifyDocument.CheckedManifest> Manifests)
{
    public static VerifyDocument Of(string subject, ArtifactVerdict verdict) => new(subject, verdict.IsAccepted, [.. verdict.Manifests.Select(OfManifest)]);

    /// <summary>A file counts as an artifact of one manifest.</summary>
    public static VerifyDocument OfFile(string path, SignedArtifact artifact, VerificationResult result)
    {
        var signature = result.Evidence is { } evidence ? VerifiedSignature.Of(null, evidence) : null;
        IReadOnlyList<RefusedSignature> refused = result.IsVerified ? [] : [new RefusedSignature(null, [.. result.Refusals.Select(OfRefusal)])];
        return new VerifyDocument(path, result.IsVerified, [new CheckedManifest(artifact.ToDigestSet().Sha256.ToString(), "file", result.IsVerified, signature, refused, null, 0, 0)]);
    }

    private static CheckedManifest OfManifest(ManifestVerdict verdict) => new(
        verdict.Manifest.Digest.ToString(),
        PlatformText.Of(verdict.Manifest.Platform),
        verdict.IsAccepted,
        verdict.Findings.FirstOrDefault(finding => finding.IsAccepted) is { } accepted ? VerifiedSignature.Of(accepted.Referrer.ToString(), accepted.Evidence!) : null,
        [
            .. verdict.Findings.Where(finding => !finding.IsAccepted).Select(finding => new RefusedSignature(finding.Referrer.ToString(), [.. finding.Refusals.Select(OfRefusal)])),
            .. verdict.Unsound.Select(unsound => new RefusedSignature(unsound.Manifest.ToString(), [new RefusalReason(null, unsound.Reason)])),
        ],
        verdict.Problem,
        verdict.Others,
        verdict.Unopened);

    private static RefusalReason OfRefusal(Refusal refusal) => new(refusal.Code.Id, refusal.Message);

    /// <summary>One manifest of the artifact.</summary>
    internal sealed record CheckedManifest(
        string Digest, string? Platform, bool Verified, VerifiedSignature? Signature, IReadOnlyList<RefusedSignature> Refused, string? Problem, int OtherReferrers, int UnopenedReferrers);

    /// <summary>A bundle that was not accepted.</summary>
    internal sealed record RefusedSignature(string? Referrer, IReadOnlyList<RefusalReason> Reasons);

    /// <summary>A refusal by its code, where it has one.</summary>
    internal sealed record RefusalReason(string? Code, string Message);
}
