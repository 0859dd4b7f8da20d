// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using Keyway.Artifacts.Content;

namespace Keyway.Channels;

/// <summary>Allows some hosts one step back, from one index to another, once. Spec: spec/channel §"Permits".</summary>
public sealed record DowngradePermit
{
    /// <summary>Grows from permit to permit; a host uses none at or below the last it used.</summary>
    public required long Sequence { get; init; }

    /// <summary>Host ids.</summary>
    public required ImmutableArray<string> Hosts { get; init; }

    public required Digest From { get; init; }

    public required Digest To { get; init; }

    public required DateTimeOffset Expires { get; init; }

    public required string Reason { get; init; }
}
