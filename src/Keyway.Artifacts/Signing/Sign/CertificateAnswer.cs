// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Artifacts.Signing.Sign;

/// <summary>What Fulcio's <c>api/v2/signingCert</c> answers.</summary>
internal sealed record CertificateAnswer
{
    public Issued? SignedCertificateEmbeddedSct { get; init; }

    public Issued? SignedCertificateDetachedSct { get; init; }

    internal sealed record Issued
    {
        public Certificates? Chain { get; init; }
    }

    internal sealed record Certificates
    {
        [System.Text.Json.Serialization.JsonPropertyName("certificates")]
        public IReadOnlyList<string>? Pem { get; init; }
    }
}
