// SPDX-License-Identifier: Apache-2.0

using System.Numerics;

namespace Keyway.Artifacts.Transparency;

/// <summary>
/// Reads entries and makes proofs from the tiles of a log, for one checkpoint that the caller verified. Every answer was checked against the checkpoint's root, so a wrong tile
/// is refused, never passed on. Not safe for concurrent calls.
/// </summary>
/// <param name="resources">Where the tiles are.</param>
/// <param name="checkpoint">The verified checkpoint.</param>
public sealed class LogReader(ILogResources resources, Checkpoint checkpoint)
{
    private const int MostCachedTiles = 256;

    private readonly Dictionary<(int Level, long Index), TreeHash[]> tiles = [];

    /// <summary>The checkpoint that everything is proved for.</summary>
    public Checkpoint Checkpoint => checkpoint;

    /// <summary>An entry, found to be in the tree.</summary>
    /// <exception cref="KeywayException">KW2518: no such index; KW2513: the tiles do not give the checkpoint's root.</exception>
    public async Task<ReadOnlyMemory<byte>> ReadEntryAsync(long index, CancellationToken cancellationToken)
    {
        RequireIndex(index);
        var tile = index / TilePath.Width;
        var entry = (await ReadBundleAsync(tile, cancellationToken))[(int)(index % TilePath.Width)];
        await ProveAsync(index, TreeHash.OfLeaf(entry.Span), cancellationToken);
        return entry;
    }

    /// <summary>The inclusion proof of an entry whose leaf hash is in the tree's tiles.</summary>
    /// <exception cref="KeywayException">As for <see cref="ReadEntryAsync"/>.</exception>
    public async Task<TreeHash[]> ProveInclusionAsync(long index, CancellationToken cancellationToken)
    {
        RequireIndex(index);
        return await ProveAsync(index, await NodeAsync(0, index, cancellationToken), cancellationToken);
    }

    /// <summary>The proof that the checkpoint's tree starts with that of an older size.</summary>
    /// <exception cref="KeywayException">KW2518: no such size; KW2513: the tiles do not give the checkpoint's root.</exception>
    public async Task<TreeHash[]> ProveConsistencyAsync(long oldSize, CancellationToken cancellationToken)
    {
        RequireSize(oldSize);
        List<TreeHash> proof = [];
        if (oldSize > 0 && oldSize < checkpoint.Size) await AddSubProofAsync(oldSize, (0, checkpoint.Size), isWhole: true, proof, cancellationToken);
        var oldRoot = await RangeAsync(0, oldSize, cancellationToken);
        TreeHash[] hashes = [.. proof];
        return ConsistencyProof.Verify(oldSize, checkpoint.Size, oldRoot, checkpoint.Root, hashes) ? hashes : throw WrongTiles();
    }

    /// <summary>The root of the tree at an older size, found to be the start of the checkpoint's tree.</summary>
    /// <exception cref="KeywayException">As for <see cref="ProveConsistencyAsync"/>.</exception>
    public async Task<TreeHash> ReadRootAsync(long size, CancellationToken cancellationToken)
    {
        await ProveConsistencyAsync(size, cancellationToken);
        return await RangeAsync(0, size, cancellationToken);
    }

    internal async Task<TreeEdge> ReadEdgeAsync(long size, CancellationToken cancellationToken)
    {
        List<TreeHash[]> unfinished = [];
        for (var level = 0; level * 8 < 63 && size >> (level * 8) > 0; level++)
        {
            var count = size >> (level * 8);
            var width = (int)(count % TilePath.Width);
            unfinished.Add(width == 0 ? [] : (await TileAsync(level, count / TilePath.Width, cancellationToken))[..width]);
        }

        return TreeEdge.Restore(size, unfinished);
    }

    internal async Task<byte[]> ReadUnfinishedBundleAsync(CancellationToken cancellationToken)
    {
        var width = (int)(checkpoint.Size % TilePath.Width);
        if (width == 0) return [];
        var index = checkpoint.Size / TilePath.Width;
        var bytes = await RequireAsync(TilePath.OfEntries(index, width), EntryBundle.Largest, cancellationToken);
        var entries = EntryBundle.Read(bytes, width) ?? throw Errors.LogDamaged(resources.Name, $"{TilePath.OfEntries(index, width)} does not hold {width} entries");
        var leaves = await TileAsync(0, index, cancellationToken);
        for (var position = 0; position < width; position++)
            if (TreeHash.OfLeaf(entries[position].Span) != leaves[position]) throw Errors.LogDamaged(resources.Name, $"entry {(index * TilePath.Width) + position} does not hash to its leaf");
        return bytes;
    }

    /// <summary>A bundle's entries, of which nothing is checked but their number.</summary>
    internal async Task<IReadOnlyList<ReadOnlyMemory<byte>>> ReadBundleAsync(long index, CancellationToken cancellationToken)
    {
        var width = TilePath.WidthOf(0, index, checkpoint.Size);
        var (bytes, isFull) = await ReadEitherAsync(TilePath.OfEntries(index, width), TilePath.OfEntries(index), EntryBundle.Largest, cancellationToken);
        return EntryBundle.Read(bytes, isFull ? TilePath.Width : width) ?? throw Errors.LogDamaged(resources.Name, $"{TilePath.OfEntries(index, width)} does not hold {width} entries");
    }

