// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Hosts.Store;

/// <summary>Reads a store without its lock. <c>current</c> is one link, so what it names is complete at any instant, also while a change is running.</summary>
internal sealed class StoreReading(StoreDirectories store, string hostRoot)
{
    private readonly Journal journal = new(store);
    private readonly CurrentLink link = new(store);
    private readonly GenerationDirectory generations = new(store);

    public StoreStatus Status()
    {
        var (records, kept, current) = (journal.Read(), generations.Numbers(), ReadCurrent());
        var previous = StoreHistory.Previous(records, kept, current?.Number);
        var before = previous is null ? null : generations.TryRead(previous.Value);
        // Revocations do not depend on the time.
        ChannelGate gate = new(hostRoot, DateTimeOffset.UnixEpoch);
        var bootId = new BootIdentity(hostRoot).Read();
        return new StoreStatus
        {
            Current = current,
            Previous = before,
            PreviousNumber = previous,
            CurrentRevocation = gate.RevocationOf(current),
            PreviousRevocation = gate.RevocationOf(before),
            Booted = bootId is null ? null : StoreHistory.Booted(records, bootId),
            IsBootedKnown = bootId is not null,
            Pending = Journal.PendingOf(records),
            Modules = current is null ? [] : [.. current.Modules.Select(new LoadedModules(hostRoot).Compare)],
        };
    }

    public IReadOnlyList<HistoryEntry> History() => StoreHistory.Entries(journal.Read(), generations.Numbers(), link.Read());

    public Generation? ReadCurrent() => link.Read() is { } number ? generations.Read(number) : null;
}
