// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;

namespace Keyway.Compatibility.Matrices;

/// <summary>The words of the verdicts, as documents and tables write them.</summary>
public static class MatrixVerdicts
{
    private static readonly ImmutableArray<string> Known = ["supported", "deprecated", "untested", "known-bad", "unknown"];

    /// <summary>The words an entry may have.</summary>
    public static ImmutableArray<string> Words { get; } = Known[..4];

    public static string Word(this MatrixVerdict verdict) => Known[(int)verdict];

    /// <summary>The verdict an entry's word stands for; null when it is none.</summary>
    public static MatrixVerdict? Parse(string word) => Words.IndexOf(word) is var index and >= 0 ? (MatrixVerdict)index : null;
}
