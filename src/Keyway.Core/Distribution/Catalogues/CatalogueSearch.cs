// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using Keyway.Compatibility;
using Keyway.Packages;
using Keyway.Resolution;

namespace Keyway.Distribution.Catalogues;

/// <summary>
/// Makes the resolver's choice without reading every package: best first, (1) each question that many packages share is asked once, of the first of them,
/// (2) packages with an answer that blocks are passed over, (3) the others are read and judged in full, (4) the search ends when no later package
/// can be preferred to one that fits. Spec: spec/catalogue §"Resolving".
/// </summary>
internal sealed class CatalogueSearch(LocalCatalogue catalogue, HostFacts facts, KernelSymbols? symbols, ResolvePolicy policy)
{
    private const int Near = 3;

    private readonly Outcome?[] answers = new Outcome?[catalogue.Requirements];
    private readonly Isa? isa = policy.Isa ?? (facts.TextOf(FactNames.IsaName) is { } word && IsaExtensions.TryParse(word, out var known) ? known : null);

    public HostResolution Run()
    {
        foreach (var standing in (SupportStanding[])[new(true, true), new(true, false), new(false, true), new(false, false)])
            if (Best(standing) is { } chosen) return new Granted { Chosen = chosen, Candidates = [chosen] };
        var near = Nearest();
        return new Refused { Reason = catalogue.Packages == 0 ? "there is no package to choose from" : $"none of the {catalogue.Packages} packages in the catalogue fits this host", Candidates = near };
    }

    private Candidate? Best(SupportStanding standing)
    {
        List<Candidate> fitting = [];
        var tie = 0;
        for (var i = 0; i < catalogue.Packages; i++)
        {
            var entry = catalogue.Entries[i];
            if (fitting.Count > 0 && entry.Tie != tie) break; // 4
            if (StandingOf(entry) != standing || !MayFit(entry)) continue; // 2
            var candidate = Judge(i); // 3
            if (candidate.Verdict != CandidateVerdict.Chosen) continue;
            fitting.Add(candidate);
            tie = entry.Tie;
        }

        return fitting.Order(new Preference(policy)).FirstOrDefault();
    }

    private SupportStanding StandingOf(CatalogueEntry entry) => new(!(entry.EndOfLife < policy.Today), entry.LongTermUntil >= policy.Today);

    private bool MayFit(CatalogueEntry entry)
    {
        if (policy.Package is { } name && name != entry.Package) return false;
        foreach (var build in entry.Builds)
            if (build.Isa == isa) return build.Requirements.All(requirement => !Blocks(requirement));
        return false;
    }

    private bool Blocks(int requirement) => (answers[requirement] ??= Ask(requirement)) switch // 1
    {
        Outcome.Fail => true,
        Outcome.Unknown => policy.Unknown == UnknownPolicy.Block,
        _ => false,
    };

    private Outcome Ask(int number)
    {
        var requirement = catalogue.Requirement(number);
        var inquiry = new Inquiry(catalogue.Package(requirement.Entry), facts, symbols, policy) { WantsReasons = false };
        var question = Checks.Questions(inquiry).Where(one => one.Check == requirement.Check).ElementAtOrDefault(requirement.Ordinal);

        // A requirement that its own package does not have comes from a damaged file: ask nothing, judge in full.
        return question?.Ask(inquiry).Outcome ?? Outcome.Ok;
    }

    private Candidate Judge(int number) => Resolver.Judge(new Inquiry(catalogue.Package(number), facts, symbols, policy), catalogue.Packages);

    // The best versions for this instruction set, to show at least why those lost.
    private ImmutableArray<Candidate> Nearest()
    {
        var numbers = Enumerable.Range(0, catalogue.Packages).Where(i => policy.Package is not { } name || name == catalogue.Entries[i].Package).ToArray();
        var own = numbers.Where(i => catalogue.Entries[i].Builds.Any(build => build.Isa == isa)).ToArray();
        return [.. (own.Length > 0 ? own : numbers).Take(Near).Select(Judge)];
    }
}
