// SPDX-License-Identifier: Apache-2.0

using System.Runtime.InteropServices;

namespace Keyway.Artifacts.Transparency;

/// <summary>
/// The right edge of a growing tree: of each level of tiles only the hashes of the unfinished one, so at most 255 for each factor of 256 in the size.
/// Appending and the root need nothing else. Not safe for concurrent calls.
/// </summary>
internal sealed class TreeEdge
{
    private readonly List<List<TreeHash>> levels = [];

    /// <summary>How many entries the tree has.</summary>
    public long Size { get; private set; }

    /// <summary>How many levels have an unfinished or finished tile.</summary>
    public int LevelCount => levels.Count;

    /// <summary>The root of the tree so far.</summary>
    public TreeHash Root
    {
        get
        {
            TreeHash? root = null;
            foreach (var level in levels) root = Fold(CollectionsMarshal.AsSpan(level), root);
            return root ?? TreeHash.OfEmptyTree;
        }
    }

    /// <summary>The edge of a tree of a size, from the unfinished tile of each level.</summary>
    public static TreeEdge Restore(long size, IEnumerable<TreeHash[]> unfinished)
    {
        TreeEdge edge = new() { Size = size };
        edge.levels.AddRange(unfinished.Select(hashes => hashes.ToList()));
        return edge;
    }

    public TreeEdge Clone() => Restore(Size, levels.Select(level => level.ToArray()));

    /// <summary>The hashes of a level's unfinished tile; empty when its last tile is full.</summary>
    public ReadOnlySpan<TreeHash> Unfinished(int level) => CollectionsMarshal.AsSpan(levels[level]);

    /// <summary>Adds an entry's leaf hash; each tile that becomes full is handed over.</summary>
    public void Add(in TreeHash leaf, FullTile full)
    {
        Add(0, leaf, full);
        Size++;
    }

    /// <summary>Takes the hashes of a full tile, in a span that is used again.</summary>
    public delegate void FullTile(int level, long index, ReadOnlySpan<TreeHash> hashes);

    /// <summary>The root of a perfect subtree over some hashes, whose number must be a power of two.</summary>
    public static TreeHash PerfectRoot(ReadOnlySpan<TreeHash> hashes)
    {
        if (hashes.Length == 1) return hashes[0];
        var half = hashes.Length / 2;
        return TreeHash.OfNode(PerfectRoot(hashes[..half]), PerfectRoot(hashes[half..]));
    }

    private void Add(int level, in TreeHash hash, FullTile full)
    {
        if (level == levels.Count) levels.Add([]);
        var tile = levels[level];
        tile.Add(hash);
        if (tile.Count < TilePath.Width) return;
        var hashes = CollectionsMarshal.AsSpan(tile);
        full(level, Size >> (8 * (level + 1)), hashes);
        var root = PerfectRoot(hashes);
        tile.Clear();
        Add(level + 1, root, full);
    }

    // The hashes of one level are perfect subtrees, from the right: one for each bit of their number, all left of what the levels below gave.
    private static TreeHash? Fold(ReadOnlySpan<TreeHash> hashes, TreeHash? right)
    {
        for (var width = 1; !hashes.IsEmpty; width *= 2)
        {
            if ((hashes.Length & width) == 0) continue;
            var subtree = PerfectRoot(hashes[^width..]);
            right = right is { } known ? TreeHash.OfNode(subtree, known) : subtree;
            hashes = hashes[..^width];
        }

        return right;
    }
}
