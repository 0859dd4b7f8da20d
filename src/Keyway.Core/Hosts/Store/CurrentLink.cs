// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Hosts.Store;

/// <summary>The symbolic link <c>current</c>: the one name that decides which generation a host uses. Spec: spec/host-store §"Switch".</summary>
internal sealed class CurrentLink(StoreDirectories store)
{
    /// <summary>The number that <c>current</c> names; null when there is none.</summary>
    public long? Read() => ReadNumber(StoreNames.Current);

    /// <summary>Lets <c>.next</c> name a generation, durably: what is exchanged next must be on disk before.</summary>
    public void Prepare(long number)
    {
        store.Files.RemoveFile(store.Root, StoreNames.Next);
        store.Files.MakeSymbolicLink(store.Root, StoreNames.Next, StoreNames.TargetOf(number));
        store.Files.Synchronise(store.Root);
    }

    /// <summary>
    /// Gives the prepared link its place: 1. one rename or exchange; 2. fsync of the store's directory. A failure before step 1 leaves <c>current</c> alone;
    /// <paramref name="switched"/> is called between the two.
    /// </summary>
    public void Switch(Action switched)
    {
        var (files, root) = (store.Files, store.Root);

        // 1. Without an exchange the plain rename replaces the link in one step as well.
        if (files.Status(root, StoreNames.Current) is null) files.Rename(root, StoreNames.Next, StoreNames.Current);
        else if (!files.TryExchange(root, StoreNames.Next, StoreNames.Current)) files.RenameOver(root, StoreNames.Next, StoreNames.Current);
        switched();

        // 2. Without it a power cut could bring the old link back after the commit record was written.
        files.Synchronise(root);
    }

    /// <summary>Undoes a switch that the disk did not confirm.</summary>
    public void SwitchBack(long? number)
    {
        var (files, root) = (store.Files, store.Root);
        files.RemoveFile(root, StoreNames.Next);
        if (number is null)
        {
            files.RemoveFile(root, StoreNames.Current);
            return;
        }

        files.MakeSymbolicLink(root, StoreNames.Next, StoreNames.TargetOf(number.Value));
        files.RenameOver(root, StoreNames.Next, StoreNames.Current);
    }

    private long? ReadNumber(string name)
    {
        string? target;
        try
        {
            target = store.Files.ReadLink(store.Root, name);
        }
        catch (HostFault fault) when (fault.Errno == Errno.Invalid)
        {
            throw Errors.ForeignCurrent(store.Root.PathOf(name), "not a symbolic link");
        }

        return target is null ? null : StoreNames.NumberOf(target) ?? throw Errors.ForeignCurrent(store.Root.PathOf(name), $"a link to '{target}'");
    }
}
