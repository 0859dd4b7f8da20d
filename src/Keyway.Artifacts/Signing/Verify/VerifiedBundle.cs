// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using Keyway.Artifacts.Provenance;

namespace Keyway.Artifacts.Signing.Verify;

/// <summary>What an accepted bundle proves.</summary>
public sealed record VerifiedBundle
{
    public required VerifiedSigner Signer { get; init; }

    /// <summary>The earliest first; empty only for managed keys without log and timestamp.</summary>
    public required ImmutableArray<VerifiedTime> Times { get; init; }

    /// <summary>One per log and entry; <see cref="DistinctLogs"/> says how many logs that are.</summary>
    public required ImmutableArray<VerifiedLogEntry> LogEntries { get; init; }

    public required int DistinctLogs { get; init; }

    public required int DistinctTimestampAuthorities { get; init; }

    /// <summary>The statement that was signed; null for a signature over the artifact itself.</summary>
    public required Statement? Statement { get; init; }

    /// <summary>The received bytes of the statement; empty without one.</summary>
    public required ReadOnlyMemory<byte> Payload { get; init; }
}
