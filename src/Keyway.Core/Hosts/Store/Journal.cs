// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using System.Text.Json;

namespace Keyway.Hosts.Store;

/// <summary>The records of <c>journal/</c>, one small file each: <c>0000000007-intent.json</c>. Spec: spec/host-store §"Journal".</summary>
internal sealed class Journal(StoreDirectories store)
{
    private const int LongestRecord = 16 * 1024;
    private const int SequenceDigits = 10;

    /// <summary>All records by sequence, each intent before its end.</summary>
    public IReadOnlyList<JournalRecord> Read() =>
        [.. store.Files.List(store.Journal).Where(name => !StoreNames.IsTemporary(name)).Select(Read).OrderBy(record => record.Sequence).ThenBy(record => record.Phase)];

    public void Append(JournalRecord record) =>
        DurableFile.Publish(store.Files, store.Journal, NameOf(record.Sequence, record.Phase), JsonSerializer.SerializeToUtf8Bytes(record, StoreJson.OfRecord));

    public void Remove(JournalRecord record) => store.Files.RemoveFile(store.Journal, NameOf(record.Sequence, record.Phase));

    /// <summary>The intent without an end; null when every change ended.</summary>
    public static JournalRecord? PendingOf(IReadOnlyList<JournalRecord> records)
    {
        var ended = records.Where(record => record.Phase != JournalPhase.Intent).Select(record => record.Sequence).ToHashSet();
        return records.LastOrDefault(record => record.Phase == JournalPhase.Intent && !ended.Contains(record.Sequence));
    }

    private JournalRecord Read(string name)
    {
        var bytes = DurableFile.TryRead(store.Files, store.Journal, name, LongestRecord);
        if (bytes is not null) StoreJson.RefuseNewer(bytes, store.Journal.PathOf(name));
        var record = bytes is null ? null : StoreJson.TryParse(bytes, StoreJson.OfRecord);
        if (record is null || record.SchemaVersion != StoreJson.SchemaVersion || name != NameOf(record.Sequence, record.Phase)) throw Errors.DamagedRecord(store.Journal.PathOf(name));
        return record;
    }

    private static string NameOf(long sequence, JournalPhase phase) =>
        $"{sequence.ToString(CultureInfo.InvariantCulture).PadLeft(SequenceDigits, '0')}-{phase.ToString().ToLowerInvariant()}.json";
}
