// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Keyway.Compatibility;
using Keyway.Packages;
using Keyway.Versions;

namespace Keyway.Resolution.Explanations;

/// <summary>Kernels that a candidate might fit: those its modules were built for, and releases that its <c>supported_hosts</c> and axes name.</summary>
internal static class KernelRemedies
{
    private static readonly ImmutableArray<FactName> OfOneKernel =
        [.. new[] { "kernel.config", "kernel.version", "kernel.modules", "kernel.symvers.count" }.Select(FactName.Parse), FactNames.KernelVermagic, FactNames.KernelSymversDigest];

    public static IEnumerable<Change> For(FactName fact, Candidate candidate, Situation situation)
    {
        var isKnown = situation.Facts.Find(FactNames.KernelRelease) is not null;
        if (fact == FactNames.KernelRelease && !isKnown) return Releases(candidate, situation).Select(release => Learn(FactNames.KernelRelease, FactValue.Of(release), situation));
        if (fact != FactNames.KernelRelease && situation.Facts.Find(fact) is null) return Learned(fact, candidate, situation);
        return isKnown ? [.. BuiltFor(candidate, situation), .. Releases(candidate, situation).Select(release => Run(release, situation))] : [];
    }

    private static IEnumerable<string> Releases(Candidate candidate, Situation situation)
    {
        var specs = candidate.Package.Manifest.SupportedHosts.Where(host => host.Isa == candidate.Build?.Isa || candidate.Build is null).SelectMany(host => host.Kernels);
        var present = KernelRelease.TryParse(situation.Facts.TextOf(FactNames.KernelRelease), out var release) ? release : null;
        return ExampleVersions.Kernels(specs.Concat(OfAxes(candidate)), present);
    }

    private static IEnumerable<string> OfAxes(Candidate candidate) =>
        from axis in StackVersion.TryParse(candidate.Package.Manifest.Version, out var version) ? version.Axes : []
        where axis.Key == VersionAxes.Kernel
        select axis.Word.Length > 0 ? $"={axis.Number}-{axis.Word}" : axis.Number.Count(c => c == '.') < 2 ? axis.Number + ".x" : axis.Number;

    // Another release of the same flavour keeps the rest of the vermagic; what it exports and how it is configured is not known.
    private static Change Run(string release, Situation situation)
    {
        var rest = situation.Facts.TextOf(FactNames.KernelVermagic) is { } vermagic && vermagic.IndexOf(' ', StringComparison.Ordinal) is var blank and > 0 ? vermagic[blank..] : null;
        var facts = Forget(situation, rest is null ? [] : [new FactChange(FactNames.KernelVermagic, FactValue.Of(release + rest))]);
        return new Change { Cost = ChangeCost.KernelChange, Text = $"run kernel {release}", Facts = [new FactChange(FactNames.KernelRelease, FactValue.Of(release)), .. facts] };
    }

    // The kernel that modules were built for exports what they were built against.
    private static IEnumerable<Change> BuiltFor(Candidate candidate, Situation situation) =>
        from layer in candidate.Build?.Config.Layers ?? []
        where layer.Kind == PayloadKind.KernelModule && !layer.Modules.IsEmpty && KernelRelease.TryParse(layer.Kernel, out _)
        let vermagic = string.Join(' ', Words(layer.Modules[0].Vermagic))
        let symbols = ExportsFor(layer)
        let facts = Forget(situation, [new FactChange(FactNames.KernelVermagic, FactValue.Of(vermagic)), new FactChange(FactNames.KernelSymversDigest, FactValue.Of(symbols.Digest.ToString()))])
        select new Change
        {
            Cost = ChangeCost.KernelChange,
            Text = $"run kernel {layer.Kernel}, which {layer.Title} was built for",
            Facts = [new FactChange(FactNames.KernelRelease, FactValue.Of(layer.Kernel!)), .. facts],
            Symbols = symbols,
        };

    private static IEnumerable<Change> Learned(FactName fact, Candidate candidate, Situation situation)
    {
        var layers = (candidate.Build?.Config.Layers ?? []).Where(layer => layer.Kind == PayloadKind.KernelModule && !layer.Modules.IsEmpty).ToArray();
        if (fact == FactNames.KernelVermagic && layers.Length == 0) return [Learn(fact, FactValue.Of($"{situation.Facts.TextOf(FactNames.KernelRelease) ?? "6.12.0"} SMP mod_unload"), situation)];
        if (fact == FactNames.KernelVermagic) return layers.Select(layer => Learn(fact, FactValue.Of(Hosted(layer, situation)), situation));
        return fact != FactNames.KernelSymversDigest ? [] : layers.Select(ExportsFor).Select(symbols => Learn(fact, FactValue.Of(symbols.Digest.ToString()), situation) with { Symbols = symbols, Text = $"find out {fact}: it fits if the kernel exports what the modules were built against" });
    }

    private static string Hosted(PackagedLayer layer, Situation situation)
    {
        var words = Words(layer.Modules[0].Vermagic);
        return words.Contains("modversions") && situation.Facts.TextOf(FactNames.KernelRelease) is { } release ? string.Join(' ', [release, .. words.Skip(1)]) : string.Join(' ', words);
    }

    private static Change Learn(FactName fact, FactValue value, Situation situation) => FactRemedies.Learn(fact, value, situation);

    private static IEnumerable<FactChange> Forget(Situation situation, FactChange[] instead) =>
        [.. instead, .. OfOneKernel.Where(fact => situation.Facts.Find(fact) is not null && instead.All(change => change.Name != fact)).Select(fact => new FactChange(fact, null))];

    private static KernelSymbols ExportsFor(PackagedLayer layer)
    {
        SortedDictionary<string, string> exports = new(StringComparer.Ordinal);
        foreach (var (symbol, crc) in layer.Modules.SelectMany(module => module.Imports))
            if (crc is not null && symbol.Length is > 0 and <= 512 && !symbol.Any(char.IsControl)) exports.TryAdd(symbol, crc);
        StringBuilder rows = new();
        foreach (var (symbol, crc) in exports) rows.Append(CultureInfo.InvariantCulture, $"{crc}\t{symbol}\n");
        return KernelSymbols.Parse(new StringReader(rows.ToString()), layer.Title);
    }

    private static string[] Words(string vermagic) => vermagic.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
