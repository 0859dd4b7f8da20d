// SPDX-License-Identifier: Apache-2.0

using Keyway.Compatibility;
using Keyway.Packages.Manifest;

namespace Keyway.Resolution.Explanations;

/// <summary>The changes that might answer one blocking leaf of a candidate, the cheapest first.</summary>
internal static class RemedyOptions
{
    private const int Most = 24;

    public static IEnumerable<Change> For(Derivation leaf, Candidate candidate, Situation situation) =>
        OfPolicy(leaf, candidate, situation).Concat(leaf.Fact is { } fact ? FactRemedies.For(fact, candidate, situation) : []).OrderBy(change => change.Cost).Take(Most);

    private static IEnumerable<Change> OfPolicy(Derivation leaf, Candidate candidate, Situation situation)
    {
        switch (leaf.Check)
        {
            case "package":
                yield return Option(new PolicyChange.Package(candidate.Package.Manifest.Package), "ask for this package");
                break;
            case "version" when situation.Policy.Versions is not null:
                yield return Option(new PolicyChange.AnyVersion(), "ask for any version");
                break;
            case "capability":
                foreach (var capability in situation.Policy.RequiredCapabilities.Except(candidate.Package.Manifest.NvlinkCapabilities)) yield return Option(new PolicyChange.NotRequired(capability), "require less");
                break;
            case "support":
                yield return Option(new PolicyChange.AllowEndOfLife(), "allow a package whose support has ended");
                break;
            case "region":
                if (RegionFor(candidate) is { } region) yield return Place(region, situation);
                break;
        }

        // Last of the options: an answer is worth more than a blind eye that costs as little.
        if (leaf.Outcome == Outcome.Unknown && leaf.Check != "isa") yield return Option(new PolicyChange.AcceptUnknown(), "accept what is not known");
    }

    private static Change Option(PolicyChange change, string text) => new() { Cost = ChangeCost.PolicyFlag, Text = $"{text} ({change.Option})", Policy = change };

    // Saying where a host stands is a flag; that it stands elsewhere is another host.
    private static Change Place(string region, Situation situation) => situation.Policy.Region is null
        ? new() { Cost = ChangeCost.PolicyFlag, Text = $"say where the host stands: it fits if that is {region} (--region {region})", Policy = new PolicyChange.Region(region) }
        : new() { Cost = ChangeCost.OtherHardware, Text = $"use a host that stands in {region}", Policy = new PolicyChange.Region(region) };

    private static string? RegionFor(Candidate candidate)
    {
        if (candidate.Package.Manifest.Export is not { } export) return null;
        var allowed = export.AllowedRegions.IsEmpty ? Regions.Codes : export.AllowedRegions;
        return allowed.FirstOrDefault(region => !export.DeniedRegions.Contains(region));
    }
}
