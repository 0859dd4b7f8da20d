// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;

namespace Keyway.Channels;

/// <summary>What both repositories say, verified, as one value for <see cref="ChannelDecision"/>.</summary>
public sealed record ChannelView
{
    /// <summary>What the image repository knows of the packages that the channel names, or that are judged; it may know less, or other digests.</summary>
    public required ImmutableArray<ChannelImage> Images { get; init; }

    /// <summary>Null when the director has no such channel.</summary>
    public required ChannelDocument? Channel { get; init; }

    /// <summary>Null when the director has not answered this host.</summary>
    public required HostAnswer? Answer { get; init; }

    public required ImmutableArray<DowngradePermit> Permits { get; init; }

    public required ImmutableArray<Revocation> Revoked { get; init; }
}
