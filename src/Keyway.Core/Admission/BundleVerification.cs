// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using Keyway.Artifacts;
using Keyway.Artifacts.Keys;
using Keyway.Artifacts.Signing.Bundles;
using Keyway.Artifacts.Signing.Verify;
using Keyway.Artifacts.Transparency;
using Keyway.Artifacts.Trust.Roots;
using Keyway.Policy;

namespace Keyway.Admission;

/// <summary>
/// Verifies bundles for whoever may have signed them: any certified identity, and every key that a policy names. Whether that signer counts is the
/// policies' question, and how many of their witnesses have to have cosigned likewise. A certificate needs a log, as the Sigstore client specification asks; for managed keys the policies say.
/// </summary>
internal sealed class BundleVerification(TrustedRoot root, ImmutableArray<AdmissionPolicy> policies)
{
    private readonly SignatureVerifier verifier = new(root);
    private readonly ImmutableArray<ExpectedSigner> signers = [new AnyCertificateSigner(), .. Keys(policies)];
    private readonly ImmutableArray<NoteKey> witnesses = [.. policies.SelectMany(policy => policy.Signatures.Witnesses?.From ?? []).Distinct(StringComparer.Ordinal).Select(NoteKey.Parse)];

    public VerificationResult Verify(byte[] bundle, SignedArtifact artifact) =>
        Parse(bundle) is { Material: KeyHintMaterial } keyed ? verifier.Verify(keyed, artifact, Policy(logs: 0)) : verifier.Verify(bundle, artifact, Policy(logs: 1));

    // What cannot be read is refused by the verifier, with the reason.
    private static SigstoreBundle? Parse(byte[] bundle)
    {
        try
        {
            return SigstoreBundle.Parse(bundle);
        }
        catch (KeywayException)
        {
            return null;
        }
    }

    private VerificationPolicy Policy(int logs) => new() { Signers = signers, Content = ExpectedContent.Any, MinimumLogEntries = logs, Witnesses = witnesses };

    private static IEnumerable<ExpectedSigner> Keys(ImmutableArray<AdmissionPolicy> policies) => policies
        .SelectMany(policy => policy.Signers.Values).Where(signer => signer.PublicKey is not null).DistinctBy(signer => signer.Fingerprint)
        .Select(signer => new Keyway.Artifacts.Signing.Verify.KeySigner(PublicKey.FromPem(signer.PublicKey)));
}
