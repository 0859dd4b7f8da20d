// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Artifacts.Signing.Verify;

/// <summary>Whose signature is wanted: <see cref="CertificateSigner"/>, <see cref="KeySigner"/>, or <see cref="AnyCertificateSigner"/> for callers that judge the identity themselves.</summary>
public abstract record ExpectedSigner
{
    private protected ExpectedSigner()
    {
    }
}
