// SPDX-License-Identifier: Apache-2.0

using System.Text.Json.Serialization;

namespace Keyway.Artifacts.Signing.Sign;

/// <summary>What Rekor 1 answers for one entry: the same facts as <see cref="LogEntryAnswer"/>, with hashes in hexadecimal.</summary>
internal sealed record LogEntryAnswerV1
{
    public byte[]? Body { get; init; }

    public long IntegratedTime { get; init; }

    [JsonPropertyName("logID")]
    public string? LogId { get; init; }

    public long LogIndex { get; init; }

    public Evidence? Verification { get; init; }

    internal sealed record Evidence
    {
        public byte[]? SignedEntryTimestamp { get; init; }

        public ProofV1? InclusionProof { get; init; }
    }

    internal sealed record ProofV1
    {
        public string? Checkpoint { get; init; }

        public IReadOnlyList<string>? Hashes { get; init; }

        public long LogIndex { get; init; }

        public string? RootHash { get; init; }

        public long TreeSize { get; init; }
    }
}
