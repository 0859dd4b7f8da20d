// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using System.Security.Cryptography;

namespace Keyway.Artifacts.Signing.Timestamps;

/// <summary>A timestamp response taken apart (RFC 3161 §2.4.2), with the received bytes of everything that is hashed or signed. Nothing in it is verified.</summary>
internal sealed record TimestampToken
{
    /// <summary>The signed content, DER of TSTInfo.</summary>
    public required ReadOnlyMemory<byte> Content { get; init; }

    /// <summary>Certificates that the token brings: candidates, never trusted for being here.</summary>
    public required ImmutableArray<ReadOnlyMemory<byte>> Certificates { get; init; }

    public required TimestampSigner Signer { get; init; }

    public required HashAlgorithmName ImprintHash { get; init; }

    public required ReadOnlyMemory<byte> Imprint { get; init; }

    public required DateTimeOffset Time { get; init; }
}
