// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Hosts.Store;

/// <summary>One rollback: the install sequence without its steps 3, 5 and 6, since the generation is on disk. Spec: spec/host-store §"Rollback".</summary>
internal sealed class RollingBack(StoreSession session, string reason)
{
    private readonly long started = session.Time.GetTimestamp();

    /// <param name="wanted">The generation to switch to; null for the previous one.</param>
    public InstallOutcome Run(long? wanted, int keptGenerations)
    {
        session.Begin();
        new StoreRecovery(session).Run("interrupted before the switch");
        var (records, kept, current) = (session.Journal.Read(), session.Generations.Numbers(), session.Current.Read());
        var number = wanted ?? StoreHistory.Previous(records, kept, current) ?? throw Errors.NothingBefore(current);
        if (!kept.Contains(number)) throw Errors.NoGeneration(number, kept);
        var (before, target) = (session.TryReadCurrent().Document, session.Generations.Read(number));
        if (number == current) return new InstallOutcome { Result = InstallResult.AlreadyCurrent, From = current, Before = before, Now = target, Elapsed = Elapsed };
        RefuseIncomplete(target);
        var change = Switch(before, Change.IntentOf(session, records, ChangeKind.Rollback, target, reason));
        return new InstallOutcome
        {
            Result = InstallResult.Switched,
            From = current,
            Before = before,
            Now = target,
            ReusedLayers = target.Layers.Length,
            SwitchTime = change.SwitchTime,
            IsCleanedUp = change.TryCleanUp(keptGenerations),
            Elapsed = Elapsed,
        };
    }

    private TimeSpan Elapsed => session.Time.GetElapsedTime(started);

    private Change Switch(Generation? before, JournalRecord intent)
    {
        Change change = new(session, before, intent);
        try
        {
            change.Begin();
            change.Finish();
            return change;
        }
        catch (HostFault fault)
        {
            throw change.RefusalOf(fault);
        }
    }

    private void RefuseIncomplete(Generation target)
    {
        var packages = session.Directories.Packages;
        var missing = target.Layers.Select(layer => StoreNames.PackageOf(layer.DiffId)).FirstOrDefault(name => session.Files.Status(packages, name) is null);
        if (missing is not null) throw Errors.LayerMissing(target.Number, packages.PathOf(missing));
    }
}
