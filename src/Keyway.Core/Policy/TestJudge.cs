// SPDX-License-Identifier: Apache-2.0

using Keyway.Artifacts;
using Keyway.Artifacts.Content;
using Keyway.Artifacts.Provenance;

namespace Keyway.Policy;

/// <summary>Tests that have to have passed. The latest run that names a test decides about it; a failure is believed over a pass of the same time.</summary>
internal static class TestJudge
{
    public static IEnumerable<PolicyFinding> Findings(Judgement judgement)
    {
        if (judgement.Policy.Tests is not { } rule) return [];
        return from manifest in judgement.Covered(rule.Covers)
               let runs = Runs(judgement, rule, manifest).ToList()
               from test in rule.Required
               select Finding(judgement, rule, manifest, test, runs);
    }

    private static PolicyFinding Finding(Judgement judgement, TestRule rule, Digest manifest, string test, List<Run> runs)
    {
        var expected = rule.MaximumAge is { } age ? $"passed within {AgeJsonConverter.Text(age)}" : "passed";
        var latest = runs.Where(run => run.Says(test) is not null).OrderBy(run => run.Time ?? DateTimeOffset.MinValue).ThenBy(run => run.Says(test)).LastOrDefault();
        PolicyFinding Of(RuleOutcome outcome, string found) => Judgement.Finding($"tests.{test}", outcome, manifest, expected, found, latest is null ? [] : [latest.Bundle.Bundle]);

        if (latest is null) return Of(RuleOutcome.Fail, runs.Count == 0 ? "no test run of a trusted signer" : "not among the tests that ran");
        var says = latest.Says(test)!.Value;
        var when = latest.Time is { } time ? $" at {Judgement.Text(time)}" : "";
        if (says == TestOutcome.Failed || says == TestOutcome.Warned && !rule.WarningsWillDo) return Of(RuleOutcome.Fail, $"{says.ToString().ToLowerInvariant()}{when}");
        if (rule.MaximumAge is null) return Of(RuleOutcome.Pass, $"passed{when}");
        if (latest.Time is null) return Of(RuleOutcome.Unknown, "passed at no verified time");
        return Of(judgement.Now - latest.Time > rule.MaximumAge ? RuleOutcome.Fail : RuleOutcome.Pass, $"passed{when}");
    }

    private static IEnumerable<Run> Runs(Judgement judgement, TestRule rule, Digest manifest)
    {
        foreach (var bundle in judgement.About(manifest, PredicateTypes.TestResult))
            if (judgement.Attribute(bundle, rule.Signers).Signer is not null && Read(bundle) is { } tests)
                yield return new(bundle, tests, Judgement.TimeOf(bundle));
    }

    private static TestRun? Read(VerifiedBundle bundle)
    {
        try
        {
            return bundle.Predicate is { } predicate ? TestRun.Read(predicate) : null;
        }
        catch (KeywayException)
        {
            // A run that cannot be read proves nothing; that nothing is proven is then the finding.
            return null;
        }
    }

    private sealed record Run(VerifiedBundle Bundle, TestRun Tests, DateTimeOffset? Time)
    {
        public TestOutcome? Says(string test)
        {
            if (Tests.Failed.Contains(test)) return TestOutcome.Failed;
            if (Tests.Warned.Contains(test)) return TestOutcome.Warned;
            return Tests.Passed.Contains(test) ? TestOutcome.Passed : null;
        }
    }
}