    /// <summary>A tile's bytes, exactly as wide as it is in this tree, of which nothing is checked.</summary>
    internal async Task<byte[]> ReadTileAsync(int level, long index, CancellationToken cancellationToken)
    {
        var width = TilePath.WidthOf(level, index, checkpoint.Size);
        var (bytes, isFull) = await ReadEitherAsync(TilePath.OfTile(level, index, width), TilePath.OfTile(level, index), HashTile.LargestTile, cancellationToken);
        var expected = isFull ? TilePath.Width : width;
        if (bytes.Length != expected * TreeHash.Length) throw Errors.LogDamaged(resources.Name, $"{TilePath.OfTile(level, index, expected)} has {bytes.Length} bytes, not those of {expected} hashes");
        return isFull ? bytes[..(width * TreeHash.Length)] : bytes;
    }

    private async Task<TreeHash[]> ProveAsync(long index, TreeHash leaf, CancellationToken cancellationToken)
    {
        List<TreeHash> proof = [];
        var (start, end) = (0L, checkpoint.Size);
        while (end - start > 1)
        {
            var middle = start + LargestPowerBelow(end - start);
            var isLeft = index < middle;
            proof.Add(isLeft ? await RangeAsync(middle, end, cancellationToken) : await RangeAsync(start, middle, cancellationToken));
            (start, end) = isLeft ? (start, middle) : (middle, end);
        }

        proof.Reverse();
        TreeHash[] hashes = [.. proof];
        return InclusionProof.Verify(index, checkpoint.Size, leaf, hashes, checkpoint.Root) ? hashes : throw WrongTiles();
    }

    // RFC 6962 §2.1.2, SUBPROOF(m, D[n], b), with the range of D and m counted from its start.
    private async Task AddSubProofAsync(long size, (long Start, long End) range, bool isWhole, List<TreeHash> proof, CancellationToken cancellationToken)
    {
        var length = range.End - range.Start;
        if (size == length)
        {
            if (!isWhole) proof.Add(await RangeAsync(range.Start, range.End, cancellationToken));
            return;
        }

        var half = LargestPowerBelow(length);
        var middle = range.Start + half;
        if (size <= half)
        {
            await AddSubProofAsync(size, (range.Start, middle), isWhole, proof, cancellationToken);
            proof.Add(await RangeAsync(middle, range.End, cancellationToken));
            return;
        }

        await AddSubProofAsync(size - half, (middle, range.End), isWhole: false, proof, cancellationToken);
        proof.Add(await RangeAsync(range.Start, middle, cancellationToken));
    }

    // The root over a range that the recursion of RFC 6962 makes.
    private async Task<TreeHash> RangeAsync(long start, long end, CancellationToken cancellationToken)
    {
        if (start == end) return TreeHash.OfEmptyTree;
        var length = end - start;
        if (BitOperations.IsPow2(length)) return await NodeAsync(BitOperations.Log2((ulong)length), start / length, cancellationToken);
        var middle = start + LargestPowerBelow(length);
        return TreeHash.OfNode(await RangeAsync(start, middle, cancellationToken), await RangeAsync(middle, end, cancellationToken));
    }

    // The root of the perfect subtree of a height: at most 128 hashes of one tile give it.
    private async Task<TreeHash> NodeAsync(int height, long index, CancellationToken cancellationToken)
    {
        var (level, rows) = (height / 8, height % 8);
        var first = index << rows;
        var tile = await TileAsync(level, first / TilePath.Width, cancellationToken);
        return TreeEdge.PerfectRoot(tile.AsSpan((int)(first % TilePath.Width), 1 << rows));
    }

    private async Task<TreeHash[]> TileAsync(int level, long index, CancellationToken cancellationToken)
    {
        if (tiles.TryGetValue((level, index), out var known)) return known;
        if (tiles.Count == MostCachedTiles) tiles.Clear();
        var hashes = HashTile.Parse(await ReadTileAsync(level, index, cancellationToken), TilePath.WidthOf(level, index, checkpoint.Size))!;
        return tiles[(level, index)] = hashes;
    }

    private async Task<(byte[] Bytes, bool IsFull)> ReadEitherAsync(string path, string fullPath, int limit, CancellationToken cancellationToken)
    {
        if (path != fullPath && await resources.ReadAsync(path, limit, cancellationToken) is { } partial) return (partial, false);
        return (await RequireAsync(fullPath, limit, cancellationToken), true);
    }

    private async Task<byte[]> RequireAsync(string path, int limit, CancellationToken cancellationToken) =>
        await resources.ReadAsync(path, limit, cancellationToken) ?? throw Errors.LogDamaged(resources.Name, $"{path} is missing, which a tree of {checkpoint.Size} entries has");

    private void RequireIndex(long index)
    {
        if (index < 0 || index >= checkpoint.Size) throw Errors.NoSuchEntry(resources.Name, index, checkpoint.Size);
    }

    private void RequireSize(long size)
    {
        if (size < 0 || size > checkpoint.Size) throw Errors.NoSuchEntry(resources.Name, size, checkpoint.Size);
    }

    private KeywayException WrongTiles() => Errors.LogDamaged(resources.Name, $"its tiles do not give the root {checkpoint.Root} of its checkpoint of {checkpoint.Size} entries");

    private static long LargestPowerBelow(long length) => 1L << BitOperations.Log2((ulong)(length - 1));
}
