// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using Keyway.Compatibility;
using Keyway.Packages;
using Keyway.Resolution.Ladders;

namespace Keyway.Resolution.Planning;

/// <summary>One candidate for one host, judged with the firmware's whole way instead of its next step.</summary>
internal sealed class HostOffer
{
    private HostOffer(PlanHost host, Inquiry inquiry, FirmwareReach reach)
    {
        (Host, Inquiry, Path) = (host, inquiry, reach.Path);
        Findings = [.. Checks.All(inquiry).Where(finding => finding.Check != "firmware"), .. reach.Findings];
        Verdict = Resolver.VerdictOf(Findings, inquiry.Policy);
        Layers = Fits ? LayersOf() : [];
    }

    public PlanHost Host { get; }

    public Inquiry Inquiry { get; }

    public ImmutableArray<Finding> Findings { get; }

    public CandidateVerdict Verdict { get; }

    public bool Fits => Verdict == CandidateVerdict.Chosen;

    public LadderPath Path { get; }

    public ImmutableArray<PlannedLayer> Layers { get; }

    public long FetchBytes => Layers.Where(layer => !layer.IsPresent).Sum(layer => layer.Size);

    public string WhyNot => Resolver.WhyNot(Verdict, Findings);

    public static HostOffer Of(PlanHost host, DriverPackage package, ResolvePolicy policy, FirmwareCatalogue catalogue, ImmutableArray<FirmwareRequirement> couplings)
    {
        Inquiry inquiry = new(package, host.Facts, host.Symbols, policy);
        return new HostOffer(host, inquiry, FirmwareReach.Of(inquiry, catalogue, couplings));
    }

    // The package's own layers, then the images that only the way needs.
    private ImmutableArray<PlannedLayer> LayersOf()
    {
        var own = Resolver.Layers(Inquiry).Select(layer => Layer(Inquiry.Package.Source, layer.Title, layer.Digest, layer.Size));
        var onTheWay = Path.Batches.SelectMany(batch => batch.Steps).Where(step => step.Rung.Origin is not null)
            .Select(step => Layer(step.Rung.Origin!.Source, $"firmware-{step.Rung.Origin.File}.tar.zst", step.Rung.Origin.Layer, step.Rung.Bytes));
        return [.. own.Concat(onTheWay).DistinctBy(layer => layer.Digest)];
    }

    private PlannedLayer Layer(string source, string title, Artifacts.Content.Digest digest, long size) => new(source, title, digest, size, Host.Present.Contains(digest));
}
