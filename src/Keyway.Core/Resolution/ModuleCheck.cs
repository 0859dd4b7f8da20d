// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using Keyway.Compatibility;
using Keyway.Packages;

namespace Keyway.Resolution;

/// <summary>
/// Finds the payload whose modules load into the running kernel: a layer of prebuilt modules by the rule of <see cref="ModuleRule"/>, else module source
/// that the host builds itself. A kernel's version alone never licenses a prebuilt module.
/// </summary>
internal static class ModuleCheck
{
    public const string Name = "modules";

    public static Question Question(Inquiry inquiry)
    {
        var layers = inquiry.Build!.Config.Layers.Where(layer => layer.Kind is PayloadKind.Dkms or PayloadKind.KernelModule).ToArray();
        return new Question
        {
            Check = Name,
            Ask = asked => Of(asked).Finding,
            Reads = layers.Length == 0 ? [] : [.. new[] { FactNames.KernelVermagic, FactNames.KernelRelease, FactNames.KernelSymversDigest, FactNames.ModuleSignature, FactNames.Lockdown, FactNames.TrustedKeys }.Select(FactReading.Of)],
            ReadsSymbols = layers.Length > 0,
            Demand = () => ModuleDemand.Of(layers),
        };
    }

    public static ModuleChoice Of(Inquiry inquiry)
    {
        var layers = inquiry.Build!.Config.Layers;
        var source = layers.Where(layer => layer.Kind == PayloadKind.Dkms).ToImmutableArray();
        var prebuilt = layers.Where(layer => layer.Kind == PayloadKind.KernelModule).Select(layer => (Layer: layer, Finding: ModuleRule.Of(inquiry, layer))).ToArray();
        if (prebuilt.Length == 0 && source.IsEmpty) return new ModuleChoice(Found(Outcome.Ok, "it brings no kernel module"), []);
        if (prebuilt.Length == 0) return new ModuleChoice(WithoutModules(inquiry) ?? Found(Outcome.Warn, $"its modules come as source ({Titles(source)}): the host needs a compiler and kernel headers"), source);

        var release = inquiry.Facts.TextOf(FactNames.KernelRelease);
        var best = prebuilt.OrderBy(one => one.Finding.Outcome).ThenBy(one => one.Layer.Kernel == release ? 0 : 1).First();
        if (best.Finding.Outcome == Outcome.Ok) return new ModuleChoice(best.Finding, [best.Layer]);

        if (!source.IsEmpty && WithoutModules(inquiry) is { } why) return new ModuleChoice(why, source);
        var details = prebuilt.Select(one => one.Finding).ToImmutableArray();
        if (!source.IsEmpty) return new ModuleChoice(Fallback(inquiry, source, details), source);
        return new ModuleChoice(best.Finding with { Reason = Summary(prebuilt.Length, best.Finding), Details = details.Length > 1 ? details : [], DetailsAre = details.Length > 1 ? DetailRole.AnyOf : DetailRole.Background }, [best.Layer]);
    }

    // Source is a way out only where the kernel loads modules at all.
    private static Finding? WithoutModules(Inquiry inquiry) => inquiry.Facts.Find(FactNames.KernelVermagic)?.Value switch
    {
        FactValue.Text => null,
        FactValue.Null => inquiry.On(FactNames.KernelVermagic, Name, Outcome.Fail, "it brings kernel modules, and this kernel loads none"),
        _ => inquiry.NotKnown(FactNames.KernelVermagic, Name, "it brings kernel modules"),
    };

    private static string Summary(int count, Finding best) => count == 1 ? best.Reason : $"none of {count} sets of prebuilt modules is proven to load; the nearest: {best.Reason}";

    private static Finding Fallback(Inquiry inquiry, ImmutableArray<PackagedLayer> source, ImmutableArray<Finding> details)
    {
        var proven = details.All(detail => detail.Outcome == Outcome.Fail) ? "loads" : "is proven to load";
        var reason = $"no prebuilt module {proven}; the source in {Titles(source)} can be built on the host, which needs a compiler and kernel headers";
        return inquiry.On(FactNames.KernelVermagic, Name, Outcome.Warn, reason) with { Details = details };
    }

    private static string Titles(ImmutableArray<PackagedLayer> layers) => string.Join(", ", layers.Select(layer => layer.Title));

    private static Finding Found(Outcome outcome, string reason) => new() { Check = Name, Outcome = outcome, Reason = reason };
}
