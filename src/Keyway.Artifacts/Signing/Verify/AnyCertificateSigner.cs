// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Artifacts.Signing.Verify;

/// <summary>Any identity that a trusted authority certified. It authorises nobody: only for callers that compare the verified identity with rules of their own.</summary>
public sealed record AnyCertificateSigner : ExpectedSigner
{
    /// <summary>As messages show it.</summary>
    public override string ToString() => "anyone with a certificate";
}
