// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;

namespace Keyway.Channels;

/// <summary>The answer of <see cref="ChannelDecision"/>: admitted when there is no reason against it.</summary>
public sealed record ChannelVerdict
{
    public required ChannelPackage Package { get; init; }

    public required ImmutableArray<ChannelReason> Reasons { get; init; }

    /// <summary>The permit that makes a step back possible; null when none is needed.</summary>
    public long? Permit { get; init; }

    public bool IsAdmitted => Reasons.IsEmpty;

    /// <summary>The refusal of a verdict that does not admit.</summary>
    public Artifacts.KeywayException RefusalFor(HostChannel host) => Errors.Refused(Package, host, Reasons);
}
