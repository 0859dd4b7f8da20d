// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using Keyway.Packages;

namespace Keyway.Compatibility.Kabi;

/// <summary>What becomes of one package under another kernel, and what of its nearest prebuilt set stands in the way. Pure. Spec: spec/kabi §"Plan".</summary>
public sealed record PackageUpdate
{
    public required DriverPackage Package { get; init; }

    public required UpdateVerdict Verdict { get; init; }

    /// <summary>The layer that loads, or the source to build; null for neither.</summary>
    public string? Layer { get; init; }

    /// <summary>The prebuilt set with the fewest obstacles, when none loads.</summary>
    public string? Nearest { get; init; }

    /// <summary>What stands in the way of <see cref="Nearest"/>.</summary>
    public ImmutableArray<LoadProblem> Problems { get; init; } = [];

    /// <summary>Judges a package for a kernel of an instruction set.</summary>
    public static PackageUpdate Of(DriverPackage package, string? isa, LoadingKernel kernel)
    {
        if (package.Builds.FirstOrDefault(build => build.Isa.Word() == isa) is not { } build) return new() { Package = package, Verdict = UpdateVerdict.NotConcerned };
        var layers = build.Config.Layers;
        var source = layers.FirstOrDefault(layer => layer.Kind == PayloadKind.Dkms);
        var prebuilt = layers.Where(layer => layer is { Kind: PayloadKind.KernelModule, Modules.IsEmpty: false })
            .Select(layer => (Layer: layer, Problems: ModuleLoading.Judge(layer.Modules, kernel)))
            .OrderBy(set => Distance(set.Problems)).ThenBy(set => set.Layer.Title, StringComparer.Ordinal).ToArray();
        if (prebuilt.Length == 0 && source is null) return new() { Package = package, Verdict = UpdateVerdict.NoModules };
        if (prebuilt.Length > 0 && prebuilt[0].Problems.IsEmpty) return new() { Package = package, Verdict = UpdateVerdict.Loads, Layer = prebuilt[0].Layer.Title };
        return new()
        {
            Package = package,
            // A module built on the host is not signed by anyone the kernel trusts.
            Verdict = source is null || kernel.DemandsSignature == true ? UpdateVerdict.Refused : UpdateVerdict.Rebuild,
            Layer = source?.Title,
            Nearest = prebuilt.Length > 0 ? prebuilt[0].Layer.Title : null,
            Problems = prebuilt.Length > 0 ? prebuilt[0].Problems : [],
        };
    }

    // A set whose symbols were compared is nearer than one whose vermagic differs, however many symbols differ.
    private static (int Whole, int Symbols) Distance(ImmutableArray<LoadProblem> problems) => (problems.Count(problem => problem.Symbol is null), problems.Length);
}
