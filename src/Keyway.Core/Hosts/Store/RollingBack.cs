// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Hosts.Store;

/// <summary>One rollback: the install sequence without its steps 3, 5 and 6, since the generation is on disk. Spec: spec/host-store §"Rollback".</summary>
internal sealed class RollingBack(StoreSession session, string reason, Action<Generation>? admitted)
{
    private readonly long started = session.Time.GetTimestamp();

    /// <param name="wanted">The generation to switch to; null for the previous one.</param>
    public InstallOutcome Run(long? wanted, int keptGenerations)
    {
        session.Begin();
        new StoreRecovery(session).Run("interrupted before the switch");
        var (records, kept, current) = (session.Journal.Read(), session.Generations.Numbers(), session.Current.Read());
        var before = session.TryReadCurrent().Document;
        var number = wanted ?? Choose(StoreHistory.Earlier(records, kept, current), before) ?? throw Errors.NothingBefore(current);
        if (!kept.Contains(number)) throw Errors.NoGeneration(number, kept);
        var target = session.Generations.Read(number);
        if (number == current) return new InstallOutcome { Result = InstallResult.AlreadyCurrent, From = current, Before = before, Now = target, Elapsed = Elapsed };
        if (session.Gate.RefusalOf(before, target) is { } refusal) throw refusal;
        var permit = session.Gate.PermitOf(before, target);
        RefuseIncomplete(target);
        admitted?.Invoke(target);
        var change = Switch(before, Change.IntentOf(session, records, ChangeKind.Rollback, target, reason));
        return new InstallOutcome
        {
            Result = InstallResult.Switched,
            From = current,
            Before = before,
            Now = target,
            UsedPermit = permit,
            ReusedLayers = target.Layers.Length,
            SwitchTime = change.SwitchTime,
            IsCleanedUp = change.TryCleanUp(keptGenerations),
            Elapsed = Elapsed,
        };
    }

    // The newest that the channel does not refuse: a revoked generation is no fallback. Where all are refused, the first one's refusal is what to say.
    private long? Choose(IReadOnlyList<long> earlier, Generation? before) =>
        earlier.Cast<long?>().FirstOrDefault(number => session.Generations.TryRead(number!.Value) is not { } target || session.Gate.RefusalOf(before, target) is null) ?? earlier.Cast<long?>().FirstOrDefault();

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
