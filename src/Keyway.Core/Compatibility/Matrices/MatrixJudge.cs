// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using Keyway.Compatibility.Predicates;
using Keyway.Compatibility.Profiles;
using Keyway.Packages;
using Keyway.Versions;

namespace Keyway.Compatibility.Matrices;

/// <summary>
/// Asks matrices about a package on a host: (1) the entries that are about the release and still count by their date, (2) their conditions, (3) overrides,
/// (4) the verdict: known-bad, else unknown while an entry may call it that, else deprecated, supported, unknown, untested. Pure: the order of documents and
/// entries never matters, and knowing more never turns supported into known-bad or back. Spec: spec/matrix §"Judgement".
/// </summary>
public sealed class MatrixJudge
{
    private readonly ImmutableArray<CompatibilityMatrix> matrices;
    private readonly ProfileRegistry? profiles;
    private readonly DateOnly today;

    /// <param name="matrices">Documents whose signers were already found to be trusted.</param>
    /// <param name="today">The day that dates are compared with.</param>
    /// <param name="profiles">What profiles imply each other; null when nothing does.</param>
    public MatrixJudge(ImmutableArray<CompatibilityMatrix> matrices, DateOnly today, ProfileRegistry? profiles = null)
    {
        this.matrices = matrices;
        this.today = today;
        this.profiles = profiles;
    }

    /// <summary>The verdict on a package for a host.</summary>
    public MatrixJudgement Judge(DriverPackage package, PredicateScope scope)
    {
        var version = StackVersion.TryParse(package.Manifest.Version, out var parsed) && ComponentVersion.TryParse(VersionScheme.SemVer, parsed.ToSemVer(), out var core) ? core : null;
        var subject = $"{package.Manifest.Package} {package.Manifest.Version}";
        var about = matrices.Where(matrix => matrix.Package == package.Manifest.Package && IsIn(matrix.Versions, version)).ToArray();
        if (about.Length == 0) return new() { Verdict = MatrixVerdict.Untested, Reason = $"no compatibility matrix speaks of {subject}" };
        HashSet<string> digests = [package.Index.Digest.ToString(), .. package.Builds.Select(build => build.Manifest.Digest.ToString())];
        var entries = from matrix in about
                      from entry in matrix.Entries
                      where IsInForce(entry) && IsAbout(entry.Applies, version, digests)
                      orderby entry.Id, entry.Issued, matrix.Source
                      select new JudgedEntry { Entry = entry, Document = matrix.Source, Answer = Conditions(entry, scope), Counts = Truth.Unknown };
        return new EntryVerdict(subject, Counting([.. entries])).Decide();
    }

    private bool IsInForce(MatrixEntry entry) => entry.NotAfter is not { } last || last >= today;

    private static bool IsAbout(MatrixScope? applies, ComponentVersion? version, HashSet<string> digests) =>
        applies is null || (IsIn(applies.Versions, version) && (applies.Builds.IsEmpty || applies.Builds.Any(build => digests.Contains(build.ToString()))));

    private static bool IsIn(VersionRange? range, ComponentVersion? version) => range is null || (version is not null && range.Matches(version) == Truth.True);

    private PredicateAnswer Conditions(MatrixEntry entry, PredicateScope scope)
    {
        var parts = ImmutableArray.CreateBuilder<PredicateAnswer>();
        if (entry.When is { } when) parts.Add(when.Explain(scope));
        if (entry.Profile is { } profile) parts.Add(profiles?.Explain(profile, scope) ?? ProfileRegistry.Declares(profile).Explain(scope));
        foreach (var need in entry.RequiresFirmware) parts.Add(new LeafPredicate(new(FactName.OfFirmware(need.Component), null), new RangeTest(need.Range)).Explain(scope));
        return parts.Count switch
        {
            0 => new() { Truth = Truth.True, Reason = "it speaks of every host" },
            1 => parts[0],
            _ => GroupPredicate.Join(GroupKind.All, parts.ToImmutable()),
        };
    }

    // Only a newer entry overrides, so settling the newest first settles every override before what it overrides.
    private static ImmutableArray<JudgedEntry> Counting(ImmutableArray<JudgedEntry> entries)
    {
        Dictionary<string, List<(DateTimeOffset Issued, Truth Counts)>> overriders = new(StringComparer.Ordinal);
        var settled = new JudgedEntry[entries.Length];
        foreach (var index in Enumerable.Range(0, entries.Length).OrderByDescending(index => entries[index].Entry.Issued))
        {
            var (entry, holds) = (entries[index].Entry, entries[index].Answer.Truth);
            var overridden = overriders.GetValueOrDefault(entry.Id, []).Where(other => other.Issued > entry.Issued).Aggregate(Truth.False, (so, other) => so.Or(other.Counts));
            settled[index] = entries[index] with { Counts = holds.And(overridden.Not()) };
            foreach (var id in entry.Overrides)
            {
                if (!overriders.TryGetValue(id, out var list)) overriders[id] = list = [];
                list.Add((entry.Issued, settled[index].Counts));
            }
        }

        return [.. settled];
    }
}
