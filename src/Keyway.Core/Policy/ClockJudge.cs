// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Policy;

/// <summary>The clock: a verified time that lies ahead means that this machine's clock was set back, and then no age and no window can be judged.</summary>
internal static class ClockJudge
{
    private static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(5);

    public static IEnumerable<PolicyFinding> Findings(Judgement judgement)
    {
        var times = judgement.Evidence.Bundles.Values.SelectMany(bundle => bundle.Times.Select(time => (time.At, bundle.Bundle))).ToList();
        if (times.Count == 0) yield break;
        var (latest, bundle) = times.MaxBy(time => time.At);
        yield return Judgement.Finding(
            "clock",
            latest > judgement.Now + Tolerance ? RuleOutcome.Fail : RuleOutcome.Pass,
            null,
            "no verified time later than now",
            $"{Judgement.Text(latest)}, now {Judgement.Text(judgement.Now)}",
            bundle);
    }
}
