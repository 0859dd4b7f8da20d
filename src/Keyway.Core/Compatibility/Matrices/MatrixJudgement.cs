// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;

namespace Keyway.Compatibility.Matrices;

/// <summary>What matrices say about one package on one host, and which entries decided it.</summary>
public sealed record MatrixJudgement
{
    public required MatrixVerdict Verdict { get; init; }

    /// <summary>One sentence for people.</summary>
    public required string Reason { get; init; }

    /// <summary>The entries that decided, in ordinal order of their ids; empty when none speaks of the host.</summary>
    public ImmutableArray<JudgedEntry> Deciding { get; init; } = [];

    /// <summary>The evidence of the deciding entries.</summary>
    public IEnumerable<MatrixEvidence> Evidence => Deciding.SelectMany(judged => judged.Entry.Evidence);
}
