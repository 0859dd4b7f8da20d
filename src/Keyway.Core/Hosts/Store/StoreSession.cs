// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Hosts.Store;

/// <summary>A store that is open for one change: locked and, unless the caller looks first, recovered.</summary>
internal sealed class StoreSession : IDisposable
{
    private readonly StoreLock storeLock;
    private readonly TimeProvider time;
    private readonly BootIdentity boot;

    public StoreSession(HostFileSystem files, string hostRoot, TimeProvider time)
    {
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

    public string? BootId => boot.Read();

    public DateTimeOffset Now => time.GetUtcNow();

    public TimeProvider Time => time;

    /// <summary>Opens or creates the store and takes the lock.</summary>
    public void Begin()
    {
        Directories.OpenOrCreate();
        storeLock.Take();
    }

    /// <summary>The document of the current generation; null when there is none.</summary>
    public Generation? ReadCurrent() => Current.Read() is { } number ? Generations.Read(number) : null;

    public void Dispose()
    {
        storeLock.Dispose();
        Directories.Dispose();
    }
}
