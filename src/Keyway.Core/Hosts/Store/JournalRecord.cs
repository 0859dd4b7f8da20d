// SPDX-License-Identifier: Apache-2.0

using Keyway.Artifacts.Content;

namespace Keyway.Hosts.Store;

/// <summary>
/// One record of the journal. A change is an intent, durable before its first effect, and later exactly one commit or abort with the same sequence number.
/// Spec: spec/host-store §"Journal".
/// </summary>
public sealed record JournalRecord
{
    public required int SchemaVersion { get; init; }

    public required long Sequence { get; init; }

    public required JournalPhase Phase { get; init; }

    public required ChangeKind Change { get; init; }

    /// <summary>The generation that was current; null when there was none.</summary>
    public long? From { get; init; }

    /// <summary>The generation that is to be, or is, current.</summary>
    public required long To { get; init; }

    public required string Package { get; init; }

    public required string Version { get; init; }

    /// <summary>Digest of the image index.</summary>
    public required Digest Index { get; init; }

    /// <summary>When the record was written, UTC.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>Why: for an intent the caller's reason, for an abort what went wrong.</summary>
    public required string Reason { get; init; }

    /// <summary>The kernel's boot id when the record was written; null when it is not known.</summary>
    public string? BootId { get; init; }
}
