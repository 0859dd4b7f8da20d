// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;

namespace Keyway.Compatibility.Kabi;

/// <summary>What changed for modules between two kernels. Pure. Spec: spec/kabi §"Comparison".</summary>
public sealed record KernelAbiComparison
{
    /// <summary>In ordinal order of the symbols.</summary>
    public required ImmutableArray<SymbolChange> Changes { get; init; }

    /// <summary>Symbols that were compared: the union of both sides, or those asked for.</summary>
    public required int Compared { get; init; }

    /// <summary>True when both vermagics are known and differ beyond the release, so that no module of one loads into the other.</summary>
    public required bool HasOtherVermagic { get; init; }

    /// <summary>Compares two kernels; with <paramref name="only"/>, just these symbols.</summary>
    public static KernelAbiComparison Of(KernelAbi before, KernelAbi after, IReadOnlySet<string>? only = null)
    {
        SortedSet<string> symbols = new(only ?? before.Symbols.Exports.Concat(after.Symbols.Exports).Select(export => export.Key).ToHashSet(StringComparer.Ordinal), StringComparer.Ordinal);
        var changes = symbols.Select(symbol => new SymbolChange(symbol, before.Symbols.Export(symbol), after.Symbols.Export(symbol)));
        return new()
        {
            Changes = [.. changes.Where(change => change is not { Before: null, After: null } && (change.IsAdded || change.IsRemoved || change.HasOtherCrc || change.HasOtherUsers))],
            Compared = symbols.Count,
            HasOtherVermagic = before.Vermagic is { } old && after.Vermagic is { } now && Options(old) != Options(now),
        };
    }

    private static string Options(string vermagic) => vermagic.IndexOf(' ', StringComparison.Ordinal) is >= 0 and var blank ? vermagic[blank..].TrimEnd() : "";
}
