// SPDX-License-Identifier: Apache-2.0

using Keyway.Compatibility.Predicates;
using Keyway.Versions;

namespace Keyway.Compatibility.Matrices;

/// <summary>One entry that had a say about a package on a host.</summary>
public sealed record JudgedEntry
{
    public required MatrixEntry Entry { get; init; }

    /// <summary>The document it is from.</summary>
    public required string Document { get; init; }

    /// <summary>Whether it counts: its conditions hold and nothing newer that holds overrides it.</summary>
    public required Truth Counts { get; init; }

    /// <summary>Whether its conditions hold, and why.</summary>
    public required PredicateAnswer Answer { get; init; }
}
