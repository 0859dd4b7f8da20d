// SPDX-License-Identifier: Apache-2.0

using Keyway.Artifacts.Oci;
using Keyway.Artifacts.Signing.Referrers;

namespace Keyway.Cli.Output;

/// <summary>What <c>keyway sign</c> and <c>keyway attest</c> print with <c>--json</c>.</summary>
internal sealed record SignDocument(string Reference, string PredicateType, IReadOnlyList<SignDocument.Signature> Signatures)
{
    public static SignDocument Of(ArtifactReference reference, string predicateType, IReadOnlyList<AttachedSignature> attached) => new(
        reference.WithDigest(attached[0].Subject.Digest).ToString(),
        predicateType,
        [.. attached.Select(one => new Signature(one.Subject.Digest.ToString(), PlatformText.Of(one.Subject.Platform), one.Referrer.Digest.ToString()))]);

    /// <summary>One signed manifest and the manifest that carries the bundle.</summary>
    internal sealed record Signature(string Subject, string? Platform, string Referrer);
}
