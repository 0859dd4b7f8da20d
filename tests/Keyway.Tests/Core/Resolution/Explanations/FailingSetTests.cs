// SPDX-License-Identifier: Apache-2.0

using Keyway.Compatibility;
using Keyway.Resolution;
using Keyway.Resolution.Explanations;

namespace Keyway.Tests.Core.Resolution.Explanations;

public sealed class FailingSetTests
{
    [Fact]
    public void The_set_is_the_smallest_one_by_brute_force_over_generated_trees_of_up_to_12_leaves()
    {
        Random random = new(20261124);
        var compared = 0;
        while (compared < 1500)
        {
            var tree = Tree(random, 3);
            var leaves = tree.Leaves().ToArray();
            if (leaves.Length > 12) continue;
            foreach (var policy in new[] { UnknownPolicy.Block, UnknownPolicy.Warn })
            {
                var set = FailingSet.Of(tree, policy);
                var smallest = Enumerable.Range(0, 1 << leaves.Length).Where(mask => Holds(tree, policy, Chosen(leaves, mask))).Min(mask => int.PopCount(mask));
                Assert.Equal(smallest, set.Length);
                Assert.True(Holds(tree, policy, [.. set]));
                foreach (var one in set) Assert.False(Holds(tree, policy, [.. set.Where(other => other != one)]));
            }

            compared++;
        }
    }

    [Fact]
    public void Derivations_of_the_resolver_follow_from_their_parts()
    {
        foreach (var problem in Enumerable.Range(0, 800).Select(seed => GeneratedProblem.Of(seed)))
            foreach (var candidate in problem.Situation.Resolve([.. problem.Packages]).Candidates)
            {
                var derivation = Derivation.Of(candidate);
                Assert.Equal(derivation.Outcome, Derived(derivation));
                Assert.Equal(candidate.Verdict is CandidateVerdict.Chosen or CandidateVerdict.Surpassed, FailingSet.Of(derivation, problem.Situation.Policy.Unknown).IsEmpty);
            }
    }

    private static Outcome Derived(Derivation node) => node.Junction switch
    {
        Junction.Leaf => node.Outcome,
        Junction.All => node.Parts.Max(Derived),
        _ => node.Parts.Min(Derived),
    };

    // The tree when the given leaves were answered well.
    private static bool Holds(Derivation node, UnknownPolicy policy, HashSet<Derivation> answered) => node.Junction switch
    {
        Junction.Leaf => answered.Contains(node) || !FailingSet.Blocks(node, policy),
        Junction.All => node.Parts.All(part => Holds(part, policy, answered)),
        _ => node.Parts.Any(part => Holds(part, policy, answered)),
    };

    private static HashSet<Derivation> Chosen(Derivation[] leaves, int mask) => [.. leaves.Where((_, index) => (mask >> index & 1) == 1)];

    private static Derivation Tree(Random random, int depth)
    {
        var leaf = new Derivation { Junction = Junction.Leaf, Check = random.Next(6) == 0 ? "isa" : "check", Outcome = (Outcome)random.Next(4), Reason = $"reason {random.NextInt64()}" };
        if (depth == 0 || random.Next(3) == 0) return leaf;
        return leaf with { Junction = random.Next(2) == 0 ? Junction.All : Junction.Any, Parts = [.. Enumerable.Range(0, random.Next(1, 4)).Select(_ => Tree(random, depth - 1))] };
    }
}
