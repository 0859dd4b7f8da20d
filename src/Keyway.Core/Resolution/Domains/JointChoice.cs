// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;

namespace Keyway.Resolution.Domains;

/// <summary>The value of the shared axes that a domain takes, and what each member is given.</summary>
public sealed record JointChoice
{
    /// <summary>Index of the shared value.</summary>
    public required int Shared { get; init; }

    /// <summary>For each member the index of its offer, or -1: it is not served.</summary>
    public required ImmutableArray<int> Picks { get; init; }

    /// <summary>What it is worth.</summary>
    public required JointValue Value { get; init; }
}
