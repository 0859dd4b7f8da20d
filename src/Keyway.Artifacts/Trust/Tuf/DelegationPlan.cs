// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Artifacts.Trust.Tuf;

/// <summary>A new delegation: to whom and for which paths; either path patterns, or prefixes of the SHA-256 of the path. Immutable.</summary>
public sealed record DelegationPlan
{
    public required string Name { get; init; }

    public required RolePlan Keys { get; init; }

    public IReadOnlyList<string> Paths { get; init; } = [];

    public IReadOnlyList<string> HashPrefixes { get; init; } = [];

    public bool IsTerminating { get; init; }
}
