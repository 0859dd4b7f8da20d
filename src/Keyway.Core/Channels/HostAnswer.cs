// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;

namespace Keyway.Channels;

/// <summary>What the director answers one host: the packages of a channel it may have. A target of the director, bound to the host and its question. Spec: spec/channel §"Question and answer".</summary>
public sealed record HostAnswer
{
    public required int SchemaVersion { get; init; }

    public required string Host { get; init; }

    public required string Nonce { get; init; }

    public required string Site { get; init; }

    public required string Channel { get; init; }

    /// <summary>The channel document that was meant.</summary>
    public required long Sequence { get; init; }

    public required DateTimeOffset Expires { get; init; }

    /// <summary>Names of packages.</summary>
    public required ImmutableArray<string> Packages { get; init; }
}
