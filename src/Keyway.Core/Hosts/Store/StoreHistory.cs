// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Hosts.Store;

/// <summary>What the journal's records say together.</summary>
internal static class StoreHistory
{
    /// <summary>One entry per change, newest first.</summary>
    public static IReadOnlyList<HistoryEntry> Entries(IReadOnlyList<JournalRecord> records, IReadOnlyList<long> kept, long? current)
    {
        var latest = records.LastOrDefault(record => record.Phase == JournalPhase.Commit && record.To == current)?.Sequence;
        return [.. records.GroupBy(record => record.Sequence).OrderByDescending(change => change.Key).Select(change => Entry([.. change], kept, latest))];
    }

    /// <summary>What was current before the current generation, if it is still there; else the highest number below it; null when there is none.</summary>
    public static long? Previous(IReadOnlyList<JournalRecord> records, IReadOnlyList<long> kept, long? current)
    {
        if (current is null) return null;
        var last = records.LastOrDefault(record => record.Phase == JournalPhase.Commit);
        if (last is { From: { } from } && last.To == current && kept.Contains(from)) return from;
        return kept.Where(number => number < current).Select(number => (long?)number).LastOrDefault();
    }

    /// <summary>What a rollback without a number may lead to, in the order of preference: <see cref="Previous"/>, then the lower numbers.</summary>
    public static IReadOnlyList<long> Earlier(IReadOnlyList<JournalRecord> records, IReadOnlyList<long> kept, long? current) =>
        Previous(records, kept, current) is { } previous ? [previous, .. kept.Where(number => number < current && number != previous).Reverse()] : [];

    /// <summary>What was current when the running kernel booted: the target of the last switch that was committed under another boot id.</summary>
    public static long? Booted(IReadOnlyList<JournalRecord> records, string bootId) =>
        records.LastOrDefault(record => record.Phase == JournalPhase.Commit && record.BootId != bootId)?.To;

    private static HistoryEntry Entry(JournalRecord[] change, IReadOnlyList<long> kept, long? latest)
    {
        var (first, last) = (change[0], change[^1]);
        var isEnded = last.Phase != JournalPhase.Intent;
        return new HistoryEntry
        {
            Sequence = first.Sequence,
            Change = first.Change,
            From = first.From,
            To = first.To,
            Package = first.Package,
            Version = first.Version,
            Index = first.Index,
            Began = first.Time,
            Ended = isEnded ? last.Time : null,
            Phase = last.Phase,
            Reason = first.Reason,
            Verdict = isEnded ? last.Reason : null,
            IsKept = kept.Contains(first.To),
            IsCurrent = first.Sequence == latest,
        };
    }
}
