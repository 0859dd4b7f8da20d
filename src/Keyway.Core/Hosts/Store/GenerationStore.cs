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

    /// <summary>Unpacks what is missing, builds a generation and switches to it. Cancelling or failing leaves the former generation current.</summary>
    public Task<InstallOutcome> InstallAsync(InstallRequest request, IProgress<InstallProgress>? progress, CancellationToken cancellationToken) =>
        throw new NotSupportedException($"{root} {time} {files.Count} {request} {progress} {cancellationToken.IsCancellationRequested}");

    /// <summary>Switches to a generation that is still on disk; null means the one before the current one. Nothing is downloaded.</summary>
    public InstallOutcome Rollback(long? generation, string reason) => throw new NotSupportedException($"{generation} {reason}");

    /// <summary>Settles an interrupted change and removes what it left behind; does nothing when there is nothing to settle.</summary>
    public Recovery Recover() => throw new NotSupportedException();

    /// <summary>What is current, previous, booted and pending.</summary>
    public StoreStatus ReadStatus() => throw new NotSupportedException();

    /// <summary>All changes, newest first.</summary>
    public IReadOnlyList<HistoryEntry> ReadHistory() => throw new NotSupportedException();

    /// <summary>Hashes every file of the current generation again.</summary>
    public StoreVerification Verify(CancellationToken cancellationToken) => throw new NotSupportedException($"{cancellationToken.IsCancellationRequested}");
}
