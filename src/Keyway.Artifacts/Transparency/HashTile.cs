// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Artifacts.Transparency;

/// <summary>A tile as bytes: its hashes one after the other. Spec: c2sp.org/tlog-tiles §"Merkle Tree". Pure.</summary>
internal static class HashTile
{
    public const int LargestTile = TilePath.Width * TreeHash.Length;

    public static byte[] Format(ReadOnlySpan<TreeHash> hashes)
    {
        var bytes = new byte[hashes.Length * TreeHash.Length];
        for (var index = 0; index < hashes.Length; index++) hashes[index].CopyTo(bytes.AsSpan(index * TreeHash.Length));
        return bytes;
    }

    /// <summary>The hashes, which must be at least so many; more are left out: a full tile stands in for each of its partial ones. Null when the bytes are no tile.</summary>
    public static TreeHash[]? Parse(ReadOnlySpan<byte> bytes, int width)
    {
        if (bytes.Length % TreeHash.Length != 0 || bytes.Length < width * TreeHash.Length || bytes.Length > LargestTile) return null;
        var hashes = new TreeHash[width];
        for (var index = 0; index < width; index++) hashes[index] = TreeHash.FromBytes(bytes.Slice(index * TreeHash.Length, TreeHash.Length));
        return hashes;
    }
}
