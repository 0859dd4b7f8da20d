// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;

namespace Keyway.Artifacts.Signing.Certificates;

/// <summary>The parts of a certificate, each the received bytes.</summary>
internal sealed record CertificateFields
{
    public required ReadOnlyMemory<byte> Raw { get; init; }

    /// <summary>What is signed.</summary>
    public required ReadOnlyMemory<byte> Tbs { get; init; }

    public required ReadOnlyMemory<byte> SerialNumber { get; init; }

    public required ReadOnlyMemory<byte> Issuer { get; init; }

    public required ReadOnlyMemory<byte> Subject { get; init; }

    public required DateTimeOffset NotBefore { get; init; }

    public required DateTimeOffset NotAfter { get; init; }

    public required ReadOnlyMemory<byte> SubjectPublicKeyInfo { get; init; }

    public required ImmutableArray<CertificateExtension> Extensions { get; init; }

    public required string SignatureAlgorithm { get; init; }

    public required ReadOnlyMemory<byte> Signature { get; init; }
}
