// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Hosts.Store;

/// <summary>Removes whole trees, from the leaves up, following no link.</summary>
internal static class HostTree
{
    private const int OwnerAll = 0x1c0; // 0700

    /// <summary>
    /// Takes final names away and then removes what they named. The names are gone durably before the first file is: otherwise a power cut could bring back a
    /// final name with half of its content.
    /// </summary>
    public static void Discard(HostFileSystem files, HostDirectory parent, IReadOnlyCollection<string> names)
    {
        if (names.Count == 0) return;
        foreach (var name in names) files.Rename(parent, name, StoreNames.Temporary + name);
        files.Synchronise(parent);
        foreach (var name in names) Remove(files, parent, StoreNames.Temporary + name);
    }

    /// <summary>Removes a name and everything below it; does nothing when there is no such name.</summary>
    public static void Remove(HostFileSystem files, HostDirectory parent, string name)
    {
        if (files.Status(parent, name) is not { } status) return;
        if (status.Type != HostFileType.Directory)
        {
            files.RemoveFile(parent, name);
            return;
        }

        Empty(files, parent, name, status.Mode);
        files.RemoveDirectory(parent, name);
    }

    private static void Empty(HostFileSystem files, HostDirectory parent, string name, int mode)
    {
        using var directory = files.OpenDirectory(parent, name);
        if ((mode & OwnerAll) != OwnerAll) files.ChangeMode(directory, OwnerAll);
        foreach (var entry in files.List(directory)) Remove(files, directory, entry);
    }
}
