// SPDX-License-Identifier: Apache-2.0

using Keyway.Compatibility.Kabi;

namespace Keyway.Cli.Output;

/// <summary>One obstacle in what <c>keyway kabi check|plan --json</c> print.</summary>
internal sealed record KabiProblemDocument(string Obstacle, string Outcome, string Module, string? Symbol, string? Built, string? Exported, string Reason)
{
    public static KabiProblemDocument Of(LoadProblem problem) =>
        new(KabiWords.Of(problem.Obstacle), FindingDocument.Word(problem.Outcome), problem.Module, problem.Symbol, problem.Built, problem.Exported, problem.Reason);
}
