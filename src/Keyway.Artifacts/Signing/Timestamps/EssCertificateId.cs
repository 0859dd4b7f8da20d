// SPDX-License-Identifier: Apache-2.0

using System.Security.Cryptography;
using Keyway.Artifacts.Signing.Certificates;

namespace Keyway.Artifacts.Signing.Timestamps;

/// <summary>The certificate that a signer commits to within what it signs (RFC 2634 §5.4, RFC 5035 §4): without it another certificate for the same key could be put in.</summary>
internal sealed record EssCertificateId(HashAlgorithmName Hash, ReadOnlyMemory<byte> Value, ReadOnlyMemory<byte> Issuer, ReadOnlyMemory<byte> SerialNumber)
{
    public bool Names(Certificate certificate)
    {
        if (!CryptographicOperations.HashData(Hash, certificate.Raw.Span).AsSpan().SequenceEqual(Value.Span)) return false;
        return SerialNumber.IsEmpty || (SerialNumber.Span.SequenceEqual(certificate.Fields.SerialNumber.Span) && Issuer.Span.SequenceEqual(certificate.Fields.Issuer.Span));
    }
}
