// SPDX-License-Identifier: Apache-2.0

using Keyway.Compatibility.Kabi;

namespace Keyway.Cli.Output;

/// <summary>What becomes of one package, in what <c>keyway kabi plan --json</c> prints.</summary>
internal sealed record KabiPackageDocument(string Package, string Version, string Source, string Index, string Verdict, string? Layer, string? Nearest, IReadOnlyList<KabiProblemDocument> Problems)
{
    public static KabiPackageDocument Of(PackageUpdate update) => new(
        update.Package.Manifest.Package,
        update.Package.Manifest.Version,
        update.Package.Source,
        update.Package.Index.Digest.ToString(),
        KabiWords.Of(update.Verdict),
        update.Layer,
        update.Nearest,
        [.. update.Problems.Select(KabiProblemDocument.Of)]);

    public void Print(TextWriter output)
    {
        output.WriteLine(KabiWords.Printable($"{Verdict,-14}{Package} {Version}{(Layer is null ? "" : $": {Layer}")}"));
        if (Nearest is not null) output.WriteLine(KabiWords.Printable($"  {Nearest}: {Problems.Count} obstacles"));
        foreach (var problem in Problems) output.WriteLine(KabiWords.Printable($"    {problem.Outcome,-8}{problem.Obstacle,-11}{problem.Reason}"));
    }
}
