// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using Keyway.Compatibility;
using Keyway.Packages;
using Keyway.Versions;

namespace Keyway.Resolution;

/// <summary>
/// Picks the best package for one host and says why the others lost. Pure: the same input, in any order, gives the same answer. Every check is asked of
/// every candidate. Among those that fit the newest core wins, then the most specific version. Spec: spec/facts §"How a resolver reads facts".
/// </summary>
public static class Resolver
{
    /// <summary>Checks every candidate and picks the best of those that fit.</summary>
    /// <param name="candidates">Packages in any order.</param>
    /// <param name="symbols">The kernel's export table that belongs to <paramref name="facts"/>; null when it is not known.</param>
    public static HostResolution Resolve(ImmutableArray<DriverPackage> candidates, HostFacts facts, KernelSymbols? symbols, ResolvePolicy policy)
    {
        var judged = candidates.Select(package => Judge(new Inquiry(package, facts, symbols, policy), candidates.Length)).ToArray();
        Array.Sort(judged, Preferred);
        var chosen = Array.FindIndex(judged, candidate => candidate.Verdict == CandidateVerdict.Chosen);
        if (chosen < 0) return new Refused { Reason = WhyNone(judged), Candidates = [.. judged] };
        for (var i = chosen + 1; i < judged.Length; i++) judged[i] = Surpassed(judged[i], judged[chosen]);
        return new Granted { Chosen = judged[chosen], Candidates = [judged[chosen], .. judged.Where((_, index) => index != chosen)] };
    }

    // Every candidate that fits is "chosen" until all are known.
    private static Candidate Judge(Inquiry inquiry, int candidates)
    {
        ImmutableArray<Finding> findings = [.. Checks.All(inquiry)];
        var verdict = VerdictOf(findings, inquiry.Policy);
        return new Candidate
        {
            Package = inquiry.Package,
            Build = inquiry.Build,
            Verdict = verdict,
            Because = verdict == CandidateVerdict.Chosen ? WhyChosen(findings, candidates) : WhyNot(verdict, findings),
            Findings = findings,
            Layers = verdict == CandidateVerdict.Chosen ? Layers(inquiry) : [],
        };
    }

    private static CandidateVerdict VerdictOf(ImmutableArray<Finding> findings, ResolvePolicy policy) => findings.Max(finding => finding.Outcome) switch
    {
        Outcome.Fail => CandidateVerdict.Rejected,
        Outcome.Unknown when policy.Unknown == UnknownPolicy.Block => CandidateVerdict.Undecided,
        // Without a build there is nothing to choose, however lenient the policy.
        Outcome.Unknown when findings.Any(finding => finding is { Check: "isa", Outcome: Outcome.Unknown }) => CandidateVerdict.Undecided,
        _ => CandidateVerdict.Chosen,
    };

    private static string WhyNot(CandidateVerdict verdict, ImmutableArray<Finding> findings)
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

    private static ImmutableArray<PackagedLayer> Layers(Inquiry inquiry)
    {
        var modules = ModuleCheck.Of(inquiry).Layers;
        return [.. inquiry.Build!.Config.Layers.Where(layer => layer.Kind is PayloadKind.Userspace or PayloadKind.Firmware || modules.Contains(layer))];
    }

    private static int Preferred(Candidate left, Candidate right)
    {
        var (leftVersion, rightVersion) = (VersionOf(left), VersionOf(right));
        if (leftVersion is null || rightVersion is null) return leftVersion is null && rightVersion is null ? BySource(left, right) : leftVersion is null ? 1 : -1;
        var order = rightVersion.ComparePreference(leftVersion);
        return order != 0 ? order : BySource(left, right);
    }

    private static int BySource(Candidate left, Candidate right)
    {
        var order = string.CompareOrdinal(left.Package.Source, right.Package.Source);
        return order != 0 ? order : left.Package.Index.Digest.CompareTo(right.Package.Index.Digest);
    }

    private static Candidate Surpassed(Candidate candidate, Candidate chosen)
    {
        if (candidate.Verdict != CandidateVerdict.Chosen) return candidate;
        var (version, better) = (VersionOf(candidate)!, VersionOf(chosen)!);
        var because = better.CompareCore(version) > 0 ? $"it fits, but {better} is newer"
            : better.CompareSpecificity(version) > 0 ? $"it fits, but {better} is more specific to this host"
            : better != version ? $"it fits as well as {better}, which is preferred in the order of versions"
            : $"it fits, but the same version was chosen from {chosen.Package.Source}";
        return candidate with { Verdict = CandidateVerdict.Surpassed, Because = because, Layers = [] };
    }

    private static StackVersion? VersionOf(Candidate candidate) => StackVersion.TryParse(candidate.Package.Manifest.Version, out var version) ? version : null;

    private static string WhyNone(Candidate[] candidates)
    {
        if (candidates.Length == 0) return "there is no package to choose from";
        var rejected = candidates.Count(candidate => candidate.Verdict == CandidateVerdict.Rejected);
        var undecided = candidates.Length - rejected;
        var parts = new[] { rejected > 0 ? $"{rejected} rejected" : null, undecided > 0 ? $"{undecided} not decidable from the facts" : null };
        return $"no package fits this host: {string.Join(", ", parts.Where(part => part is not null))}";
    }
}
