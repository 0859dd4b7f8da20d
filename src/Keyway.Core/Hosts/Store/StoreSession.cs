// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Hosts.Store;

/// <summary>A store that is open for one change: locked and, unless the caller looks first, recovered.</summary>
internal sealed class StoreSession : IDisposable
{
    private readonly StoreLock storeLock;
    private readonly TimeProvider time;
    private readonly BootIdentity boot;

    private readonly Lazy<ChannelGate> gate;

    public StoreSession(HostFileSystem files, string hostRoot, TimeProvider time)
    {
        gate = new Lazy<ChannelGate>(() => new ChannelGate(hostRoot, time.GetUtcNow()));
        this.time = time;
        boot = new BootIdentity(hostRoot);
        Directories = new StoreDirectories(files, hostRoot);
        storeLock = new StoreLock(Directories);
        Journal = new Journal(Directories);
        Current = new CurrentLink(Directories);
        Generations = new GenerationDirectory(Directories);
    }

    public StoreDirectories Directories { get; }

    public HostFileSystem Files => Directories.Files;

    public Journal Journal { get; }

    public CurrentLink Current { get; }

    public GenerationDirectory Generations { get; }

    /// <summary>The host's channel, as read when it is first asked: under the lock.</summary>
    public ChannelGate Gate => gate.Value;

    public string? BootId => boot.Read();

    public DateTimeOffset Now => time.GetUtcNow();

    public TimeProvider Time => time;

    /// <summary>Opens or creates the store and takes the lock.</summary>
    public void Begin()
    {
        Directories.OpenOrCreate();
        storeLock.Take();
    }

    /// <summary>
    /// The current generation, both null when there is none. Damage of its document is no refusal: a change leads away from it.
    /// </summary>
    public (long? Number, Generation? Document) TryReadCurrent() => Current.Read() is { } number ? (number, Generations.TryRead(number)) : (null, null);

    public void Dispose()
    {
        storeLock.Dispose();
        Directories.Dispose();
    }
}
