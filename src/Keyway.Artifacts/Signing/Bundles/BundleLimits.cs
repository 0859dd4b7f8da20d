// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Artifacts.Signing.Bundles;

/// <summary>What a bundle may hold at most. Real ones have one log entry, one timestamp and a few kilobytes; the limits keep a flood of them from costing time or memory.</summary>
public static class BundleLimits
{
    public const int Bytes = 32 << 20;
    public const int LogEntries = 32;
    public const int Timestamps = 32;
    public const int Certificates = 8;

    /// <summary>A log of 2^63 entries has proofs of 63 hashes.</summary>
    public const int ProofHashes = 63;

    /// <summary>Subjects of an in-toto statement.</summary>
    public const int Subjects = 1024;

    internal const int JsonDepth = 12;
    internal const int Signatures = 16;
    internal const int CheckpointCharacters = 64 << 10;
}
