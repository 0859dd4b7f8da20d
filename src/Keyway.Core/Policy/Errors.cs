// SPDX-License-Identifier: Apache-2.0

using Keyway.Artifacts;

namespace Keyway.Policy;

/// <summary>Refusals of this folder: KW2620 to KW2649.</summary>
internal static class Errors
{
    public static readonly ErrorCode BadPolicyCode = new("KW2620", ErrorKind.Usage, "not a policy");
    public static readonly ErrorCode BadEvidenceCode = new("KW2621", ErrorKind.Usage, "not evidence");
    public static readonly ErrorCode BadFixturesCode = new("KW2622", ErrorKind.Usage, "not policy fixtures");
    public static readonly ErrorCode RefusedByPolicyCode = new("KW2630", ErrorKind.PolicyRefused, "package refused by policy");

    public static KeywayException BadPolicy(string document, IReadOnlyList<string> problems, Exception? inner = null) => KeywayException.Of(
        BadPolicyCode,
        $"{document} is not a policy: {string.Join("; ", problems)}",
        "correct it as spec/policy says; `keyway policy init` writes a sound one to start from",
        "nothing is admitted by a policy that cannot be read",
        inner);

    public static KeywayException BadEvidence(string document, string reason, Exception? inner = null) => KeywayException.Of(
        BadEvidenceCode,
        $"{document} is not a record of evidence: {reason}",
        "record it anew with `keyway policy check REFERENCE --policy POLICY --save-evidence FILE`",
        inner: inner);

    public static KeywayException BadFixtures(string document, string reason, Exception? inner = null) => KeywayException.Of(
        BadFixturesCode,
        $"{document} is not a file of policy fixtures: {reason}",
        "correct it as spec/policy §\"Fixtures\" says",
        inner: inner);

    public static KeywayException RefusedByPolicy(AdmissionDecision decision) => KeywayException.Of(
        RefusedByPolicyCode,
        $"{decision.Repository}@{decision.Index} is refused: {FirstProblem(decision)}",
        "`keyway policy explain` shows every rule; what the evidence lacks, its maker or the policy has to change",
        "nothing was installed or copied");

    private static string FirstProblem(AdmissionDecision decision)
    {
        if (decision.Verdicts.IsEmpty) return "no policy speaks for it";
        var refusing = decision.Verdicts.First(verdict => !verdict.IsAdmitted);
        var findings = refusing.Findings.Where(finding => finding.Outcome != RuleOutcome.Pass).OrderByDescending(finding => finding.Outcome).ToList();
        var more = findings.Count > 1 ? $" (and {findings.Count - 1} more)" : "";
        return $"policy {refusing.Policy}, rule {findings[0].Rule}: expected {findings[0].Expected}, found {findings[0].Found}{more}";
    }
}
