// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Hosts.Store;

/// <summary>
/// Removes generations beyond those to keep, then unpacked layers that no remaining generation uses, then the oldest journal records. In that order, each
/// durable before the next, so that no generation on disk ever misses a layer.
/// </summary>
internal sealed class GarbageCollection(StoreSession session, int keptGenerations)
{
    private const int KeptChanges = 500;

    public void Run()
    {
        var records = session.Journal.Read();
        var kept = Kept(records);
        RemoveGenerations(kept);
        RemoveLayers(kept);
        RemoveRecords(records);
    }

    private HashSet<long> Kept(IReadOnlyList<JournalRecord> records)
    {
        var (numbers, current) = (session.Generations.Numbers(), session.Current.Read());
        HashSet<long> kept = [.. numbers.TakeLast(keptGenerations)];
        var booted = session.BootId is { } bootId ? StoreHistory.Booted(records, bootId) : null;
        foreach (var number in new[] { current, StoreHistory.Previous(records, numbers, current), booted }.OfType<long>().Where(numbers.Contains)) kept.Add(number);
        return kept;
    }

    private void RemoveGenerations(HashSet<long> kept)
    {
        var old = session.Generations.Numbers().Where(number => !kept.Contains(number)).Select(StoreNames.GenerationOf);
        HostTree.Discard(session.Files, session.Directories.Generations, [.. old]);
    }

    private void RemoveLayers(HashSet<long> kept)
    {
        var used = kept.SelectMany(number => session.Generations.Read(number).Layers).Select(layer => StoreNames.PackageOf(layer.DiffId)).ToHashSet();
        var unused = session.Files.List(session.Directories.Packages).Where(name => !used.Contains(name));
        HostTree.Discard(session.Files, session.Directories.Packages, [.. unused]);
    }

    // An intent goes before its end: the other way round a crash would leave an intent that looks pending.
    private void RemoveRecords(IReadOnlyList<JournalRecord> records)
    {
        var newest = records.Count == 0 ? 0 : records[^1].Sequence;
        foreach (var record in records.Where(record => record.Sequence <= newest - KeptChanges)) session.Journal.Remove(record);
    }
}
