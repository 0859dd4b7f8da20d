// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using Keyway.Versions;

namespace Keyway.Compatibility.Predicates;

/// <summary>
/// <c>crcSubset</c>: every one of these symbols is exported with this CRC. The subject is a map of symbols, or <c>kernel.symvers.digest</c>, which stands for
/// the table with that digest. Tables are complete: a symbol that is not in one is not exported.
/// </summary>
internal sealed record CrcSubsetTest(ImmutableSortedDictionary<string, string> Symbols) : ValueTest
{
    public override Truth Accepts(FactValue value, PredicateScope scope) => value switch
    {
        FactValue.Null => Truth.False,
        FactValue.Map map => Judge(map.TextOf),
        FactValue.Text text when scope.Symbols is { } table && table.Digest.ToString() == text.Value => Judge(table.Find),
        _ => Truth.Unknown,
    };

    public override string WantedIn(PredicateScope scope) =>
        $"{Symbols.Count} symbols with their CRCs, such as {Symbols.First().Key} {Symbols.First().Value}{Missing(scope)}";

    public bool Equals(CrcSubsetTest? other) => other is not null && Symbols.SequenceEqual(other.Symbols);

    public override int GetHashCode() => Symbols.Count;

    private Truth Judge(Func<string, string?> crcOf) => Symbols.All(symbol => crcOf(symbol.Key) == symbol.Value).ToTruth();

    // The first that differs, so that a reason names a symbol a person can look up.
    private string Missing(PredicateScope scope)
    {
        if (scope.Symbols is not { } table) return "";
        var wrong = Symbols.FirstOrDefault(symbol => table.Find(symbol.Key) != symbol.Value);
        return wrong.Key is null ? "" : $"; {wrong.Key} is {table.Find(wrong.Key) ?? "not exported"}, not {wrong.Value}";
    }
}
