// SPDX-License-Identifier: Apache-2.0

using Keyway.Artifacts;

namespace Keyway.Hosts.Store;

/// <summary>The part that install and rollback share: intent, switch, commit, and what a failure leaves. Spec: spec/host-store §"Switch".</summary>
internal sealed class Change(StoreSession session, Generation? before, JournalRecord intent)
{
    private ChangeProgress progress;

    /// <summary>How long the switch and its fsync took.</summary>
    public TimeSpan SwitchTime { get; private set; }

    public static JournalRecord IntentOf(StoreSession session, IReadOnlyList<JournalRecord> records, ChangeKind kind, Generation to, string reason) => new()
    {
        SchemaVersion = 1,
        Sequence = records.Select(record => record.Sequence).DefaultIfEmpty().Max() + 1,
        Phase = JournalPhase.Intent,
        Change = kind,
        From = session.Current.Read(),
        To = to.Number,
        Package = to.Package,
        Version = to.Version,
        Index = to.Index,
        Time = session.Now,
        Reason = reason,
        BootId = session.BootId,
    };

    /// <summary>Makes the intent durable: from here on a crash is settled by recovery.</summary>
    public void Begin()
    {
        progress = ChangeProgress.Begun;
        session.Journal.Append(intent);
    }

    /// <summary>Switches <c>current</c> and records the commit.</summary>
    public void Finish()
    {
        session.Current.Prepare(intent.To);
        var start = session.Time.GetTimestamp();
        session.Current.Switch(() => progress = ChangeProgress.Switched);
        SwitchTime = session.Time.GetElapsedTime(start);
        progress = ChangeProgress.Durable;
        session.Journal.Append(intent with { Phase = JournalPhase.Commit, Time = session.Now, BootId = session.BootId, Reason = "switched" });
        progress = ChangeProgress.Committed;
    }

    /// <summary>Removes what is no longer needed; the change is committed, so a failure only leaves work for the next command.</summary>
    public bool TryCleanUp(int keptGenerations)
    {
        try
        {
            session.Files.RemoveFile(session.Directories.Root, StoreNames.Next);
            session.Files.RemoveFile(session.Directories.Root, StoreNames.Reserve);
            new GarbageCollection(session, keptGenerations).Run();
            return true;
        }
        catch (Exception failure) when (failure is HostFault or KeywayException)
        {
            return false;
        }
    }

    /// <summary>What to tell the caller after a failed file operation, once the host is back in a named state.</summary>
    public KeywayException RefusalOf(HostFault fault) => progress switch
    {
        ChangeProgress.Switched => NotConfirmed(fault),
        ChangeProgress.Durable => Errors.NotCommitted(fault, HostState.Unrecorded(intent.To)),
        _ => Errors.Fault(fault, Abort(fault.Message)),
    };

    /// <summary>Takes back what was begun and returns the state the host is in.</summary>
    public string Abort(string because)
    {
        try
        {
            new StoreRecovery(session).Run($"aborted: {because}");
            return progress == ChangeProgress.None ? HostState.Unchanged(intent.From, before) : HostState.Aborted(intent.From, before);
        }
        catch (Exception failure) when (failure is HostFault or KeywayException)
        {
            return HostState.AbortPending(intent.From, before);
        }
    }

    // The intent stays without an end: only what `current` says after a power cut can tell which way this went.
    private KeywayException NotConfirmed(HostFault fault)
    {
        try
        {
            session.Current.SwitchBack(intent.From);
            return Errors.NotConfirmed(fault, HostState.Unconfirmed(intent.From, before, intent.To));
        }
        catch (HostFault)
        {
            return Errors.NotConfirmed(fault, HostState.Unrecorded(intent.To));
        }
    }
}
