// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using Keyway.Compatibility;

namespace Keyway.Resolution.Explanations;

/// <summary>
/// The smallest set of leaves that would all have to hold for a derivation to hold; leave any one of them as it is and it still fails. Each leaf is
/// asked once in a tree, so the smallest set of a node follows from those of its parts. Spec: spec/explanation §"Minimal failing set".
/// </summary>
public static class FailingSet
{
    /// <summary>The set; empty when the derivation does not block.</summary>
    public static ImmutableArray<Derivation> Of(Derivation derivation, UnknownPolicy policy) => derivation.Junction switch
    {
        Junction.Leaf => Blocks(derivation, policy) ? [derivation] : [],
        Junction.All => [.. derivation.Parts.SelectMany(part => Of(part, policy))],
        _ => derivation.Parts.Select(part => Of(part, policy)).MinBy(set => set.Length),
    };

    /// <summary>Whether a leaf speaks against a choice. Without an instruction set there is nothing to choose, however lenient the policy.</summary>
    public static bool Blocks(Derivation leaf, UnknownPolicy policy) => leaf.Outcome switch
    {
        Outcome.Fail => true,
        Outcome.Unknown => policy == UnknownPolicy.Block || leaf.Check == "isa",
        _ => false,
    };
}
