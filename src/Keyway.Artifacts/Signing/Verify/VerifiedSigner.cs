// SPDX-License-Identifier: Apache-2.0

using Keyway.Artifacts.Keys;
using Keyway.Artifacts.Signing.Certificates;

namespace Keyway.Artifacts.Signing.Verify;

/// <summary>Who signed. <see cref="Identity"/> is null for a managed key.</summary>
public sealed record VerifiedSigner(PublicKey Key, CertificateIdentity? Identity)
{
    /// <summary>The expectation that this signer met.</summary>
    public required ExpectedSigner Expectation { get; init; }
}
