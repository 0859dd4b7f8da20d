// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Hosts.Store;

/// <summary>The open directories of a store. Opened one part at a time without following links, so a planted link cannot lead a change elsewhere.</summary>
internal sealed class StoreDirectories(HostFileSystem files, string hostRoot) : IDisposable
{
    private const int Mode = 0x1ed; // 0755
    private const int WritableByOthers = 0x12; // 0022

    // From the host root to the store, then the store's own parts.
    private readonly List<HostDirectory> opened = [];

    public HostFileSystem Files => files;

    /// <summary>The store itself.</summary>
    public HostDirectory Root => opened[StoreNames.Place.Count];

    public HostDirectory Journal => opened[StoreNames.Place.Count + 1];

    public HostDirectory Packages => opened[StoreNames.Place.Count + 2];

    public HostDirectory Generations => opened[StoreNames.Place.Count + 3];

    /// <summary>Opens a store for reading; false when there is none.</summary>
    public bool TryOpen()
    {
        try
        {
            OpenAll(files.OpenDirectory);
            return true;
        }
        catch (HostFault fault) when (fault.Errno == Errno.NotThere && opened.Count > 0)
        {
            return false;
        }
    }

    /// <summary>Opens a store for a change and creates what is missing of it, durably: the lock file comes last and says that the rest is on disk.</summary>
    public void OpenOrCreate()
    {
        OpenAll(OpenOrCreate);
        foreach (var part in new[] { Root, Journal, Packages, Generations }) RefuseForeign(part);
        if (files.Status(Root, StoreNames.Lock) is not null) return;
        foreach (var directory in opened.AsEnumerable().Reverse()) files.Synchronise(directory);
    }

    public void Dispose()
    {
        foreach (var directory in opened) directory.Dispose();
        opened.Clear();
    }

    private void OpenAll(Func<HostDirectory, string, HostDirectory> open)
    {
        opened.Add(files.OpenRoot(hostRoot));
        foreach (var part in StoreNames.Place) opened.Add(open(opened[^1], part));
        var root = opened[^1];
        foreach (var part in StoreNames.Parts) opened.Add(open(root, part));
    }

    private HostDirectory OpenOrCreate(HostDirectory parent, string name)
    {
        if (files.Status(parent, name) is not null) return files.OpenDirectory(parent, name);
        files.MakeDirectory(parent, name, Mode);
        var directory = files.OpenDirectory(parent, name);
        files.ChangeMode(directory, Mode);
        return directory;
    }

    // What others can write to cannot be trusted to stay as it was verified; and renames need one file system.
    private void RefuseForeign(HostDirectory directory)
    {
        var status = files.Status(directory);
        if (status.Owner != files.User || (status.Mode & WritableByOthers) != 0) throw Errors.StoreOfOthers(directory.Path, status.Owner, status.Mode);
        if (status.Device != files.Status(Root).Device) throw new HostFault(HostOperationKind.Rename, directory.Path, Errno.CrossDevice);
    }
}
