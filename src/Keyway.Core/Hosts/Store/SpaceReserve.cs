// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Hosts.Store;

/// <summary>
/// Makes sure, before anything is fetched, that the unpacked layers will fit: counts bytes and inodes, then holds the blocks with a preallocated file that shrinks
/// as layers are unpacked.
/// </summary>
internal sealed class SpaceReserve(StoreDirectories store) : IDisposable
{
    private const int FileMode = 0x180; // 0600
    private const long Margin = 1 << 20;
    private const int InodeMargin = 64;

    private HostFile? file;
    private long held;

    /// <summary>Checks and holds the space; refuses when it is not there.</summary>
    public void Hold(IReadOnlyCollection<RequestedLayer> missing)
    {
        var space = store.Files.Space(store.Root);
        if (space.IsReadOnly) throw Errors.ReadOnly(store.Root.Path);
        var bytes = missing.Aggregate((Int128)Margin, (sum, layer) => sum + BytesOf(layer, space.BlockSize));
        var inodes = missing.Sum(layer => (long)layer.Layer.Files.Length) + InodeMargin;
        if (bytes > space.FreeBytes) throw Errors.NoSpace(store.Root.Path, (long)Int128.Min(bytes, long.MaxValue), space.FreeBytes);
        if (inodes > space.FreeInodes) throw Errors.NoInodes(store.Root.Path, inodes, space.FreeInodes.Value);
        held = (long)bytes;
        file = store.Files.CreateFile(store.Root, StoreNames.Reserve, FileMode);
        Allocate(file, space);
    }

    /// <summary>Gives back what one layer needs, just before it is unpacked.</summary>
    public void Release(RequestedLayer layer)
    {
        held = long.Max(Margin, held - (long)BytesOf(layer, store.Files.Space(store.Root).BlockSize));
        store.Files.Truncate(file!, held);
    }

    /// <summary>Gives back the rest, for the generation and the records.</summary>
    public void ReleaseAll() => store.Files.Truncate(file!, 0);

    public void Dispose() => file?.Dispose();

    private void Allocate(HostFile reserve, HostSpace space)
    {
        try
        {
            store.Files.TryAllocate(reserve, held);
        }
        catch (HostFault fault) when (fault.Errno is Errno.NoSpace or Errno.Quota or Errno.FileTooBig)
        {
            throw Errors.NoSpace(store.Root.Path, held, space.FreeBytes);
        }
    }

    // Sizes are somebody's claims until the layer was read: wide enough for any sum of them.
    private static Int128 Blocks(Int128 size, long block) => (size + block - 1) / block * block;

    private static Int128 BytesOf(RequestedLayer layer, long block) =>
        layer.Layer.Files.Aggregate((Int128)block, (sum, file) => sum + Blocks(file.Size, block) + block);
}
