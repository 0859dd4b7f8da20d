// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using Keyway.Artifacts;
using Keyway.Packages;

namespace Keyway.Compatibility.Matrices;

/// <summary>
/// What sound documents say that cannot be meant: contradictions, overrides of nothing or of something newer, what has expired, support without evidence.
/// Documents are checked together, because overrides reach across them. Spec: spec/matrix §"Check".
/// </summary>
public sealed class MatrixCheck
{
    private readonly List<Diagnostic> found = [];
    private readonly ImmutableArray<(MatrixReading Reading, int Index, MatrixEntry Entry)> entries;
    private readonly DateOnly today;

    private MatrixCheck(IEnumerable<MatrixReading> readings, DateOnly today)
    {
        entries = [.. readings.SelectMany(reading => reading.Matrix!.Entries.Select((entry, index) => (reading, index, entry)))];
        this.today = today;
    }

    /// <summary>Everything there is to say about documents, those that cannot be read included, in their order.</summary>
    public static ImmutableArray<Diagnostic> Of(ImmutableArray<MatrixReading> readings, DateOnly today)
    {
        var unreadable = readings.SelectMany(reading => reading.Diagnostics).ToImmutableArray();
        if (readings.Any(reading => reading.Matrix is null)) return unreadable;
        MatrixCheck check = new(readings, today);
        check.CheckContradictions();
        check.CheckOverrides();
        foreach (var (reading, index, entry) in check.entries) check.CheckAge(reading, index, entry);
        return [.. unreadable, .. check.found];
    }

    // Two entries under the same conditions: what differs is the verdict. Conditions are compared as canonical text.
    private void CheckContradictions()
    {
        foreach (var group in entries.GroupBy(one => Conditions(one.Entry, one.Reading.Matrix!), StringComparer.Ordinal))
        {
            var good = group.FirstOrDefault(one => one.Entry.Verdict == MatrixVerdict.Supported);
            foreach (var bad in group.Where(one => one.Entry.Verdict == MatrixVerdict.KnownBad))
                if (good.Entry is { } supported && !bad.Entry.Overrides.Contains(supported.Id) && !supported.Overrides.Contains(bad.Entry.Id))
                    Add(Errors.ContradictionCode, Severity.Error, bad.Reading, bad.Index, $"'{bad.Entry.Id}' says known-bad and '{supported.Id}' supported under the same conditions", "known-bad wins; drop one, or let the newer one override the other");
        }
    }

    private static string Conditions(MatrixEntry entry, CompatibilityMatrix matrix)
    {
        var builds = (entry.Applies?.Builds ?? []).Select(build => build.ToString()).Order(StringComparer.Ordinal);
        return string.Join('\n', [matrix.Package, matrix.Versions.ToString(), entry.When?.ToJson() ?? "", entry.Profile ?? "", entry.Applies?.Versions?.ToString() ?? "", .. builds]);
    }

    private void CheckOverrides()
    {
        var byId = entries.ToLookup(one => one.Entry.Id, StringComparer.Ordinal);
        foreach (var (reading, index, entry) in entries)
            foreach (var id in entry.Overrides)
            {
                var named = byId[id].ToArray();
                if (named.Length == 0) Add(Errors.AbsentOverrideCode, Severity.Error, reading, index, $"'{entry.Id}' overrides '{id}', which no given document has", "correct the id, or give the document that has it too");
                else if (!named.Any(other => other.Entry.Issued < entry.Issued))
                    Add(Errors.OlderOverrideCode, Severity.Error, reading, index, $"'{entry.Id}' of {MatrixTimes.Text(entry.Issued)} overrides '{id}' of {MatrixTimes.Text(named[0].Entry.Issued)}", "only a newer entry overrides: correct 'issued'");
            }
    }

    private void CheckAge(MatrixReading reading, int index, MatrixEntry entry)
    {
        if (entry.NotAfter is { } last && last < today) Add(Errors.ExpiredEntryCode, Severity.Warning, reading, index, $"'{entry.Id}' counted until {MatrixTimes.Text(last)}, today is {MatrixTimes.Text(today)}", "drop it, or test again and give it a later 'notAfter'");
        foreach (var evidence in entry.Evidence)
            if (evidence.NotAfter is { } end && end < today) Add(Errors.ExpiredEvidenceCode, Severity.Warning, reading, index, $"evidence of '{entry.Id}' counted until {MatrixTimes.Text(end)}, today is {MatrixTimes.Text(today)}", "test again and attach the new attestation");
        if (entry.Verdict == MatrixVerdict.Supported && entry.Evidence.IsEmpty) Add(Errors.NoEvidenceCode, Severity.Warning, reading, index, $"'{entry.Id}' says supported and shows no evidence", "name the test attestation in 'evidence'");
    }

    private void Add(ErrorCode code, Severity severity, MatrixReading reading, int index, string message, string hint)
    {
        var (line, column) = reading.Places[index];
        found.Add(new() { Code = code, Severity = severity, File = reading.File, Line = line, Column = column, Message = message, Hint = hint });
    }
}
