// SPDX-License-Identifier: Apache-2.0

using System.Buffers;

namespace Keyway.Artifacts.Transparency;

/// <summary>What one batch of entries changes: the edge that follows and the files to write. Pure; nothing is shared with the edge that it started from.</summary>
internal sealed class TreeGrowth
{
    private readonly long oldSize;
    private readonly ArrayBufferWriter<byte> bundle = new();

    public TreeGrowth(TreeEdge from, ReadOnlySpan<byte> unfinishedBundle)
    {
        Edge = from.Clone();
        oldSize = from.Size;
        bundle.Write(unfinishedBundle);
    }

    /// <summary>The edge after all entries.</summary>
    public TreeEdge Edge { get; }

    /// <summary>The entries of the unfinished bundle after all entries.</summary>
    public ReadOnlySpan<byte> UnfinishedBundle => bundle.WrittenSpan;

    /// <summary>Tiles and bundles, none of which any earlier tree has.</summary>
    public List<(string Path, byte[] Content)> Files { get; } = [];

    /// <summary>Directories of partial tiles that a full tile now stands in for.</summary>
    public List<string> Obsolete { get; } = [];

    public void Add(ReadOnlySpan<byte> entry)
    {
        EntryBundle.Write(bundle, entry);
        Edge.Add(TreeHash.OfLeaf(entry), AddFullTile);
        if (Edge.Size % TilePath.Width != 0) return;
        var path = TilePath.OfEntries((Edge.Size / TilePath.Width) - 1);
        AddFull(path, bundle.WrittenSpan.ToArray(), level: 0, (Edge.Size / TilePath.Width) - 1);
        bundle.ResetWrittenCount();
    }

    /// <summary>Adds the partial tiles at the end of each level.</summary>
    public void Finish()
    {
        if (bundle.WrittenCount > 0) Files.Add((TilePath.OfEntries(Edge.Size / TilePath.Width, (int)(Edge.Size % TilePath.Width)), bundle.WrittenSpan.ToArray()));
        for (var level = 0; level < Edge.LevelCount; level++)
        {
            var hashes = Edge.Unfinished(level);
            if (hashes.IsEmpty || CountAt(level, Edge.Size) == CountAt(level, oldSize)) continue;
            Files.Add((TilePath.OfTile(level, CountAt(level, Edge.Size) / TilePath.Width, hashes.Length), HashTile.Format(hashes)));
        }
    }

    private void AddFullTile(int level, long index, ReadOnlySpan<TreeHash> hashes) => AddFull(TilePath.OfTile(level, index), HashTile.Format(hashes), level, index);

    private void AddFull(string path, byte[] content, int level, long index)
    {
        Files.Add((path, content));
        if (TilePath.WidthOf(level, index, oldSize) > 0) Obsolete.Add(path + ".p");
    }

    private static long CountAt(int level, long size) => size >> (8 * level);
}
