// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Artifacts.Transparency;

/// <summary>The walk from a node to the root that both kinds of proof share.</summary>
internal static class ProofPath
{
    /// <summary>The last node of a level may have no sibling; it then moves up unchanged until it is a right child or the root.</summary>
    public static void SkipLevelsWithoutSibling(ref long node, ref long last)
    {
        while (node != 0 && (node & 1) == 0)
        {
            node >>= 1;
            last >>= 1;
        }
    }
}
