// SPDX-License-Identifier: Apache-2.0

using Keyway.Compatibility;
using Keyway.Packages;
using Keyway.Versions;

namespace Keyway.Resolution;

/// <summary>The checks that look at one or two values each, in the order they are shown.</summary>
internal static class Checks
{
    private const int EndOfLifeNotice = 90;

    /// <summary>The answers to <see cref="Questions"/>.</summary>
    public static IEnumerable<Finding> All(Inquiry inquiry) => Questions(inquiry).Select(question => question.Ask(inquiry));

    /// <summary>Everything the candidate asks of hosts with this instruction set, in the order it is shown.</summary>
    public static IEnumerable<Question> Questions(Inquiry inquiry)
    {
        var policy = inquiry.Policy;
        if (policy.Package is { } name) yield return Settled("package", asked => Wanted(asked, name));
        yield return Settled("version", Version);
        yield return new Question { Check = "isa", Ask = IsaOf, Reads = [FactReading.Of(FactNames.IsaName)] };
        foreach (var axis in AxisChecks.Questions(inquiry)) yield return axis;
        if (inquiry.Build is not null)
        {
            yield return SupportedHostCheck.Question(inquiry);
            yield return ModuleCheck.Question(inquiry);
            foreach (var image in inquiry.Manifest.Firmware) yield return FirmwareCheck.Question(image);
        }

        yield return new Question { Check = "gpu", Ask = Gpu, Reads = [FactReading.OfItems(FactNames.GpuDevices)] };
        foreach (var capability in policy.RequiredCapabilities) yield return Settled("capability", asked => Capability(asked, capability));
        if (inquiry.Manifest.Export is { } export) yield return Settled("region", asked => Region(asked, export));
        if (inquiry.Manifest.Support?.EndOfLife is { } end) yield return Settled("support", asked => Support(asked, end));
        if (policy.Matrices is { } matrices) yield return MatrixFinding.Question(inquiry, matrices);
    }

    // Package and policy settle it; no host is looked at.
    private static Question Settled(string check, Func<Inquiry, Finding> ask) => new() { Check = check, Ask = ask };

    private static Finding Wanted(Inquiry inquiry, string name) => name == inquiry.Manifest.Package
        ? Found("package", Outcome.Ok, $"it is {name}")
        : Found("package", Outcome.Fail, $"the policy asks for {name}, this is {inquiry.Manifest.Package}");

    private static Finding Version(Inquiry inquiry)
    {
        if (inquiry.Version is not { } version) return Found("version", Outcome.Fail, $"'{inquiry.Manifest.Version}' is no version that can be ordered");
        if (inquiry.Policy.Versions is not { } range) return Found("version", Outcome.Ok, $"any version is wanted, this is {version}");
        var core = ComponentVersion.TryParse(VersionScheme.SemVer, version.ToSemVer(), out var parsed) ? range.Matches(parsed) : Truth.Unknown;
        return Found("version", OutcomeOf(core), $"the policy asks for {range}, this is {version}");
    }

    private static Finding IsaOf(Inquiry inquiry)
    {
        var offered = string.Join(", ", inquiry.Package.Builds.Select(build => build.Isa.Word()));
        if (inquiry.IsaWord is not { } wanted) return inquiry.NotKnown(FactNames.IsaName, "isa", $"there are builds for {offered}");
        var outcome = inquiry.Build is null ? Outcome.Fail : Outcome.Ok;
        var reason = inquiry.Build is null ? $"there is no build for {wanted}, only for {offered}" : $"there is a build for {wanted}";
        return inquiry.Policy.Isa is null ? inquiry.On(FactNames.IsaName, "isa", outcome, reason) : Found("isa", outcome, reason);
    }

    private static Finding Gpu(Inquiry inquiry) => inquiry.Facts.Find(FactNames.GpuDevices)?.Value switch
    {
        FactValue.List { Items: { Length: > 0 } gpus } => inquiry.On(FactNames.GpuDevices, "gpu", Outcome.Ok, gpus.Length == 1 ? "the host has a GPU" : $"the host has {gpus.Length} GPUs"),
        FactValue.List or FactValue.Null => inquiry.On(FactNames.GpuDevices, "gpu", Outcome.Warn, "the host has no GPU"),
        _ => inquiry.NotKnown(FactNames.GpuDevices, "gpu", "it drives GPUs"),
    };

    private static Finding Capability(Inquiry inquiry, string capability)
    {
        var offered = inquiry.Manifest.NvlinkCapabilities;
        var isOffered = inquiry.Policy.Profiles?.IsSatisfied(capability, offered) ?? offered.Contains(capability);
        if (isOffered) return Found("capability", Outcome.Ok, $"it implements {capability}");
        var list = offered.IsEmpty ? "none" : string.Join(", ", offered);
        return Found("capability", Outcome.Fail, $"the policy requires {capability}, its nvlink_capabilities are: {list}");
    }

    private static Finding Region(Inquiry inquiry, ExportControl export)
    {
        if (export.AllowedRegions.IsEmpty && export.DeniedRegions.IsEmpty) return Found("region", Outcome.Ok, $"export class {export.Class} names no region");
        if (inquiry.Policy.Region is not { } region) return Found("region", Outcome.Unknown, $"export class {export.Class} depends on the region, and none was given");
        if (export.DeniedRegions.Contains(region)) return Found("region", Outcome.Fail, $"export class {export.Class} denies {region}");
        if (export.AllowedRegions.IsEmpty || export.AllowedRegions.Contains(region)) return Found("region", Outcome.Ok, $"export class {export.Class} allows {region}");
        return Found("region", Outcome.Fail, $"export class {export.Class} allows {string.Join(", ", export.AllowedRegions)}, not {region}");
    }

    private static Finding Support(Inquiry inquiry, DateOnly end)
    {
        var left = end.DayNumber - inquiry.Policy.Today.DayNumber;
        if (left > EndOfLifeNotice) return Found("support", Outcome.Ok, $"it is supported until {end:yyyy-MM-dd}");
        if (left >= 0) return Found("support", Outcome.Warn, $"its support ends on {end:yyyy-MM-dd}, in {left} days");
        var outcome = inquiry.Policy.AllowsEndOfLife ? Outcome.Warn : Outcome.Fail;
        return Found("support", outcome, $"its support ended on {end:yyyy-MM-dd}, today is {inquiry.Policy.Today:yyyy-MM-dd}");
    }

    public static Outcome OutcomeOf(Truth truth) => truth switch
    {
        Truth.True => Outcome.Ok,
        Truth.False => Outcome.Fail,
        _ => Outcome.Unknown,
    };

    private static Finding Found(string check, Outcome outcome, string reason) => new() { Check = check, Outcome = outcome, Reason = reason };
}
