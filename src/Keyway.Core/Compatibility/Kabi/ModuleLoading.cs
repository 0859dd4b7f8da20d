// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using Keyway.Packages;

namespace Keyway.Compatibility.Kabi;

/// <summary>
/// Whether a kernel loads modules that are loaded together, by the rule of its own loader (kernel/module/main.c and version.c): signature, vermagic,
/// then each imported symbol: exported at all, to this licence, in an imported namespace, with the CRC the module was built against.
/// Says everything that stands in the way, in that order. Pure. Spec: spec/kabi §"The loader's rule".
/// </summary>
public static class ModuleLoading
{
    private const string Versioned = "modversions";

    /// <summary>The obstacles; none means that all modules load. Modules of the set resolve each other's imports.</summary>
    public static ImmutableArray<LoadProblem> Judge(IReadOnlyList<PackagedModule> modules, LoadingKernel kernel)
    {
        var together = SisterExports.Of(modules);
        return [.. modules.SelectMany(module => One(module, together, kernel))];
    }

    /// <summary>True when both check CRCs, so that the release may differ.</summary>
    public static bool IsVersioned(string vermagic) => Words(vermagic).Contains(Versioned);

    /// <summary>Words of a vermagic, joined by one blank: files and kernels pad it differently.</summary>
    public static string Tidy(string vermagic) => string.Join(' ', Words(vermagic));

    private static IEnumerable<LoadProblem> One(PackagedModule module, SisterExports together, LoadingKernel kernel)
    {
        if (SignatureDemand.Of(module, kernel) is { } unsigned) yield return unsigned;
        if (VermagicProblem(module, kernel) is { } foreign)
        {
            yield return foreign;
            // Under another vermagic the loader looks at no symbol, and without CRCs on both sides there is little to compare.
            if (foreign.Outcome == Outcome.Fail) yield break;
        }

        ImportRule rule = new(module, together, kernel);
        foreach (var (symbol, crc) in module.Imports)
            if (rule.Of(symbol, crc) is { } problem) yield return problem;
    }

    private static LoadProblem? VermagicProblem(PackagedModule module, LoadingKernel kernel)
    {
        var built = Words(module.Vermagic);
        if (kernel.LoadsNoModules) return Problem(Outcome.Fail, $"{module.Name} is a kernel module, and this kernel loads none");
        if (kernel.Vermagic is not { } text) return Problem(Outcome.Unknown, $"{module.Name} was built for '{Tidy(module.Vermagic)}', and the kernel's vermagic is not known");
        var wanted = Words(text);
        var skip = wanted.Contains(Versioned) && built.Contains(Versioned) ? 1 : 0;
        return wanted.AsSpan(skip).SequenceEqual(built.AsSpan(skip)) ? null : Problem(Outcome.Fail, $"{module.Name} was built for '{Tidy(module.Vermagic)}', the kernel is '{Tidy(text)}'");

        LoadProblem Problem(Outcome outcome, string reason) => new(LoadObstacle.Vermagic, outcome, module.Name, null, reason) { Fact = FactNames.KernelVermagic };
    }

    private static string[] Words(string vermagic) => vermagic.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
