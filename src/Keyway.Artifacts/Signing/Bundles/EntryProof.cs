// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;

namespace Keyway.Artifacts.Signing.Bundles;

/// <summary>A proof that a log's tree holds an entry (RFC 6962 §2.1.1), with the signed checkpoint of that tree.</summary>
public sealed record EntryProof
{
    /// <summary>The index in this tree; of a log with several shards it differs from <see cref="LogEntry.Index"/>.</summary>
    public required long Index { get; init; }

    public required ReadOnlyMemory<byte> RootHash { get; init; }

    public required long TreeSize { get; init; }

    public required ImmutableArray<ReadOnlyMemory<byte>> Hashes { get; init; }

    /// <summary>A signed note; empty in bundles of version 0.1 that have none.</summary>
    public required string Checkpoint { get; init; }
}
