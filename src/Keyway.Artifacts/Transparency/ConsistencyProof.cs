// SPDX-License-Identifier: Apache-2.0

using System.Numerics;

namespace Keyway.Artifacts.Transparency;

/// <summary>Checks that one tree is a prefix of another, without allocations. Spec: RFC 9162 §2.1.4.2 (the trees are those of RFC 6962 §2.1.2). Pure.</summary>
public static class ConsistencyProof
{
    /// <summary>The longest proof that any two trees have.</summary>
    public const int LongestProof = 63;

    /// <summary>True when the tree of <paramref name="oldSize"/> entries is the start of the one of <paramref name="newSize"/>.</summary>
    public static bool Verify(long oldSize, long newSize, in TreeHash oldRoot, in TreeHash newRoot, ReadOnlySpan<TreeHash> proof)
    {
        if (oldSize < 0 || oldSize > newSize || proof.Length > LongestProof) return false;

        // Two cases that the RFC leaves out: every tree starts with the empty one, and with itself.
        if (oldSize == 0) return proof.IsEmpty && oldRoot == TreeHash.OfEmptyTree && (newSize != 0 || newRoot == oldRoot);
        if (oldSize == newSize) return proof.IsEmpty && oldRoot == newRoot;

        // A complete old tree is itself the first node, so the proof leaves it out.
        if (BitOperations.IsPow2(oldSize)) return Climb(oldSize, newSize, oldRoot, proof) == (oldRoot, newRoot);
        return !proof.IsEmpty && Climb(oldSize, newSize, proof[0], proof[1..]) == (oldRoot, newRoot);
    }

    // Both roots that follow from the proof, or null when it is too short or too long.
    private static (TreeHash Old, TreeHash New)? Climb(long oldSize, long newSize, in TreeHash start, ReadOnlySpan<TreeHash> proof)
    {
        var (node, last) = (oldSize - 1, newSize - 1);
        var complete = BitOperations.TrailingZeroCount(~node);
        node >>= complete;
        last >>= complete;

        var (old, grown) = (start, start);
        foreach (ref readonly var sibling in proof)
        {
            if (last == 0) return null;
            if ((node & 1) == 0 && node != last)
            {
                grown = TreeHash.OfNode(grown, sibling);
            }
            else
            {
                old = TreeHash.OfNode(sibling, old);
                grown = TreeHash.OfNode(sibling, grown);
                ProofPath.SkipLevelsWithoutSibling(ref node, ref last);
            }

            node >>= 1;
            last >>= 1;
        }

        return last == 0 ? (old, grown) : null;
    }
}
