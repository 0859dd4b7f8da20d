// SPDX-License-Identifier: Apache-2.0

using Keyway.Compatibility.Matrices;

namespace Keyway.Cli.Output;

/// <summary>One difference in what <c>keyway matrix diff --json</c> prints.</summary>
internal sealed record MatrixDifferenceDocument(string Id, string Change, string? Left, string? Right, IReadOnlyList<string> Members)
{
    public static MatrixDifferenceDocument Of(MatrixDifference difference) => new(
        difference.Id,
        difference.Left is null ? "added" : difference.Right is null ? "removed" : "changed",
        difference.Left?.Verdict.Word(),
        difference.Right?.Verdict.Word(),
        difference.Members);

    /// <summary>The line for people.</summary>
    public override string ToString() => Change switch
    {
        "added" => $"+ {Id}: {Right}",
        "removed" => $"- {Id}: {Left}",
        _ => $"~ {Id}: {Left} -> {Right} ({string.Join(", ", Members)})",
    };
}
