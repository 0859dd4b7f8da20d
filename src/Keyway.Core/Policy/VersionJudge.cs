// SPDX-License-Identifier: Apache-2.0

using Keyway.Versions;

namespace Keyway.Policy;

/// <summary>The oldest version admitted.</summary>
internal static class VersionJudge
{
    public static IEnumerable<PolicyFinding> Findings(Judgement judgement)
    {
        if (judgement.Policy.MinimumVersion is not { } minimum) yield break;
        var version = judgement.Evidence.Version;
        var outcome = !StackVersion.TryParse(version, out var parsed) ? RuleOutcome.Unknown : parsed.CompareCore(minimum) < 0 ? RuleOutcome.Fail : RuleOutcome.Pass;
        yield return Judgement.Finding("minimumVersion", outcome, null, $"{minimum} or newer", version ?? "no version");
    }
}
