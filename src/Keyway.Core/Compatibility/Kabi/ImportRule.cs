// SPDX-License-Identifier: Apache-2.0

using Keyway.Packages;

namespace Keyway.Compatibility.Kabi;

/// <summary>The loader's questions about one imported symbol of one module.</summary>
internal sealed class ImportRule(PackagedModule module, SisterExports together, LoadingKernel kernel)
{
    // include/linux/license.h. A module that names no licence counts as proprietary.
    private static readonly string[] GplCompatible = ["GPL", "GPL v2", "GPL and additional rights", "Dual BSD/GPL", "Dual MIT/GPL", "Dual MPL/GPL"];

    private readonly bool checksCrcs = kernel.Vermagic is not { } vermagic ? ModuleLoading.IsVersioned(module.Vermagic) : ModuleLoading.IsVersioned(vermagic) && ModuleLoading.IsVersioned(module.Vermagic);

    /// <summary>What stands in the way of the import, or null.</summary>
    public LoadProblem? Of(string symbol, string? crc)
    {
        if (together.TryFind(symbol, out var own)) return checksCrcs && crc is not null && own is not null ? Crc(symbol, crc, own, "the package") : null;
        if (kernel.Symbols is not { } table)
        {
            return checksCrcs ? Problem(LoadObstacle.Crc, Outcome.Unknown, symbol, $"{module.Name} imports {symbol}, and the kernel's export table is not known") : null;
        }

        if (table.Export(symbol) is not { } export)
        {
            // The version of the module structure itself is recorded like an import, but kernels without MODVERSIONS export no such symbol.
            return symbol == "module_layout" && !checksCrcs ? null : Problem(LoadObstacle.Unresolved, Outcome.Fail, symbol, $"{module.Name} imports {symbol}, which the kernel does not export");
        }

        return Licence(symbol, export) ?? Namespace(symbol, export) ?? (checksCrcs && crc is not null ? Crc(symbol, crc, export.CrcText, "the kernel") : null);
    }

    private LoadProblem? Licence(string symbol, KernelExport export)
    {
        if (export.IsGplOnly != true || module.License is not { } licence || GplCompatible.Contains(licence)) return null;
        return Problem(LoadObstacle.GplOnly, Outcome.Fail, symbol, $"{module.Name} has the licence '{licence}' and imports {symbol}, which the kernel exports to GPL modules only");
    }

    private LoadProblem? Namespace(string symbol, KernelExport export)
    {
        if (export.Namespace is not { } wanted || SymbolNamespace.IsOpenTo(wanted, module)) return null;
        var imported = module.ImportNamespaces is { Count: > 0 } names ? string.Join(", ", names) : "none";
        return Problem(LoadObstacle.Namespace, Outcome.Fail, symbol, $"{module.Name} imports {symbol} of the namespace {wanted}, and the namespaces it imports are: {imported}");
    }

    private LoadProblem? Crc(string symbol, string built, string exported, string exporter) => string.Equals(built, exported, StringComparison.OrdinalIgnoreCase)
        ? null
        : Problem(LoadObstacle.Crc, Outcome.Fail, symbol, $"{module.Name} imports {symbol} with CRC {built}, {exporter} exports {exported}") with { Built = built, Exported = exported };

    private LoadProblem Problem(LoadObstacle obstacle, Outcome outcome, string symbol, string reason) =>
        new(obstacle, outcome, module.Name, symbol, reason) { Fact = FactNames.KernelSymversDigest };
}
