// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using Keyway.Artifacts;
using Keyway.Compatibility;
using Keyway.Packages;

namespace Keyway.Resolution.Preflight;

/// <summary>
/// Whether one package may be installed on one host now: every check of the resolver, and those that look at the state the host is in. Pure: the same input
/// gives the same report. Spec: spec/preflight.
/// </summary>
public sealed record PreflightReport
{
    private const string CompatibilityTests = "run compatibility tests";

    public required DriverPackage Package { get; init; }

    /// <summary>The build for the host's instruction set; null when there is none or the instruction set is unknown.</summary>
    public required IsaBuild? Build { get; init; }

    public required PreflightVerdict Verdict { get; init; }

    /// <summary>One sentence for people.</summary>
    public required string Because { get; init; }

    /// <summary>Every check in the order it is shown.</summary>
    public required ImmutableArray<PreflightCheck> Checks { get; init; }

    /// <summary>Makes every check.</summary>
    /// <param name="symbols">The kernel's export table that belongs to <paramref name="facts"/>; null when it is not known.</param>
    /// <param name="despite">Names of state checks that only warn, because the operator takes care of them.</param>
    /// <exception cref="KeywayException">KW3381: not the name of a state check.</exception>
    public static PreflightReport Of(DriverPackage package, HostFacts facts, KernelSymbols? symbols, ResolvePolicy policy, ImmutableArray<string> despite)
    {
        if (despite.FirstOrDefault(name => !StateChecks.Names.Contains(name)) is { } unheard) throw Errors.NotAStateCheck(unheard, StateChecks.Names);
        Inquiry inquiry = new(package, facts, symbols, policy);
        ImmutableArray<PreflightCheck> checks =
        [
            .. Resolution.Checks.Questions(inquiry).Select(question => new PreflightCheck(PreflightKind.Fit, Lenient(question, inquiry))),
            .. FitChecks.All(inquiry).Select(finding => new PreflightCheck(PreflightKind.Fit, finding)),
            .. StateChecks.All(inquiry).Select(finding => new PreflightCheck(PreflightKind.State, Despite(finding, despite))),
        ];
        var verdict = VerdictOf(checks, policy.Unknown);
        return new PreflightReport { Package = package, Build = inquiry.Build, Verdict = verdict, Because = Sentence(verdict, checks), Checks = checks };
    }

    /// <summary>Refuses when the host is known to be in a state in which it must not be changed. What nobody knows does not stop it.</summary>
    /// <exception cref="KeywayException">KW3380: not now.</exception>
    public void DemandState()
    {
        var wrong = Checks.Where(check => check is { Kind: PreflightKind.State, Finding.Outcome: Outcome.Fail }).Select(check => check.Finding).ToArray();
        if (wrong.Length > 0) throw Errors.NotNow($"{Package.Manifest.Package} {Package.Manifest.Version}", wrong[0], wrong.Length - 1);
    }

    // A kernel outside the manifest's list is nothing to choose, but somebody who asks for this very package may try it. The other parts of the same check stay strict.
    private static Finding Lenient(Question question, Inquiry inquiry)
    {
        var finding = question.Ask(inquiry);
        if (question.Check != "host" || finding.Outcome != Outcome.Fail) return finding;
        var others = question.Ask(inquiry with { Facts = inquiry.Facts.Without(FactNames.KernelRelease) });
        if (others.Outcome == Outcome.Fail) return others;
        var outcome = HasOtherUnknown(finding) ? Outcome.Unknown : Outcome.Warn;
        return finding with { Outcome = outcome, Reason = $"{finding.Reason}; {CompatibilityTests}" };
    }

    private static bool HasOtherUnknown(Finding finding) => finding.Details.Any(detail => (detail.Outcome == Outcome.Unknown && detail.Check != "kernel") || HasOtherUnknown(detail));

    private static Finding Despite(Finding finding, ImmutableArray<string> despite) =>
        finding.Outcome > Outcome.Warn && despite.Contains(finding.Check) ? finding with { Outcome = Outcome.Warn, Reason = $"{finding.Reason} (asked to go on despite it)" } : finding;

    private static PreflightVerdict VerdictOf(ImmutableArray<PreflightCheck> checks, UnknownPolicy unknown)
    {
        if (checks.Any(check => check.Kind == PreflightKind.Fit && Blocks(check.Finding, unknown))) return PreflightVerdict.Stopped;
        if (checks.Any(check => Blocks(check.Finding, unknown))) return PreflightVerdict.NotNow;
        return checks.All(check => check.Finding.Outcome == Outcome.Ok) ? PreflightVerdict.Ready : PreflightVerdict.Warned;
    }

    // Without a build there is nothing to install, however lenient the policy.
    private static bool Blocks(Finding finding, UnknownPolicy unknown) =>
        finding.Outcome == Outcome.Fail || (finding.Outcome == Outcome.Unknown && (unknown == UnknownPolicy.Block || finding.Check == "isa"));

    private static string Sentence(PreflightVerdict verdict, ImmutableArray<PreflightCheck> checks)
    {
        var kind = verdict == PreflightVerdict.Stopped ? PreflightKind.Fit : PreflightKind.State;
        var (failed, unknown) = (Count(checks, kind, Outcome.Fail), Count(checks, kind, Outcome.Unknown));
        var blocking = failed > 0 ? $"{failed} of its checks {(failed == 1 ? "says" : "say")} no" : $"{unknown} of its checks {(unknown == 1 ? "has" : "have")} no answer";
        return verdict switch
        {
            PreflightVerdict.Ready => "every check is ok",
            PreflightVerdict.Warned => "nothing stands in the way; see the warnings",
            PreflightVerdict.Stopped => $"the package does not fit for certain: {blocking}",
            _ => $"the package fits, but the host may not be changed now: {blocking}",
        };
    }

    private static int Count(ImmutableArray<PreflightCheck> checks, PreflightKind kind, Outcome outcome) => checks.Count(check => check.Kind == kind && check.Finding.Outcome == outcome);
}
