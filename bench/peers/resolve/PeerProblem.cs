// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using Keyway.Packages;
using Keyway.Resolution;
using Keyway.Resolution.Fleets;

namespace Keyway.Benchmarks.Resolve;

/// <summary>
/// Writes the subset that peers can say: no unknown facts, no ties, no domains. `p RANK ISA MINOR PAGE LIBC GPU PROFILE` is a package and what it needs (- for nothing), `h ISA MINOR PAGE LIBC GPU PROFILES RANK` a host, what it has and which
/// package the fleet chose (- for none). Kernel series and C libraries are at-least demands, everything else is equality.
/// </summary>
internal static class PeerProblem
{
    public static int Write(string file, int hosts, int packages, int kernels)
    {
        FleetGenerator generator = new(7, packages, kernels, 0, 0);
        DriverPackage[] plain = [.. generator.Packages().Where(package => package.Manifest.Firmware.IsEmpty && package.Builds[0].Config.Layers.Length == 1)];
        Array.Sort(plain, (left, right) => Versions.StackVersion.Parse(right.Manifest.Version).ComparePreference(Versions.StackVersion.Parse(left.Manifest.Version)));
        Fleet fleet = new(plain, [], new ResolvePolicy { Today = new DateOnly(2026, 11, 24) });
        using StreamWriter output = new(file);
        for (var i = 0; i < plain.Length; i++) output.Write(string.Create(CultureInfo.InvariantCulture, $"p {i} {Needs(plain[i])}\n"));
        for (var i = 0; i < hosts; i++)
        {
            var facts = generator.Host(i);
            var choice = fleet.Of(fleet.Add(facts)).Package;
            output.Write($"h {Has(facts)} {(choice is null ? "-" : Array.IndexOf(plain, choice).ToString(CultureInfo.InvariantCulture))}\n");
        }

        return 0;
    }

    private static string Needs(DriverPackage package)
    {
        var host = package.Manifest.SupportedHosts[0];
        var version = Versions.StackVersion.Parse(package.Manifest.Version);
        var series = version.Axis("kern") is { } kernel ? "=" + kernel.Number.Split('.')[1] : host.Kernels[0].TrimEnd('+').Split('.')[1];
        return $"{host.Isa.Word()} {series} {(host.PageSizes.IsEmpty ? "-" : host.PageSizes[0])} {host.GlibcFloor?.Split('.')[1] ?? "-"} {version.Axis("hw")?.Word ?? "-"} {(version.Axis("nvf") is null ? "-" : "fusion-1.0")}";
    }

    private static string Has(Compatibility.HostFacts facts)
    {
        string Text(string name) => facts.TextOf(Compatibility.FactName.Parse(name))!;
        var gpu = ((Compatibility.FactValue.Map)facts.ListOf(Compatibility.FactName.Parse("gpu.devices"))!.Value[0]).TextOf("architecture")!.ToLowerInvariant();
        var profiles = string.Join(',', facts.ListOf(Compatibility.FactName.Parse("link.profiles"))!.Value.Select(item => ((Compatibility.FactValue.Text)item).Value));
        return $"{Text("isa.name")} {Text("kernel.release").Split('.')[1]} {facts.NumberOf(Compatibility.FactName.Parse("memory.page-size"))} {Text("libc.version").Split('.')[1]} {gpu} {profiles}";
    }
}
