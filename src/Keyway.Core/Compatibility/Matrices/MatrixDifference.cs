// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;

namespace Keyway.Compatibility.Matrices;

/// <summary>An entry that two matrices do not have in common.</summary>
public sealed record MatrixDifference
{
    public required string Id { get; init; }

    /// <summary>The entry on the left; null when it was added.</summary>
    public MatrixEntry? Left { get; init; }

    /// <summary>The entry on the right; null when it was removed.</summary>
    public MatrixEntry? Right { get; init; }

    /// <summary>Members that differ, in the order of the format; empty when one side lacks the entry.</summary>
    public ImmutableArray<string> Members { get; init; } = [];
}
