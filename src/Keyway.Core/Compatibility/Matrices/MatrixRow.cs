// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using Keyway.Compatibility.Predicates;

namespace Keyway.Compatibility.Matrices;

/// <summary>An entry as a row of a table: what it asks of a host, by axis. A cell is empty when the entry does not ask; what fits no axis is in <see cref="Other"/>.</summary>
public sealed record MatrixRow
{
    private static readonly PredicateScope Nobody = new(HostFacts.Empty);

    public required MatrixEntry Entry { get; init; }

    public required string Isa { get; init; }

    public required string Kernel { get; init; }

    public required string Profile { get; init; }

    public required string Firmware { get; init; }

    public required string Other { get; init; }

    /// <summary>The rows of a matrix, in the order of instruction set, kernel and id.</summary>
    public static ImmutableArray<MatrixRow> Of(CompatibilityMatrix matrix) =>
    [
        .. matrix.Entries.Select(Of).OrderBy(row => row.Isa, StringComparer.Ordinal).ThenBy(row => row.Kernel, StringComparer.Ordinal).ThenBy(row => row.Entry.Id, StringComparer.Ordinal),
    ];

    private static MatrixRow Of(MatrixEntry entry)
    {
        var cells = (entry.When is GroupPredicate { Kind: GroupKind.All } all ? all.Parts : entry.When is { } one ? [one] : []).Select(CellOf).ToLookup(cell => cell.Column, cell => cell.Text);
        string Cell(Column column, IEnumerable<string> more) => string.Join(" and ", cells[column].Concat(more));
        return new()
        {
            Entry = entry,
            Isa = Cell(Column.Isa, []),
            Kernel = Cell(Column.Kernel, []),
            Profile = Cell(Column.Profile, entry.Profile is { } profile ? [profile] : []),
            Firmware = Cell(Column.Firmware, entry.RequiresFirmware.Select(need => $"{need.Component} {need.Range}")),
            Other = Cell(Column.Other, entry.Applies?.Versions is { } versions ? [$"versions {versions}"] : []),
        };
    }

    private static (Column Column, string Text) CellOf(Predicate condition)
    {
        if (condition is not LeafPredicate { Subject: { Fact: { } fact, Member: null } } leaf || leaf.Test is OtherFactTest) return (Column.Other, condition.ToJson());
        var wanted = leaf.Test is RangeTest range ? range.Range.ToString() : leaf.Test.WantedIn(Nobody);
        if (fact == FactNames.IsaName) return (Column.Isa, wanted);
        if (fact == FactNames.KernelRelease) return (Column.Kernel, wanted);
        if (fact == FactNames.LinkProfiles) return (Column.Profile, wanted);
        return fact.ToString() is var name && name.StartsWith("firmware.", StringComparison.Ordinal) ? (Column.Firmware, $"{name["firmware.".Length..]} {wanted}") : (Column.Other, condition.ToJson());
    }

    private enum Column
    {
        Isa,
        Kernel,
        Profile,
        Firmware,
        Other,
    }
}
