// SPDX-License-Identifier: Apache-2.0

using Keyway.Artifacts.Content;

namespace Keyway.Hosts.Store;

/// <summary>One change of a host, finished or not.</summary>
public sealed record HistoryEntry
{
    public required long Sequence { get; init; }

    public required ChangeKind Change { get; init; }

    public long? From { get; init; }

    public required long To { get; init; }

    public required string Package { get; init; }

    public required string Version { get; init; }

    public required Digest Index { get; init; }

    /// <summary>When it began, UTC.</summary>
    public required DateTimeOffset Began { get; init; }

    /// <summary>When it was committed or aborted; null while it is pending.</summary>
    public DateTimeOffset? Ended { get; init; }

    /// <summary>Commit or abort; intent while it is pending.</summary>
    public required JournalPhase Phase { get; init; }

    /// <summary>Why it was begun.</summary>
    public required string Reason { get; init; }

    /// <summary>How it ended, in words; null while it is pending.</summary>
    public string? Verdict { get; init; }

    /// <summary>True when the generation is still on disk, so a rollback can name it.</summary>
    public bool IsKept { get; init; }

    public bool IsCurrent { get; init; }
}
