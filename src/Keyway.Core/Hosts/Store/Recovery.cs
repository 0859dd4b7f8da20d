// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Hosts.Store;

/// <summary>What a recovery found and did.</summary>
public sealed record Recovery
{
    /// <summary>The intent that was settled; null when nothing was pending.</summary>
    public JournalRecord? Settled { get; init; }

    /// <summary>Commit when it was rolled forward, abort when it was rolled back; null when nothing was pending.</summary>
    public JournalPhase? Phase { get; init; }

    /// <summary>Left-over temporary names that were removed.</summary>
    public int RemovedNames { get; init; }
}
