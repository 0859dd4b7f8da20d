// SPDX-License-Identifier: Apache-2.0

using Keyway.Audit;
using Keyway.Policy;

namespace Keyway.Admission;

/// <summary>The audit record of a decision: what refused, by which policy, or that nothing did.</summary>
public static class AdmissionRecord
{
    /// <summary>Of a single policy its digest stands in the record; of several, each with its findings in the reasons.</summary>
    public static AuditRecord Of(AdmissionDecision decision, AuditAction action = AuditAction.PolicyCheck) => new()
    {
        Action = action,
        Subject = new() { Reference = decision.Repository, Digest = decision.Index },
        Decision = decision.IsAdmitted ? AuditDecision.Admitted : AuditDecision.Refused,
        Policy = decision.Verdicts is [var only] ? only.Digest : null,
        Reasons = [.. Reasons(decision)],
    };

    private static IEnumerable<AuditReason> Reasons(AdmissionDecision decision)
    {
        if (decision.Verdicts.IsEmpty) yield return new() { Code = "scope", Text = "no policy speaks for it" };
        foreach (var verdict in decision.Verdicts) yield return new() { Text = $"policy {verdict.Policy} {verdict.Digest} {(verdict.IsAdmitted ? "admits" : "refuses")}" };
        foreach (var (verdict, finding) in decision.Problems) yield return new() { Code = finding.Rule, Text = $"{verdict.Policy}: {finding.Subject?.ToString() ?? "package"}: expected {finding.Expected}, found {finding.Found}" };
        foreach (var refused in decision.Refused.Take(MostRefused)) yield return new() { Code = refused.Code, Text = $"bundle {refused.Bundle} on {refused.Subject}: {refused.Reason}" };
    }

    private const int MostRefused = 16;
}
