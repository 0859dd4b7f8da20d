// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;

namespace Keyway.Channels;

/// <summary>What a channel of a site offers: a target of the director. All images of one document were chosen together. Immutable. Spec: spec/channel §"Channel".</summary>
public sealed record ChannelDocument
{
    public required int SchemaVersion { get; init; }

    public required string Channel { get; init; }

    public required string Site { get; init; }

    /// <summary>The country the site stands in, ISO 3166-1 alpha-2; null when the channel is not bound to one.</summary>
    public string? Region { get; init; }

    /// <summary>Grows with every change; a host never takes a smaller one than it has seen.</summary>
    public required long Sequence { get; init; }

    public required DateTimeOffset Expires { get; init; }

    public required ImmutableArray<ChannelImage> Images { get; init; }
}
