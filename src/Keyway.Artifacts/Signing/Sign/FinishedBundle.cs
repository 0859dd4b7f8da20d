// SPDX-License-Identifier: Apache-2.0

using Keyway.Artifacts.Keys;

namespace Keyway.Artifacts.Signing.Sign;

/// <summary>The last look at a bundle before it is handed out: does a verifier take it.</summary>
internal static class FinishedBundle
{
    /// <exception cref="KeywayException">KW2230 it does not verify.</exception>
    public static void Check(FreshSignature fresh)
    {
        // A key that a token or a program holds may sign with another one than it says.
        var holds = fresh.Scheme.SignsHash
            ? fresh.Key.VerifyHash(fresh.Hash, fresh.Signature.Span, fresh.Scheme)
            : fresh.Message is { } message && fresh.Key.Verify(message.Span, fresh.Signature.Span, fresh.Scheme);
        if (!holds) throw Errors.BundleUnsound("the signature does not verify with the signer's own public key");
    }
}
