// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Artifacts.Signing.Verify;

/// <summary>A signer by identity, as a certificate of a trusted authority says it. The issuer is compared exactly: without it anyone's OIDC provider could vouch for any name.</summary>
public sealed record CertificateSigner(IdentityPattern Identity, string Issuer) : ExpectedSigner
{
    /// <summary>As messages show it.</summary>
    public override string ToString() => $"{Identity} (issuer {Issuer})";
}
