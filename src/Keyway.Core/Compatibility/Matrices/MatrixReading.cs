// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using Keyway.Packages;

namespace Keyway.Compatibility.Matrices;

/// <summary>A matrix as read, and everything there is to say about it.</summary>
public sealed record MatrixReading
{
    /// <summary>What diagnostics call the document.</summary>
    public required string File { get; init; }

    /// <summary>The value; null exactly when a diagnostic is an error.</summary>
    public CompatibilityMatrix? Matrix { get; init; }

    /// <summary>In document order.</summary>
    public required ImmutableArray<Diagnostic> Diagnostics { get; init; }

    /// <summary>Line and column of each entry, in the order of the entries; for what is found when documents are compared.</summary>
    internal ImmutableArray<(int Line, int Column)> Places { get; init; } = [];
}
