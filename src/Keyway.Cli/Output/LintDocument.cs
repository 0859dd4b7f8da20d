// SPDX-License-Identifier: Apache-2.0

using Keyway.Packages;
using Keyway.Packages.Lint;

namespace Keyway.Cli.Output;

/// <summary>What <c>keyway lint --json</c> prints.</summary>
internal sealed record LintDocument(int Errors, int Warnings, int Notes, IReadOnlyList<DiagnosticDocument> Findings)
{
    public static LintDocument Of(LintReport report, bool isQuiet) => new(
        report.Count(Severity.Error),
        report.Count(Severity.Warning),
        report.Count(Severity.Note),
        [.. report.Findings.Where(finding => !isQuiet || finding.Severity != Severity.Note).Select(DiagnosticDocument.Of)]);
}
