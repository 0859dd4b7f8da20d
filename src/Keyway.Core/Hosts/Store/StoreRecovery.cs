// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Hosts.Store;

/// <summary>
/// Settles what a crash left behind, by what <c>current</c> says. Each step may be repeated, so a crash during recovery is settled by the next one.
/// A record or <c>current</c> that is not ours is refused before anything is touched. Spec: spec/host-store §"Recovery". 1. temporary names go; 2. what <c>current</c> says is made durable; 3. an unreached generation goes; 4. the end is recorded.
/// </summary>
internal sealed class StoreRecovery(StoreSession session)
{
    /// <param name="because">What an abort record gives as its reason.</param>
    public Recovery Run(string because)
    {
        var pending = Journal.PendingOf(session.Journal.Read());
        var current = session.Current.Read();
        var removed = RemoveTemporaries();
        if (pending is null) return new Recovery { RemovedNames = removed };
        session.Files.Synchronise(session.Directories.Root);
        var phase = current == pending.To ? JournalPhase.Commit : JournalPhase.Abort;
        if (phase == JournalPhase.Abort) DiscardUnreached(pending);
        session.Journal.Append(EndOf(pending, phase, because));
        return new Recovery { Settled = pending, Phase = phase, RemovedNames = removed };
    }

    private int RemoveTemporaries()
    {
        var store = session.Directories;
        var removed = 0;
        foreach (var parent in new[] { store.Root, store.Journal, store.Packages, store.Generations })
            foreach (var name in session.Files.List(parent).Where(IsLeftOver))
            {
                HostTree.Remove(session.Files, parent, name);
                removed++;
            }

        return removed;
    }

    private static bool IsLeftOver(string name) => StoreNames.IsTemporary(name) || name is StoreNames.Next or StoreNames.Reserve;

    private void DiscardUnreached(JournalRecord pending)
    {
        if (pending.Change != ChangeKind.Install || !session.Generations.Exists(pending.To)) return;
        HostTree.Discard(session.Files, session.Directories.Generations, [StoreNames.GenerationOf(pending.To)]);
    }

    private JournalRecord EndOf(JournalRecord pending, JournalPhase phase, string because) => pending with
    {
        Phase = phase,
        Time = session.Now,
        BootId = session.BootId,
        Reason = phase == JournalPhase.Commit ? "finished by recovery: the switch was done" : because,
    };
}
