// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;

namespace Keyway.Resolution.Planning;

/// <summary>The joint choice of one NVLink domain. Spec: spec/plan §"Joint choice".</summary>
public sealed record DomainPlan
{
    public required string ClusterUuid { get; init; }

    public required string Clique { get; init; }

    /// <summary>The hosts of the plan that are members, in ordinal order.</summary>
    public required ImmutableArray<string> Members { get; init; }

    /// <summary>What all served members agree on; null when no member gets anything.</summary>
    public SharedAxes? Shared { get; init; }

    /// <summary>Members that get nothing, with the reason.</summary>
    public ImmutableArray<BlockingMember> Blocking { get; init; } = [];

    /// <summary>The newer version that fewer members could take; null when the choice is the newest that any member could.</summary>
    public SharedAxes? HeldBackFrom { get; init; }

    /// <summary>Members that keep the domain from it.</summary>
    public ImmutableArray<BlockingMember> HeldBackBy { get; init; } = [];
}
