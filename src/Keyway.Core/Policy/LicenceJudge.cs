// SPDX-License-Identifier: Apache-2.0

using Keyway.Packages.Spdx;

namespace Keyway.Policy;

/// <summary>Licences: each expression has to be satisfiable with accepted licences alone.</summary>
internal static class LicenceJudge
{
    public static IEnumerable<PolicyFinding> Findings(Judgement judgement)
    {
        if (judgement.Policy.Licences is not { } rule) return [];
        var accepted = rule.Allowed.ToHashSet(StringComparer.Ordinal);
        var expected = $"covered by {string.Join(", ", rule.Allowed)}";
        if (judgement.Evidence.Licences.IsEmpty) return [Judgement.Finding("licences", RuleOutcome.Unknown, null, expected, "no licence")];
        return judgement.Evidence.Licences.Select(claim => Judgement.Finding("licences", Outcome(claim, accepted), null, expected, $"{claim.Where}: {claim.Expression ?? "none"}"));
    }

    private static RuleOutcome Outcome(LicenceClaim claim, HashSet<string> accepted)
    {
        if (claim.Expression is null || SpdxExpression.Read(claim.Expression).Tree is not { } tree) return RuleOutcome.Unknown;
        return tree.IsCoveredBy(accepted) ? RuleOutcome.Pass : RuleOutcome.Fail;
    }
}
