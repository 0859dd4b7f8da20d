// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using Keyway.Compatibility;
using Keyway.Packages;

namespace Keyway.Resolution;

/// <summary>
/// Picks the best package for one host and says why the others lost. Pure: the same input, in any order, gives the same answer. Every check is asked of
/// every candidate; of those that fit the first in the order of <see cref="Preference"/> wins. Spec: spec/resolution §"Order".
/// </summary>
public static class Resolver
{
    /// <summary>Checks every candidate and picks the best of those that fit.</summary>
    /// <param name="candidates">Packages in any order.</param>
    /// <param name="symbols">The kernel's export table that belongs to <paramref name="facts"/>; null when it is not known.</param>
    public static HostResolution Resolve(ImmutableArray<DriverPackage> candidates, HostFacts facts, KernelSymbols? symbols, ResolvePolicy policy)
    {
        var judged = candidates.Select(package => Judge(new Inquiry(package, facts, symbols, policy), candidates.Length)).ToArray();
        Array.Sort(judged, new Preference(policy));
        var chosen = Array.FindIndex(judged, candidate => candidate.Verdict == CandidateVerdict.Chosen);
        if (chosen < 0) return new Refused { Reason = WhyNone(judged), Candidates = [.. judged] };
        for (var i = chosen + 1; i < judged.Length; i++) judged[i] = Surpassed(judged[i], judged[chosen], policy);
        return new Granted { Chosen = judged[chosen], Candidates = [judged[chosen], .. judged.Where((_, index) => index != chosen)] };
    }

    // Every candidate that fits is "chosen" until all are known.
    internal static Candidate Judge(Inquiry inquiry, int candidates)
    {
        ImmutableArray<Finding> findings = [.. Checks.All(inquiry)];
        var verdict = VerdictOf(findings, inquiry.Policy);
        return new Candidate
        {
            Package = inquiry.Package,
            Build = inquiry.Build,
            Version = inquiry.Version,
            Verdict = verdict,
            Because = verdict == CandidateVerdict.Chosen ? WhyChosen(findings, candidates) : WhyNot(verdict, findings),
            Findings = findings,
            Layers = verdict == CandidateVerdict.Chosen ? Layers(inquiry) : [],
            FirmwareMoves = verdict == CandidateVerdict.Chosen ? FirmwareMoves(inquiry) : 0,
        };
    }

    internal static CandidateVerdict VerdictOf(ImmutableArray<Finding> findings, ResolvePolicy policy) => findings.Max(finding => finding.Outcome) switch
    {
        Outcome.Fail => CandidateVerdict.Rejected,
        Outcome.Unknown when policy.Unknown == UnknownPolicy.Block => CandidateVerdict.Undecided,
        // Without a build there is nothing to choose, however lenient the policy.
        Outcome.Unknown when findings.Any(finding => finding is { Check: "isa", Outcome: Outcome.Unknown }) => CandidateVerdict.Undecided,
        _ => CandidateVerdict.Chosen,
    };

    internal static string WhyNot(CandidateVerdict verdict, ImmutableArray<Finding> findings)
    {
        var kind = verdict == CandidateVerdict.Rejected ? Outcome.Fail : Outcome.Unknown;
        var reasons = findings.Where(finding => finding.Outcome == kind).ToArray();
        var more = reasons.Length > 1 ? $" (and {reasons.Length - 1} more)" : "";
        return reasons[0].Reason + more;
    }

    // Of one candidate, which a tag or digest may have named, it would be idle to say that it is the newest.
    private static string WhyChosen(ImmutableArray<Finding> findings, int candidates)
    {
        var unknown = findings.Count(finding => finding.Outcome == Outcome.Unknown);
        if (unknown == 0) return candidates == 1 ? "it is the only candidate, and it fits" : "it is the newest version that fits";
        var answers = unknown == 1 ? "one check has no answer" : $"{unknown} checks have no answer";
        return $"{(candidates == 1 ? "it is the only candidate, and nothing speaks against it" : "it is the newest version that nothing speaks against")}; {answers}";
    }

    /// <summary>The layers that a host of this candidate needs; the candidate has to fit.</summary>
    internal static ImmutableArray<PackagedLayer> Layers(Inquiry inquiry)
    {
        var modules = ModuleCheck.Of(inquiry).Layers;
        return [.. inquiry.Build!.Config.Layers.Where(layer => layer.Kind is PayloadKind.Userspace or PayloadKind.Firmware || modules.Contains(layer))];
    }

    /// <summary>How many devices of the host get another revision of their firmware.</summary>
    internal static int FirmwareMoves(Inquiry inquiry) => inquiry.Manifest.Firmware.Count(image => FirmwareCheck.Moves(inquiry, image));

    private static Candidate Surpassed(Candidate candidate, Candidate chosen, ResolvePolicy policy)
    {
        if (candidate.Verdict != CandidateVerdict.Chosen) return candidate;
        return candidate with { Verdict = CandidateVerdict.Surpassed, Because = Standing(candidate, chosen, policy), Layers = [], FirmwareMoves = 0 };
    }

    private static string Standing(Candidate candidate, Candidate chosen, ResolvePolicy policy)
    {
        var (version, better) = (candidate.Version!, chosen.Version!);
        var (standing, ahead) = (SupportStanding.Of(candidate.Package.Manifest, policy.Today), SupportStanding.Of(chosen.Package.Manifest, policy.Today));
        return ahead.IsSupported && !standing.IsSupported ? $"it fits, but its support has ended and that of {better} has not"
            : ahead.IsLongTerm && !standing.IsLongTerm ? $"it fits, but {better} is promised for the long term"
            : better.CompareCore(version) > 0 ? $"it fits, but {better} is newer"
            : better.CompareSpecificity(version) > 0 ? $"it fits, but {better} is more specific to this host"
            : chosen.FirmwareMoves < candidate.FirmwareMoves ? $"it fits, but {better} changes less firmware on this host"
            : chosen.Bytes < candidate.Bytes ? $"it fits, but {better} is smaller"
            : better != version ? $"it fits as well as {better}, which is preferred in the order of versions"
            : $"it fits, but the same version was chosen from {chosen.Package.Source}";
    }

    private static string WhyNone(Candidate[] candidates)
    {
        if (candidates.Length == 0) return "there is no package to choose from";
        var rejected = candidates.Count(candidate => candidate.Verdict == CandidateVerdict.Rejected);
        var undecided = candidates.Length - rejected;
        var parts = new[] { rejected > 0 ? $"{rejected} rejected" : null, undecided > 0 ? $"{undecided} not decidable from the facts" : null };
        return $"no package fits this host: {string.Join(", ", parts.Where(part => part is not null))}";
    }
}
