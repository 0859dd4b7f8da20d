// SPDX-License-Identifier: Apache-2.0

using Keyway.Packages;

namespace Keyway.Hosts.Store;

/// <summary>
/// Unpacks one layer: 1. under a temporary name, each entry checked against the config's listing; 2. modes, then fsync of files and directories from the bottom up;
/// 3. everything read back from the disk and hashed; 4. renamed to its final name, which must be free, and the parent fsynced.
/// </summary>
internal sealed class LayerStaging(StoreDirectories store, RequestedLayer requested, Action<int> written)
{
    private const int DirectoryMode = 0x1c0; // 0700 until finished
    private const int FinishedMode = 0x1ed; // 0755
    private const int CopyBuffer = 256 * 1024;

    private readonly HostFileSystem files = store.Files;
    private readonly PackagedLayer layer = requested.Layer;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var name = StoreNames.PackageOf(layer.DiffId);
        var temporary = StoreNames.Temporary + name;
        files.MakeDirectory(store.Packages, temporary, DirectoryMode);
        using (var directory = files.OpenDirectory(store.Packages, temporary)) await FillAsync(directory, cancellationToken);

        // 4.
        files.Rename(store.Packages, temporary, name);
        files.Synchronise(store.Packages);
    }

    private async Task FillAsync(HostDirectory directory, CancellationToken cancellationToken)
    {
        DurableFile.Write(files, directory, StoreNames.LayerDocument, LayerListing.Of(layer).ToBytes());
        files.MakeDirectory(directory, StoreNames.Tree, DirectoryMode);
        using var top = files.OpenDirectory(directory, StoreNames.Tree);
        using StagedTree tree = new(files, top);

        // 1.
        await new LayerContent(requested).ReadAsync((entry, content) => WriteAsync(tree, entry, content, cancellationToken), cancellationToken);

        // 2. Files were finished as they were written.
        foreach (var entry in layer.Files.Where(entry => entry.Type == PackagedFileType.Directory).Reverse()) tree.FinishDirectory(entry.Path, FileModes.Parse(entry.Mode));
        foreach (var finished in new[] { top, directory })
        {
            files.ChangeMode(finished, FinishedMode);
            files.Synchronise(finished);
        }

        // 3.
        DurableFile.ReadBack(files, directory, StoreNames.LayerDocument, LayerListing.Of(layer).ToBytes());
        ReadBack(top, cancellationToken);
    }

    private async Task WriteAsync(StagedTree tree, PackagedFile entry, Stream content, CancellationToken cancellationToken)
    {
        switch (entry.Type)
        {
            case PackagedFileType.Directory:
                tree.MakeDirectory(entry.Path);
                break;
            case PackagedFileType.Symlink:
                tree.MakeSymbolicLink(entry.Path, entry.Target!);
                break;
            default:
                await WriteFileAsync(tree, entry, content, cancellationToken);
                break;
        }
    }

    // Mode before fsync: the metadata must be on disk with the content.
    private async Task WriteFileAsync(StagedTree tree, PackagedFile entry, Stream content, CancellationToken cancellationToken)
    {
        using var file = tree.CreateFile(entry.Path);
        if (entry.Size > 0) files.TryAllocate(file, entry.Size);
        await using HostFileStream disk = new(files, file, written);
        await content.CopyToAsync(disk, CopyBuffer, cancellationToken);
        files.ChangeMode(file, FileModes.Parse(entry.Mode));
        files.Synchronise(file);
    }

    private void ReadBack(HostDirectory top, CancellationToken cancellationToken)
    {
        TreeCheck check = new(files, top, layer.Files);
        if (check.Problems(cancellationToken).FirstOrDefault() is { } problem) throw Errors.ReadBackDiffers(top.PathOf(problem.Path), problem.Difference);
    }
}
