// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using Keyway.Compatibility;
using Keyway.Packages;
using Keyway.Resolution.Ladders;
using Keyway.Versions;

namespace Keyway.Resolution.Planning;

/// <summary>
/// Whether the firmware of one host gets to the revisions that a candidate brings, over the images of all packages. Takes the place of the check of a
/// single step, which knows one package only.
/// </summary>
internal sealed class FirmwareReach
{
    private const string Check = "firmware";
    private readonly Inquiry inquiry;
    private readonly FirmwareCatalogue catalogue;
    private readonly List<Finding> findings = [];
    private readonly List<LadderComponent> components = [];
    private readonly Dictionary<string, LadderPosition> start = new(StringComparer.Ordinal);
    private readonly HashSet<string> absent = new(StringComparer.Ordinal);

    private FirmwareReach(Inquiry inquiry, FirmwareCatalogue catalogue) => (this.inquiry, this.catalogue) = (inquiry, catalogue);

    /// <summary>What was found; a single <c>firmware</c> finding where there is nothing to ask.</summary>
    public ImmutableArray<Finding> Findings { get; private set; } = [];

    public LadderPath Path { get; private set; } = new([], LadderCost.Zero);

    public static FirmwareReach Of(Inquiry inquiry, FirmwareCatalogue catalogue, ImmutableArray<FirmwareRequirement> couplings)
    {
        FirmwareReach reach = new(inquiry, catalogue);
        foreach (var image in inquiry.Manifest.Firmware) reach.Add(image);
        foreach (var range in couplings.SelectMany(coupling => new[] { coupling.When, coupling.Needs }).OfType<ComponentRange>()) reach.Add(range);
        reach.Climb(couplings);
        return reach;
    }

    private void Add(FirmwareImage image)
    {
        if (image.Component is not { } component || FirmwareCatalogue.RungOf(inquiry.Package, image) is not { } rung) findings.Add(FirmwareCheck.Question(image).Ask(inquiry));
        else Add(component, rung.Revision.Scheme, rung.Revision, $"{component} {rung.Revision} is brought");
    }

    // The driver's own revision is what the package brings; every other component of a coupling is where the facts say.
    private void Add(ComponentRange range)
    {
        if (start.ContainsKey(range.Component) || absent.Contains(range.Component)) return;
        if (range.Component != ComponentRange.Driver) Add(range.Component, range.Range.Scheme, null, $"{range} counts");
        else if (inquiry.Version is { } version && ComponentVersion.TryParse(range.Range.Scheme, Core(version), out var target)) AddDriver(range.Range.Scheme, target);
    }

    private void AddDriver(VersionScheme scheme, ComponentVersion target)
    {
        if (inquiry.Facts.TextOf(FactNames.GpuDriver) is { } text && ComponentVersion.TryParse(scheme, text, out var current))
        {
            components.Add(new LadderComponent { Name = ComponentRange.Driver, Target = target, Rungs = [new FirmwareRung { Component = ComponentRange.Driver, Revision = target, Activation = FirmwareActivation.ModuleReload }] });
            start[ComponentRange.Driver] = new LadderPosition(current, null);
            return;
        }

        // Without a driver that runs, only the one to come counts.
        if (inquiry.Facts.Find(FactNames.GpuDriver)?.Value is not FactValue.Null) findings.Add(inquiry.NotKnown(FactNames.GpuDriver, Check, "firmware is coupled to the driver"));
        components.Add(new LadderComponent { Name = ComponentRange.Driver, Target = target, Rungs = [] });
        start[ComponentRange.Driver] = new LadderPosition(target, null);
    }

    private void Add(string component, VersionScheme scheme, ComponentVersion? target, string why)
    {
        if (start.ContainsKey(component)) return;
        var fact = FactName.OfFirmware(component);
        switch (inquiry.Facts.Find(fact)?.Value)
        {
            case FactValue.Null:
                absent.Add(component);
                findings.Add(inquiry.On(fact, Check, Outcome.Warn, $"{why}, and the host has no {component}"));
                break;
            case FactValue.Text text when ComponentVersion.TryParse(scheme, text.Value, out var current):
                var rungs = catalogue.Find(component, scheme);
                components.Add(new LadderComponent { Name = component, Target = target, Rungs = rungs });
                start[component] = new LadderPosition(current, FloorOf(rungs, current));
                break;
            case FactValue.Text text:
                absent.Add(component);
                findings.Add(inquiry.On(fact, Check, Outcome.Unknown, $"{why}, and '{text.Value}' is no revision of scheme {scheme.Name()}"));
                break;
            default:
                absent.Add(component);
                findings.Add(inquiry.NotKnown(fact, Check, why));
                break;
        }
    }

    // The floor that the running image set; of an image nobody has here, that it takes back nothing older is the safe assumption.
    private static ComponentVersion? FloorOf(ImmutableArray<FirmwareRung> rungs, ComponentVersion current)
    {
        var running = rungs.Where(rung => rung.Revision.Compare(current) == 0).ToArray();
        if (running.Length == 0) return current.Scheme == VersionScheme.Opaque ? null : current;
        return running.Select(rung => rung.Floor).OfType<ComponentVersion>().Aggregate((ComponentVersion?)null, (highest, floor) => highest is null || floor.Compare(highest) > 0 ? floor : highest);
    }

    private void Climb(ImmutableArray<FirmwareRequirement> couplings)
    {
        var known = couplings.Where(coupling => start.ContainsKey(coupling.Needs.Component) && (coupling.When is null || start.ContainsKey(coupling.When.Component)));
        var answer = Ladder.Climb(new LadderProblem { Components = [.. components], Requirements = [.. known] }, start);
        if (answer is LadderPath path) Path = path;
        Findings = [.. findings, Found(answer)];
    }

    private Finding Found(LadderAnswer answer) => answer switch
    {
        LadderBlocked blocked => On(blocked.Components[0], Outcome.Fail, blocked.Reason),
        LadderUndecided undecided => new Finding { Check = Check, Outcome = Outcome.Unknown, Reason = undecided.Reason },
        LadderPath { Batches.IsEmpty: true } => new Finding { Check = Check, Outcome = Outcome.Ok, Reason = "no firmware has to change" },
        LadderPath { Cost.RaisedFloors: > 0 } path => new Finding { Check = Check, Outcome = Outcome.Warn, Reason = $"firmware gets there in {path.Cost.Steps} steps, and the device then refuses revisions it takes now" },
        LadderPath path => new Finding { Check = Check, Outcome = Outcome.Ok, Reason = $"firmware gets there in {path.Cost.Steps} steps" },
        _ => throw new ArgumentOutOfRangeException(nameof(answer)),
    };

    private Finding On(string component, Outcome outcome, string reason) => component == ComponentRange.Driver
        ? inquiry.On(FactNames.GpuDriver, Check, outcome, reason)
        : inquiry.On(FactName.OfFirmware(component), Check, outcome, reason);

    private static string Core(StackVersion version) => $"{version.Major}.{version.Minor}.{version.Patch}{(version.IsPreRelease ? "-" + version.PreRelease : "")}";
}
