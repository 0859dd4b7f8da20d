// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Hosts.Store;

/// <summary>
/// The driver stacks of one host: unpacked layers, generations made of links to them, and <c>current</c>, which always names one complete generation.
/// Every change is journalled and survives a crash at any instant as the old or the new state. Spec: spec/host-store. Changes exclude each other across
/// processes; reading needs no lock.
/// </summary>
public sealed class GenerationStore
{
    private readonly string root;
    private readonly TimeProvider time;
    private readonly HostFileSystem files;

    /// <summary>The store of the host whose file system starts at <paramref name="root"/>.</summary>
    public GenerationStore(string root, TimeProvider time)
        : this(root, time, new HostFileSystem())
    {
    }

    internal GenerationStore(string root, TimeProvider time, HostFileSystem files)
    {
        this.root = root;
        this.time = time;
        this.files = files;
    }

    /// <summary>How many generations stay on disk at least; the current, the previous and the booted one always do.</summary>
    public int KeptGenerations { get; init; } = 3;

    /// <summary>Unpacks what is missing, builds a generation and switches to it. Cancelling or failing leaves the former generation current.</summary>
    public async Task<InstallOutcome> InstallAsync(InstallRequest request, IProgress<InstallProgress>? progress, CancellationToken cancellationToken)
    {
        try
        {
            using StoreSession session = new(files, root, time);
            return await new Installation(session, request, progress).RunAsync(KeptGenerations, cancellationToken);
        }
        catch (HostFault fault)
        {
            throw Errors.Fault(fault, HostState.NotBegun);
        }
    }

    /// <summary>Switches to a generation that is still on disk; null means the one before the current one. Nothing is downloaded.</summary>
    /// <param name="generation">The generation, or null.</param>
    /// <param name="reason">Why, for the history.</param>
    /// <param name="admitted">Told when nothing refuses any more and before the switch; what it throws ends the rollback.</param>
    public InstallOutcome Rollback(long? generation, string reason, Action<Generation>? admitted = null) =>
        Guarded(session => new RollingBack(session, reason, admitted).Run(generation, KeptGenerations));

    /// <summary>Settles an interrupted change and removes what it left behind; does nothing when there is nothing to settle.</summary>
    public Recovery Recover() => Guarded(session =>
    {
        session.Begin();
        return new StoreRecovery(session).Run("interrupted before the switch");
    });

    /// <summary>What is current, previous, booted and pending.</summary>
    public StoreStatus ReadStatus() => Read(store => new StoreReading(store, root).Status()) ?? new StoreStatus();

    /// <summary>All changes, newest first.</summary>
    public IReadOnlyList<HistoryEntry> ReadHistory() => Read(store => new StoreReading(store, root).History()) ?? [];

    /// <summary>Hashes every file of the current generation again; null when there is none.</summary>
    public StoreVerification? Verify(CancellationToken cancellationToken) => Read(store =>
        new StoreReading(store, root).ReadCurrent() is { } current ? new GenerationCheck(store, current).Run(cancellationToken) : null);

    private T Guarded<T>(Func<StoreSession, T> change)
    {
        try
        {
            using StoreSession session = new(files, root, time);
            return change(session);
        }
        catch (HostFault fault)
        {
            throw Errors.Fault(fault, HostState.NotBegun);
        }
    }

    private T? Read<T>(Func<StoreDirectories, T?> read)
        where T : class
    {
        try
        {
            using StoreDirectories store = new(files, root);
            return store.TryOpen() ? read(store) : null;
        }
        catch (HostFault fault)
        {
            throw Errors.Fault(fault, HostState.Reading);
        }
    }
}
