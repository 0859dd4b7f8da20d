// SPDX-License-Identifier: Apache-2.0

using Keyway.Resolution.Preflight;

namespace Keyway.Cli.Output;

/// <summary>One check in <see cref="PreflightDocument"/>.</summary>
internal sealed record PreflightCheckDocument(string Kind, string Check, string Outcome, string Reason, string? Fact, string? Source, IReadOnlyList<FindingDocument>? Details)
{
    public static PreflightCheckDocument Of(PreflightCheck check)
    {
        var finding = FindingDocument.Of(check.Finding);
        return new(check.Kind == PreflightKind.Fit ? "fit" : "state", finding.Check, finding.Outcome, finding.Reason, finding.Fact, finding.Source, finding.Details);
    }
}
