// SPDX-License-Identifier: Apache-2.0

using System.Security.Cryptography;

namespace Keyway.Artifacts.Signing.Log;

/// <summary>What a log entry says: this signature, by this key, over something with this hash. All kinds of entry come down to it.</summary>
internal sealed record EntryBody
{
    public required ReadOnlyMemory<byte> Signature { get; init; }

    /// <summary>DER of the certificate or of the public key.</summary>
    public required ReadOnlyMemory<byte> Verifier { get; init; }

    public required bool IsCertificate { get; init; }

    public required HashAlgorithmName HashAlgorithm { get; init; }

    public required ReadOnlyMemory<byte> Hash { get; init; }

    /// <summary>True for entries about an envelope, whose hash is of the payload; false where it is of the signed bytes.</summary>
    public required bool IsPayloadHash { get; init; }

    /// <summary>The payload type of the envelope, where the entry has it.</summary>
    public string? PayloadType { get; init; }
}
