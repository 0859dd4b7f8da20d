// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using System.Text.Json;
using Keyway.Versions;

namespace Keyway.Compatibility.Matrices;

/// <summary>What can be done with whole matrices: compare, merge.</summary>
public static class MatrixEdit
{
    /// <summary>What differs, in ordinal order of the ids.</summary>
    /// <exception cref="Artifacts.KeywayException">KW3240: they are about different packages.</exception>
    public static ImmutableArray<MatrixDifference> Compare(CompatibilityMatrix left, CompatibilityMatrix right)
    {
        if (left.Package != right.Package) throw Errors.OtherPackage(left.Package, right.Package);
        var (lefts, rights) = (ById(left), ById(right));
        return [.. lefts.Keys.Union(rights.Keys).Order(StringComparer.Ordinal)
            .Select(id => Difference(id, lefts.GetValueOrDefault(id), rights.GetValueOrDefault(id)))
            .OfType<MatrixDifference>()];
    }

    /// <summary>
    /// One matrix with the entries of all; of two with one id the newer stays. The versions are those of any of them.
    /// </summary>
    /// <exception cref="Artifacts.KeywayException">KW3240: different packages; KW3241: different entries of one id and time.</exception>
    public static CompatibilityMatrix Merge(ImmutableArray<CompatibilityMatrix> matrices)
    {
        var first = matrices[0];
        if (matrices.FirstOrDefault(matrix => matrix.Package != first.Package) is { } other) throw Errors.OtherPackage(first.Package, other.Package);
        var groups = matrices.SelectMany(matrix => matrix.Entries.Select(entry => Bounded(entry, matrix, matrices))).GroupBy(entry => entry.Id, StringComparer.Ordinal).ToArray();
        var newest = groups.Select(group => group.Where(entry => entry.Issued == group.Max(other => other.Issued)).ToArray()).ToArray();
        var torn = newest.Where(entries => entries.Any(entry => !IsSame(entry, entries[0]))).Select(entries => entries[0].Id).Order(StringComparer.Ordinal).ToArray();
        if (torn.Length > 0) throw Errors.MergeConflict(torn);
        return first with
        {
            Versions = VersionsOf(matrices),
            Description = matrices.Select(matrix => matrix.Description).FirstOrDefault(text => text is not null),
            Entries = [.. newest.Select(entries => entries[0]).OrderBy(entry => entry.Id, StringComparer.Ordinal)],
        };
    }

    private static VersionRange VersionsOf(ImmutableArray<CompatibilityMatrix> matrices) =>
        VersionRange.Parse(VersionScheme.SemVer, string.Join(" || ", matrices.Select(matrix => matrix.Versions.ToString()).Distinct().Order(StringComparer.Ordinal)));

    // A document about fewer versions than the merged one must not speak of more after it.
    private static MatrixEntry Bounded(MatrixEntry entry, CompatibilityMatrix matrix, ImmutableArray<CompatibilityMatrix> all) =>
        entry.Applies?.Versions is not null || all.All(other => other.Versions == matrix.Versions)
            ? entry
            : entry with { Applies = (entry.Applies ?? new()) with { Versions = matrix.Versions } };

    private static Dictionary<string, MatrixEntry> ById(CompatibilityMatrix matrix) => matrix.Entries.ToDictionary(entry => entry.Id, StringComparer.Ordinal);

    private static MatrixDifference? Difference(string id, MatrixEntry? left, MatrixEntry? right)
    {
        if (left is null || right is null) return new() { Id = id, Left = left, Right = right };
        var members = DifferentMembers(left, right);
        return members.IsEmpty ? null : new() { Id = id, Left = left, Right = right, Members = members };
    }

    private static bool IsSame(MatrixEntry left, MatrixEntry right) => MatrixJson.Write(left).AsSpan().SequenceEqual(MatrixJson.Write(right));

    private static ImmutableArray<string> DifferentMembers(MatrixEntry left, MatrixEntry right)
    {
        using var leftJson = JsonDocument.Parse(MatrixJson.Write(left));
        using var rightJson = JsonDocument.Parse(MatrixJson.Write(right));
        var (lefts, rights) = (Members(leftJson), Members(rightJson));
        return [.. MatrixShape.EntryMembers.Where(name => lefts.GetValueOrDefault(name) != rights.GetValueOrDefault(name))];
    }

    private static Dictionary<string, string> Members(JsonDocument entry) => entry.RootElement.EnumerateObject().ToDictionary(member => member.Name, member => member.Value.GetRawText(), StringComparer.Ordinal);
}
