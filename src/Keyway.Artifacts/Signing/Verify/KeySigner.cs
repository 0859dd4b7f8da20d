// SPDX-License-Identifier: Apache-2.0

using Keyway.Artifacts.Keys;
using Keyway.Artifacts.Trust.Roots;

namespace Keyway.Artifacts.Signing.Verify;

/// <summary>A signer by key that the verifier has already.</summary>
public sealed record KeySigner(PublicKey Key) : ExpectedSigner
{
    /// <summary>The one scheme to accept; null accepts those that Sigstore clients use with such a key.</summary>
    public SignatureScheme? Scheme { get; init; }

    /// <summary>When the key was in use. With a period, the bundle has to prove a time, and every proved time has to be inside.</summary>
    public TimeWindow? ValidFor { get; init; }

    /// <summary>As messages show it.</summary>
    public override string ToString() => $"key {Key.Fingerprint}";
}
