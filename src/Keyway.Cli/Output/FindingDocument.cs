// SPDX-License-Identifier: Apache-2.0

using Keyway.Compatibility;

namespace Keyway.Cli.Output;

/// <summary>One check in <see cref="CandidateDocument"/>; details are the checks it rests on.</summary>
internal sealed record FindingDocument(string Check, string Outcome, string Reason, string? Fact, string? Source, IReadOnlyList<FindingDocument>? Details)
{
    public static FindingDocument Of(Finding finding) => new(
        finding.Check,
        Word(finding.Outcome),
        finding.Reason,
        finding.Fact?.ToString(),
        finding.Source,
        finding.Details.IsEmpty ? null : [.. finding.Details.Select(Of)]);

    public static string Word(Outcome outcome) => outcome switch
    {
        Compatibility.Outcome.Ok => "ok",
        Compatibility.Outcome.Warn => "warn",
        Compatibility.Outcome.Unknown => "unknown",
        Compatibility.Outcome.Fail => "fail",
        _ => throw new ArgumentOutOfRangeException(nameof(outcome)),
    };
}
