// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Artifacts.Transparency;

/// <summary>
/// Reads a whole log, or what was added since a checkpoint that was seen before, and recomputes its tree: every entry, every tile and the root. Memory does not grow with the log:
/// one bundle, and the right edge of the tree.
/// </summary>
public static class LogAudit
{
    /// <summary>Takes each entry in its order, after its bundle was found to be in the log's tiles.</summary>
    public delegate ValueTask Visit(long index, ReadOnlyMemory<byte> entry);

    /// <summary>Reads and recomputes.</summary>
    /// <param name="resources">The log.</param>
    /// <param name="checkpoint">Its checkpoint, verified by the caller.</param>
    /// <param name="since">An older one, verified by the caller and audited before, or null.</param>
    /// <param name="visit">Called for each entry that is read, or null.</param>
    /// <param name="cancellationToken">Stops.</param>
    /// <exception cref="KeywayException">KW2513: an entry or tile is missing or wrong; KW2515: the log does not extend the older tree.</exception>
    public static async Task<AuditedLog> RunAsync(ILogResources resources, Checkpoint checkpoint, Checkpoint? since, Visit? visit, CancellationToken cancellationToken)
    {
        LogReader reader = new(resources, checkpoint);
        var edge = await StartAsync(reader, resources.Name, since, cancellationToken);
        var (first, bytes) = (edge.Size, 0L);
        while (edge.Size < checkpoint.Size)
        {
            var start = edge.Size;
            var entries = await ReadNextAsync(reader, edge, resources.Name, cancellationToken);
            for (var position = 0; position < entries.Count; position++)
            {
                bytes += entries[position].Length;
                if (visit is not null) await visit(start + position, entries[position]);
            }
        }

        if (edge.Root != checkpoint.Root) throw Errors.LogDamaged(resources.Name, $"its entries give the root {edge.Root}, its checkpoint says {checkpoint.Root}");
        return new AuditedLog(first, checkpoint.Size, checkpoint.Root, bytes);
    }

    private static async Task<TreeEdge> StartAsync(LogReader reader, string log, Checkpoint? since, CancellationToken cancellationToken)
    {
        if (since is null || since.Size == 0) return new TreeEdge();
        if (since.Size > reader.Checkpoint.Size) throw Errors.LogRolledBack(log, reader.Checkpoint, since);
        var edge = await reader.ReadEdgeAsync(since.Size, cancellationToken);
        return edge.Root == since.Root ? edge : throw Errors.LogForked(log, since, edge.Root);
    }

    // The rest of the bundle that the edge is in; every tile that it fills or that ends the tree is compared.
    private static async Task<IReadOnlyList<ReadOnlyMemory<byte>>> ReadNextAsync(LogReader reader, TreeEdge edge, string log, CancellationToken cancellationToken)
    {
        var all = await reader.ReadBundleAsync(edge.Size / TilePath.Width, cancellationToken);
        var end = (int)Math.Min(all.Count, reader.Checkpoint.Size - (edge.Size / TilePath.Width * TilePath.Width));
        var entries = all.Take(end).Skip((int)(edge.Size % TilePath.Width)).ToList();
        List<(int Level, long Index, byte[] Content)> tiles = [];
        foreach (var entry in entries)
            edge.Add(TreeHash.OfLeaf(entry.Span), (level, index, hashes) => tiles.Add((level, index, HashTile.Format(hashes))));
        if (edge.Size == reader.Checkpoint.Size) AddUnfinished(edge, tiles);
        foreach (var (level, index, content) in tiles)
        {
            var stored = await reader.ReadTileAsync(level, index, cancellationToken);
            if (!stored.AsSpan().SequenceEqual(content)) throw Errors.LogDamaged(log, $"{TilePath.OfTile(level, index, content.Length / TreeHash.Length)} is not what the entries hash to");
        }

        return entries;
    }

    private static void AddUnfinished(TreeEdge edge, List<(int Level, long Index, byte[] Content)> tiles)
    {
        for (var level = 0; level < edge.LevelCount; level++)
        {
            var hashes = edge.Unfinished(level);
            if (!hashes.IsEmpty) tiles.Add((level, edge.Size >> (8 * (level + 1)), HashTile.Format(hashes)));
        }
    }
}
