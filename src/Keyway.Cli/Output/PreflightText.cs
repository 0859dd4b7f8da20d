// SPDX-License-Identifier: Apache-2.0

using Keyway.Compatibility;
using Keyway.Resolution.Preflight;

namespace Keyway.Cli.Output;

/// <summary>Prints a preflight on one screen: the verdict, a line for each check that is not ok, the worst first, and one line with all that are.</summary>
internal static class PreflightText
{
    public static void Print(PreflightReport report, TextWriter output)
    {
        var manifest = report.Package.Manifest;
        var isa = report.Build is { } build ? $" for {Packages.IsaExtensions.Word(build.Isa)}" : "";
        output.WriteLine(Printable($"{PreflightDocument.Word(report.Verdict)}: {manifest.Package} {manifest.Version}{isa}; {report.Because}"));
        foreach (var check in report.Checks.Where(check => check.Finding.Outcome != Outcome.Ok).OrderByDescending(check => check.Finding.Outcome)) PrintCheck(check.Finding, output);
        var fine = report.Checks.Where(check => check.Finding.Outcome == Outcome.Ok).Select(check => check.Finding.Check).Distinct();
        output.WriteLine(Printable($"  ok      {string.Join(", ", fine)}"));
    }

    private static void PrintCheck(Finding finding, TextWriter output)
    {
        var origin = finding is { Fact: { } fact, Source: { } source } ? $" [{fact} from {source}]" : "";
        output.WriteLine(Printable($"  {FindingDocument.Word(finding.Outcome),-8}{finding.Check,-15}{finding.Reason}{origin}"));
    }

    // Packages and facts come from others: nothing of them may reach a terminal as a control sequence.
    private static string Printable(string text) => string.Concat(text.Select(c => char.IsControl(c) ? '?' : c));
}
