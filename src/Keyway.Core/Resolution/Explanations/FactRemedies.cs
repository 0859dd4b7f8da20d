// SPDX-License-Identifier: Apache-2.0

using Keyway.Compatibility;
using Keyway.Packages;
using Keyway.Versions;

namespace Keyway.Resolution.Explanations;

/// <summary>Values of facts that a candidate might accept. Guesses: <see cref="RemedySearch"/> tries them.</summary>
internal static class FactRemedies
{
    public static IEnumerable<Change> For(FactName fact, Candidate candidate, Situation situation)
    {
        var name = fact.ToString();
        if (name.StartsWith("kernel.", StringComparison.Ordinal)) return KernelRemedies.For(fact, candidate, situation);
        return ValuesOf(fact, name, candidate, situation).Where(value => value != situation.Facts.Find(fact)?.Value).Select(value => Of(fact, value, situation));
    }

    /// <summary>A fact that nobody knows has this value.</summary>
    public static Change Learn(FactName fact, FactValue value, Situation situation) => new()
    {
        Cost = ChangeCosts.Of(fact, situation.Facts),
        Text = $"find out {fact}: it fits if it is {Shown(value)}",
        Facts = [new FactChange(fact, value)],
    };

    private static Change Of(FactName fact, FactValue value, Situation situation)
    {
        if (situation.Facts.Find(fact) is not { } present) return Learn(fact, value, situation);
        var cost = ChangeCosts.Of(fact, situation.Facts);
        var text = cost switch
        {
            ChangeCost.FirmwareStep => $"bring {fact} from {Shown(present.Value)} to {Shown(value)} first",
            ChangeCost.KernelChange => $"run a kernel whose {fact} is {Shown(value)}, not {Shown(present.Value)}",
            ChangeCost.OperatingSystem => $"use an operating system whose {fact} is {Shown(value)}, not {Shown(present.Value)}",
            _ => $"use a host whose {fact} is {Shown(value)}",
        };
        return new Change { Cost = cost, Text = text, Facts = [new FactChange(fact, value)] };
    }

    private static IEnumerable<FactValue> ValuesOf(FactName fact, string name, Candidate candidate, Situation situation)
    {
        var manifest = candidate.Package.Manifest;
        if (fact == FactNames.IsaName) return candidate.Package.Builds.Select(build => FactValue.Of(build.Isa.Word()));
        if (fact == FactNames.PageSize) return manifest.SupportedHosts.SelectMany(host => host.PageSizes).Select(size => (long)size).Concat(PageSizes(candidate)).Distinct().Select(FactValue.Of);
        if (name == "libc.name") return [FactValue.Of("glibc")];
        if (name == "libc.version") return manifest.SupportedHosts.Select(host => host.GlibcFloor).OfType<string>().Distinct(StringComparer.Ordinal).Select(FactValue.Of);
        if (fact == FactNames.LinkProfiles) return Wanted(candidate, VersionAxes.Interconnect).Select(profile => FactValue.Of(situation.Facts.ListOf(fact)?.Append(FactValue.Of(profile)) ?? [FactValue.Of(profile)]));
        if (fact == FactNames.GpuDevices) return Wanted(candidate, VersionAxes.Hardware).DefaultIfEmpty("any").Select(generation => FactValue.Of([Gpu(generation)]));
        return name.StartsWith("firmware.", StringComparison.Ordinal) ? Revisions(fact, manifest) : [];
    }

    private static IEnumerable<FactValue> Revisions(FactName fact, DriverManifest manifest) =>
        manifest.Firmware.Where(image => image.Component is { } component && FactName.OfFirmware(component) == fact)
            .SelectMany(image => ExampleVersions.Revisions(image.UpgradeFrom.Reverse()).Append(image.Rev))
            .Distinct(StringComparer.Ordinal)
            .Select(FactValue.Of);

    private static IEnumerable<long> PageSizes(Candidate candidate) =>
        Wanted(candidate, VersionAxes.PageSize).Select(word => int.TryParse(word.TrimEnd('k'), out var kibibytes) && kibibytes is > 0 and <= 1 << 20 ? kibibytes * 1024L : 4096);

    private static IEnumerable<string> Wanted(Candidate candidate, string axis) =>
        (StackVersion.TryParse(candidate.Package.Manifest.Version, out var version) ? version.Axes : []).Where(one => one.Key == axis).Select(one => one.Number + one.Word);

    private static FactValue Gpu(string generation) => FactValue.Of([KeyValuePair.Create("architecture", FactValue.Of(generation)), KeyValuePair.Create("name", FactValue.Of(generation))]);

    private static string Shown(FactValue value) => value is FactValue.Text text ? text.Value : value.ToString();
}
