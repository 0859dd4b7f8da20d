// SPDX-License-Identifier: Apache-2.0

using System.Numerics;

namespace Keyway.Artifacts.Transparency;

/// <summary>Checks that an entry is in a tree, without allocations. Spec: RFC 9162 §2.1.3.2 (the trees are those of RFC 6962 §2.1.1). Pure.</summary>
public static class InclusionProof
{
    /// <summary>The longest proof that any tree has.</summary>
    public const int LongestProof = 63;

    /// <summary>How many hashes the proof for an index in a tree of a size has; -1 where there is none.</summary>
    public static int LengthOf(long index, long size)
    {
        if (index < 0 || index >= size) return -1;
        var inner = 64 - BitOperations.LeadingZeroCount((ulong)(index ^ (size - 1)));
        return inner + BitOperations.PopCount((ulong)index >> inner);
    }

    /// <summary>True when the root that follows from the leaf and the proof is this one.</summary>
    public static bool Verify(long index, long size, in TreeHash leaf, ReadOnlySpan<TreeHash> proof, in TreeHash root) =>
        TryComputeRoot(index, size, leaf, proof, out var computed) && computed == root;

    /// <summary>The root that follows from a leaf and its proof; false when the proof has the wrong length or the index is outside of the tree.</summary>
    public static bool TryComputeRoot(long index, long size, in TreeHash leaf, ReadOnlySpan<TreeHash> proof, out TreeHash root)
    {
        root = leaf;
        if (LengthOf(index, size) != proof.Length) return false;
        var (node, last) = (index, size - 1);
        foreach (ref readonly var sibling in proof)
        {
            if ((node & 1) == 0 && node != last)
            {
                root = TreeHash.OfNode(root, sibling);
            }
            else
            {
                root = TreeHash.OfNode(sibling, root);
                ProofPath.SkipLevelsWithoutSibling(ref node, ref last);
            }

            node >>= 1;
            last >>= 1;
        }

        return last == 0;
    }
}
