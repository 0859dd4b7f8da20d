// SPDX-License-Identifier: Apache-2.0

using Keyway.Artifacts.Content;
using Keyway.Artifacts.Oci;

namespace Keyway.Publishing;

/// <summary>
/// Where a pack goes. A layout that exists is added to. One that does not is made in <c>&lt;path&gt;.part</c> beside it, locked while somebody works there,
/// and renamed at the end; what a killed pack left there is cleared by the next one.
/// </summary>
internal sealed class PackTarget : IAsyncDisposable
{
    private const string LockName = ".pack.part";

    private readonly string path;
    private readonly string? staging;
    private readonly FileStream? held;

    private PackTarget(string path, string? staging, FileStream? held, LayoutDirectory layout)
    {
        this.path = path;
        this.staging = staging;
        this.held = held;
        Layout = layout;
    }

    public LayoutDirectory Layout { get; }

    public static async Task<PackTarget> OpenAsync(string path, TimeProvider time, CancellationToken cancellationToken)
    {
        if (Directory.Exists(path) && Directory.EnumerateFileSystemEntries(path).Any()) return await OpenExistingAsync(path, time, cancellationToken);
        return await OpenNewAsync(path, Path.TrimEndingDirectorySeparator(path) + ".part", time, cancellationToken);
    }

    /// <summary>Gives a new layout its name, durably.</summary>
    public async Task CommitAsync(CancellationToken cancellationToken)
    {
        if (staging is null) return;
        cancellationToken.ThrowIfCancellationRequested();
        File.Delete(Path.Combine(staging, LockName));
        DurableDirectory.Sync(staging);
        if (Directory.Exists(path)) Directory.Delete(path); // an empty one; Directory.Move does not replace it
        Directory.Move(staging, path);
        DurableDirectory.Sync(Path.GetDirectoryName(Path.GetFullPath(path))!);
        await held!.DisposeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await Layout.DisposeAsync();
        if (held is null || staging is null || !File.Exists(Path.Combine(staging, LockName))) return;
        Directory.Delete(staging, recursive: true);
        await held.DisposeAsync();
    }

    private static async Task<PackTarget> OpenExistingAsync(string path, TimeProvider time, CancellationToken cancellationToken)
    {
        var layout = await LayoutDirectory.CreateAsync(path, time, cancellationToken); // refuses a directory with other content
        layout.Blobs.RemoveStaleParts();
        AtomicFile.RemoveStaleParts(path);
        return new PackTarget(path, null, null, layout);
    }

    private static async Task<PackTarget> OpenNewAsync(string path, string part, TimeProvider time, CancellationToken cancellationToken)
    {
        DurableDirectory.Create(part);
        var lease = Hold(part);
        PackTarget? target = null;
        try
        {
            Clear(part);
            return target = new PackTarget(path, part, lease, await LayoutDirectory.CreateAsync(part, time, cancellationToken));
        }
        finally
        {
            if (target is null) await lease.DisposeAsync();
        }
    }

    private static FileStream Hold(string part)
    {
        try
        {
            return new FileStream(Path.Combine(part, LockName), FileMode.OpenOrCreate, FileAccess.Write, FileShare.None);
        }
        catch (IOException)
        {
            throw Errors.TargetBusy(part);
        }
    }

    private static void Clear(string part)
    {
        foreach (var directory in Directory.EnumerateDirectories(part)) Directory.Delete(directory, recursive: true);
        foreach (var file in Directory.EnumerateFiles(part).Where(file => Path.GetFileName(file) != LockName)) File.Delete(file);
    }
}
