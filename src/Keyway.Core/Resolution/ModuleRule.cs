// SPDX-License-Identifier: Apache-2.0

using Keyway.Compatibility;
using Keyway.Packages;

namespace Keyway.Resolution;

/// <summary>
/// The kernel's own rule for loading a module. With MODVERSIONS on both sides: vermagic equal but for the first word (the release), and every imported
/// CRC equal to the one the kernel, or a module of the same layer, exports. Otherwise: the whole vermagic equal.
/// </summary>
internal static class ModuleRule
{
    private const string Name = "modules";

    public static Finding Of(Inquiry inquiry, PackagedLayer layer)
    {
        if (layer.Modules.IsEmpty) return inquiry.On(FactNames.KernelVermagic, Name, Outcome.Unknown, $"{layer.Title} lists no module");
        if (inquiry.Facts.Find(FactNames.KernelVermagic)?.Value is FactValue.Null) return inquiry.On(FactNames.KernelVermagic, Name, Outcome.Fail, "it brings kernel modules, and this kernel loads none");
        if (inquiry.Facts.TextOf(FactNames.KernelVermagic) is not { } text) return inquiry.NotKnown(FactNames.KernelVermagic, Name, $"{layer.Title} was built for '{Shown(layer.Modules[0])}'");
        foreach (var module in layer.Modules)
            if (!Vermagic.Fits(text, module.Vermagic))
                return inquiry.On(FactNames.KernelVermagic, Name, Outcome.Fail, $"{module.Name} of {layer.Title} was built for '{Shown(module)}', the kernel is '{Vermagic.Shown(text)}'");

        return Vermagic.IsVersioned(text) && layer.Modules.Any(module => Vermagic.IsVersioned(module.Vermagic))
            ? Imports(inquiry, layer)
            : inquiry.On(FactNames.KernelVermagic, Name, Outcome.Ok, $"{layer.Title} has the kernel's vermagic '{Vermagic.Shown(text)}'");
    }

    private static Finding Imports(Inquiry inquiry, PackagedLayer layer)
    {
        var own = layer.Modules.SelectMany(module => module.Exports).GroupBy(export => export.Key, StringComparer.Ordinal).ToDictionary(group => group.Key, group => group.First().Value, StringComparer.Ordinal);
        var imports = layer.Modules.Where(module => Vermagic.IsVersioned(module.Vermagic)).SelectMany(module => module.Imports.Select(import => (Module: module.Name, Symbol: import.Key, Crc: import.Value))).ToArray();
        var answers = imports.Select(import => ImportRule.Of(import.Module, import.Symbol, import.Crc, own, Table(inquiry))).ToArray();
        var wrong = answers.Where(answer => answer.Outcome == Outcome.Fail).ToArray();
        var undecided = answers.Count(answer => answer.Outcome == Outcome.Unknown);
        if (wrong.Length > 0) return Decided(inquiry, Outcome.Fail, $"{wrong.Length} of {imports.Length} symbols imported by {layer.Title} do not match, such as: {wrong[0].Problem}");
        if (undecided > 0) return inquiry.NotKnown(FactNames.KernelSymversDigest, Name, $"{layer.Title} has the right vermagic, but {undecided} imported symbols need the kernel's export table");
        return Decided(inquiry, Outcome.Ok, $"{layer.Title} loads: vermagic fits and {imports.Length} imported symbols match");
    }

    // Only the table that the facts name belongs to this host.
    private static KernelSymbols? Table(Inquiry inquiry) =>
        inquiry.Symbols is { } symbols && inquiry.Facts.TextOf(FactNames.KernelSymversDigest) == symbols.Digest.ToString() ? symbols : null;

    private static Finding Decided(Inquiry inquiry, Outcome outcome, string reason) => inquiry.On(FactNames.KernelSymversDigest, Name, outcome, reason);

    private static string Shown(PackagedModule module) => Vermagic.Shown(module.Vermagic);
}
