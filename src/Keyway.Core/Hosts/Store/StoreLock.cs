// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using System.Text;

namespace Keyway.Hosts.Store;

/// <summary>The exclusive right to change a store, until disposed. The kernel drops it when the process ends, however it ends; the file stays and names the last holder.</summary>
internal sealed class StoreLock(StoreDirectories store) : IDisposable
{
    private const int Mode = 0x1a4; // 0644
    private const int LongestHolder = 20;

    private HostFile? file;
    private bool isHeld;

    public void Take()
    {
        file = store.Files.OpenOrCreateFile(store.Root, StoreNames.Lock, Mode);
        if (!store.Files.TryLock(file)) throw Errors.Busy(store.Root.Path, Holder(file));
        isHeld = true;
        store.Files.Truncate(file, 0);
        store.Files.Write(file, 0, Encoding.ASCII.GetBytes(Environment.ProcessId.ToString(CultureInfo.InvariantCulture) + "\n"));
    }

    public void Dispose()
    {
        if (isHeld) HostFileSystem.Unlock(file!);
        file?.Dispose();
    }

    private int? Holder(HostFile held)
    {
        var text = new byte[LongestHolder];
        var length = store.Files.Read(held, 0, text);
        return int.TryParse(Encoding.ASCII.GetString(text, 0, length).TrimEnd('\n'), NumberStyles.None, CultureInfo.InvariantCulture, out var holder) ? holder : null;
    }
}
