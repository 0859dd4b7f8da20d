// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using Keyway.Compatibility;
using Keyway.Compatibility.Kabi;
using Keyway.Packages;

namespace Keyway.Resolution;

/// <summary>Whether the modules of one layer load into the host's kernel, by <see cref="ModuleLoading"/>, as one finding.</summary>
internal static class ModuleRule
{
    private const string Name = "modules";

    public static Finding Of(Inquiry inquiry, PackagedLayer layer)
    {
        if (layer.Modules.IsEmpty) return inquiry.On(FactNames.KernelVermagic, Name, Outcome.Unknown, $"{layer.Title} lists no module");
        if (inquiry.Facts.Find(FactNames.KernelVermagic)?.Value is FactValue.Null) return inquiry.On(FactNames.KernelVermagic, Name, Outcome.Fail, "it brings kernel modules, and this kernel loads none");
        var kernel = LoadingKernel.Of(inquiry.Facts, inquiry.Symbols);
        var problems = ModuleLoading.Judge(layer.Modules, kernel);
        return OfOutcome(inquiry, layer, problems, Outcome.Fail) ?? OfOutcome(inquiry, layer, problems, Outcome.Unknown) ?? Loads(inquiry, layer, kernel);
    }

    private static Finding? OfOutcome(Inquiry inquiry, PackagedLayer layer, ImmutableArray<LoadProblem> problems, Outcome outcome)
    {
        var those = problems.Where(problem => problem.Outcome == outcome).ToArray();
        var whole = those.FirstOrDefault(problem => problem.Symbol is null);
        if (whole is not null) return Whole(inquiry, layer, whole);
        if (those.Length == 0) return null;
        return outcome == Outcome.Unknown
            ? inquiry.NotKnown(FactNames.KernelSymversDigest, Name, $"{layer.Title} has the right vermagic, but {those.Length} imported symbols need the kernel's export table")
            : inquiry.On(FactNames.KernelSymversDigest, Name, outcome, $"{those.Length} of {Imports(layer)} symbols imported by {layer.Title} do not match, such as: {those[0].Reason}");
    }

    private static Finding Whole(Inquiry inquiry, PackagedLayer layer, LoadProblem problem)
    {
        if (problem is { Obstacle: LoadObstacle.Vermagic, Outcome: Outcome.Unknown }) return inquiry.NotKnown(FactNames.KernelVermagic, Name, $"{layer.Title} was built for '{ModuleLoading.Tidy(layer.Modules[0].Vermagic)}'");
        return inquiry.On(problem.Fact, Name, problem.Outcome, $"{problem.Module} of {layer.Title}{problem.Reason[problem.Module.Length..]}");
    }

    private static Finding Loads(Inquiry inquiry, PackagedLayer layer, LoadingKernel kernel) =>
        ModuleLoading.IsVersioned(kernel.Vermagic!) && layer.Modules.Any(module => ModuleLoading.IsVersioned(module.Vermagic))
            ? inquiry.On(FactNames.KernelSymversDigest, Name, Outcome.Ok, $"{layer.Title} loads: vermagic fits and {Imports(layer)} imported symbols match")
            : inquiry.On(FactNames.KernelVermagic, Name, Outcome.Ok, $"{layer.Title} has the kernel's vermagic '{ModuleLoading.Tidy(kernel.Vermagic!)}'");

    private static int Imports(PackagedLayer layer) => layer.Modules.Sum(module => module.Imports.Count);
}
