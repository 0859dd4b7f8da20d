// SPDX-License-Identifier: Apache-2.0

using System.Security.Cryptography;

namespace Keyway.Artifacts.Signing.Timestamps;

/// <summary>The SignerInfo of a token (RFC 5652 §5.3): which certificate, over which attributes.</summary>
internal sealed record TimestampSigner
{
    /// <summary>DER of the issuer's name, or empty when the signer is named by its key identifier.</summary>
    public required ReadOnlyMemory<byte> Issuer { get; init; }

    public required ReadOnlyMemory<byte> SerialNumber { get; init; }

    /// <summary>Empty when the signer is named by issuer and serial number.</summary>
    public required ReadOnlyMemory<byte> KeyIdentifier { get; init; }

    public required HashAlgorithmName Hash { get; init; }

    /// <summary>The attributes as they are signed: the received bytes under the tag of a SET.</summary>
    public required ReadOnlyMemory<byte> SignedAttributes { get; init; }

    public required ReadOnlyMemory<byte> ContentDigest { get; init; }

    /// <summary>At least one: the hash of the signer's certificate.</summary>
    public required IReadOnlyList<EssCertificateId> CertificateIds { get; init; }

    public required string SignatureAlgorithm { get; init; }

    public required ReadOnlyMemory<byte> Signature { get; init; }
}
