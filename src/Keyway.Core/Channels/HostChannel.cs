// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;

namespace Keyway.Channels;

/// <summary>What a host remembers of its channel, <c>host.json</c>: who it is and what must never go back. Spec: spec/channel §"State of a host".</summary>
public sealed record HostChannel
{
    public required int SchemaVersion { get; init; }

    public required string Host { get; init; }

    public required string Site { get; init; }

    public required string Channel { get; init; }

    /// <summary>The country the host stands in; null when nobody said.</summary>
    public string? Region { get; init; }

    /// <summary>Address or directory of the two repositories.</summary>
    public required string Source { get; init; }

    /// <summary>Of the last question; null before the first.</summary>
    public string? Nonce { get; init; }

    /// <summary>The greatest sequence of the channel that was seen.</summary>
    public required long Sequence { get; init; }

    /// <summary>The greatest sequence of a permit that was used.</summary>
    public required long UsedPermit { get; init; }

    /// <summary>The latest time that was ever seen: a clock that says less was set back.</summary>
    public required DateTimeOffset LastSeen { get; init; }

    /// <summary>The permits of the last update that name this host.</summary>
    public required ImmutableArray<DowngradePermit> Permits { get; init; }

    public required ImmutableArray<Revocation> Revoked { get; init; }
}
