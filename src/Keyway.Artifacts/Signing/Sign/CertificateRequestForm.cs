// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Artifacts.Signing.Sign;

/// <summary>How the certificate authority is shown that we hold the private key.</summary>
public enum CertificateRequestForm
{
    /// <summary>A PKCS #10 request, which is signed by the key. Says nothing about how the authority reads the token.</summary>
    SigningRequest,

    /// <summary>The public key and the token's subject signed by it.</summary>
    PublicKey,
}
