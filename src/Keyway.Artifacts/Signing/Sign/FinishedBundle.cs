// SPDX-License-Identifier: Apache-2.0

using Keyway.Artifacts.Keys;
using Keyway.Artifacts.Signing.Bundles;
using Keyway.Artifacts.Signing.Verify;

namespace Keyway.Artifacts.Signing.Sign;

/// <summary>The last look at a bundle before it is handed out: does a verifier take it. Without a verifier, which is for signatures by a known key and no services, only the signature is looked at.</summary>
internal static class FinishedBundle
{
    /// <exception cref="KeywayException">KW2230 it does not verify.</exception>
    public static void Check(SigstoreBundle bundle, FreshSignature fresh, SignedArtifact artifact, SignatureVerifier? verifier)
    {
        RequireSignature(fresh);
        if (verifier is null) return;
        VerificationPolicy policy = new()
        {
            Signers = [fresh.Certificate is null ? new KeySigner(fresh.Key) { Scheme = fresh.Scheme } : new AnyCertificateSigner()],
            Content = ExpectedContent.Any,
            MinimumLogEntries = bundle.LogEntries.IsEmpty ? 0 : 1,
        };

        // As its readers will have it: the bytes, not our objects.
        var result = verifier.Verify(bundle.ToJson(), artifact, policy);
        if (!result.IsVerified) throw Errors.BundleUnsound(string.Join("; ", result.Refusals.Select(refusal => $"{refusal.Code.Id} {refusal.Message}")));
    }

    // A key that a token or a program holds may sign with another one than it says.
    private static void RequireSignature(FreshSignature fresh)
    {
        var holds = fresh.Scheme.SignsHash
            ? fresh.Key.VerifyHash(fresh.Hash, fresh.Signature.Span, fresh.Scheme)
            : fresh.Message is { } message && fresh.Key.Verify(message.Span, fresh.Signature.Span, fresh.Scheme);
        if (!holds) throw Errors.BundleUnsound("the signature does not verify with the signer's own public key");
    }
}
