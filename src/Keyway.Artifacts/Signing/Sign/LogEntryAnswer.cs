// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Artifacts.Signing.Sign;

/// <summary>A TransparencyLogEntry of protobuf-specs: what Rekor 2 answers and what a bundle carries.</summary>
internal sealed record LogEntryAnswer
{
    public long LogIndex { get; init; }

    public Id? LogId { get; init; }

    public Format? KindVersion { get; init; }

    public long IntegratedTime { get; init; }

    public Promise? InclusionPromise { get; init; }

    public Proof? InclusionProof { get; init; }

    public byte[]? CanonicalizedBody { get; init; }

    internal sealed record Id
    {
        public byte[]? KeyId { get; init; }
    }

    internal sealed record Format
    {
        public string? Kind { get; init; }

        public string? Version { get; init; }
    }

    internal sealed record Promise
    {
        public byte[]? SignedEntryTimestamp { get; init; }
    }

    internal sealed record Proof
    {
        public long LogIndex { get; init; }

        public byte[]? RootHash { get; init; }

        public long TreeSize { get; init; }

        public IReadOnlyList<byte[]>? Hashes { get; init; }

        public Note? Checkpoint { get; init; }
    }

    internal sealed record Note
    {
        public string? Envelope { get; init; }
    }
}
