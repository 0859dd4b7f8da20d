// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using Keyway.Compatibility;
using Keyway.Compatibility.Kabi;
using Keyway.Packages;

namespace Keyway.Cli.Output;

/// <summary>What <c>keyway kabi check</c> prints.</summary>
internal sealed record KabiCheckDocument(int SchemaVersion, string Verdict, IReadOnlyList<string> Modules, int Imports, string? Vermagic, IReadOnlyList<KabiProblemDocument> Problems)
{
    public static KabiCheckDocument Of(IReadOnlyList<PackagedModule> modules, LoadingKernel kernel, ImmutableArray<LoadProblem> problems) => new(
        1,
        problems.Any(problem => problem.Outcome == Outcome.Fail) ? "refused" : problems.IsEmpty ? "loads" : "unknown",
        [.. modules.Select(module => module.Name)],
        modules.Sum(module => module.Imports.Count),
        kernel.Vermagic,
        [.. problems.Select(KabiProblemDocument.Of)]);

    public void Print(TextWriter output)
    {
        output.WriteLine(KabiWords.Printable(Verdict switch
        {
            "loads" => $"loads: {string.Join(", ", Modules)}; vermagic fits, {Imports} imported symbols resolve",
            "refused" => $"refused: {Problems.Count(problem => problem.Outcome == "fail")} obstacles",
            _ => $"not proven: {Problems.Count} questions are open",
        }));
        foreach (var problem in Problems) output.WriteLine(KabiWords.Printable($"  {problem.Outcome,-8}{problem.Obstacle,-11}{problem.Reason}"));
    }
}
