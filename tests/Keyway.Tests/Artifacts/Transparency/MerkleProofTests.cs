// SPDX-License-Identifier: Apache-2.0

using System.Text;
using Keyway.Artifacts.Transparency;

namespace Keyway.Tests.Artifacts.Transparency;

public sealed class MerkleProofTests
{
    private const int Largest = 41;

    private static readonly byte[][] Entries = [.. Enumerable.Range(0, Largest).Select(index => Encoding.ASCII.GetBytes($"entry {index}"))];

    [Fact]
    public void Every_inclusion_proof_of_the_definition_verifies()
    {
        foreach (var (index, size) in Pairs())
        {
            var proof = PlainMerkleTree.Inclusion(index, Entries.AsSpan(0, size));

            Assert.Equal(proof.Length, InclusionProof.LengthOf(index, size));
            Assert.True(InclusionProof.Verify(index, size, TreeHash.OfLeaf(Entries[index]), proof, Root(size)), $"{index} of {size}");
        }
    }

    [Fact]
    public void Inclusion_proof_of_another_index_size_leaf_root_or_length_is_refused()
    {
        foreach (var (index, size) in Pairs())
        {
            var (leaf, proof) = (TreeHash.OfLeaf(Entries[index]), PlainMerkleTree.Inclusion(index, Entries.AsSpan(0, size)));

            Assert.False(InclusionProof.Verify(index, size, TreeHash.OfLeaf("other"u8), proof, Root(size)));
            Assert.False(InclusionProof.Verify(index, size, leaf, proof, Root(size + 1)));
            Assert.False(InclusionProof.Verify(index, size, leaf, [.. proof, leaf], Root(size)));
            Assert.False(InclusionProof.Verify(-1, size, leaf, proof, Root(size)));
            Assert.False(InclusionProof.Verify(size, size, leaf, proof, Root(size)));
            if (proof.Length > 0) Assert.False(InclusionProof.Verify(index, size, leaf, proof.AsSpan(..^1), Root(size)));
            for (var other = 0; other < size; other++) Assert.Equal(other == index, InclusionProof.Verify(other, size, leaf, proof, Root(size)));
        }
    }

    [Fact]
    public void Inclusion_proof_with_any_hash_changed_is_refused()
    {
        var proof = PlainMerkleTree.Inclusion(17, Entries.AsSpan(0, Largest));
        for (var position = 0; position < proof.Length; position++)
        {
            TreeHash[] changed = [.. proof];
            changed[position] = TreeHash.OfLeaf("other"u8);

            Assert.False(InclusionProof.Verify(17, Largest, TreeHash.OfLeaf(Entries[17]), changed, Root(Largest)));
        }
    }

    [Fact]
    public void Every_consistency_proof_of_the_definition_verifies()
    {
        for (var size = 0; size <= Largest; size++)
            for (var old = 0; old <= size; old++)
                Assert.True(ConsistencyProof.Verify(old, size, Root(old), Root(size), PlainMerkleTree.Consistency(old, Entries.AsSpan(0, size))), $"{old} to {size}");
    }

    [Fact]
    public void Consistency_proof_of_other_sizes_roots_or_length_is_refused()
    {
        for (var size = 2; size < Largest; size++)
        {
            for (var old = 1; old < size; old++)
            {
                var proof = PlainMerkleTree.Consistency(old, Entries.AsSpan(0, size));

                Assert.False(ConsistencyProof.Verify(old, size, Root(old - 1), Root(size), proof));
                Assert.False(ConsistencyProof.Verify(old, size, Root(old), Root(size + 1), proof));
                Assert.False(ConsistencyProof.Verify(old, size, Root(old), Root(size), [.. proof, Root(old)]));
                Assert.False(ConsistencyProof.Verify(old, size, Root(old), Root(size), proof.AsSpan(..^1)));
                Assert.False(ConsistencyProof.Verify(old, size, Root(old), Root(size), []));
                Assert.False(ConsistencyProof.Verify(size, old, Root(size), Root(old), proof));
            }
        }
    }

    [Fact]
    public void A_tree_is_consistent_with_itself_only_when_the_roots_are_equal_and_with_the_empty_one_only_without_a_proof()
    {
        Assert.False(ConsistencyProof.Verify(7, 7, Root(7), Root(8), []));
        Assert.False(ConsistencyProof.Verify(7, 7, Root(7), Root(7), [Root(7)]));
        Assert.False(ConsistencyProof.Verify(0, 7, Root(0), Root(7), [Root(7)]));
        Assert.False(ConsistencyProof.Verify(0, 7, Root(1), Root(7), []));
        Assert.False(ConsistencyProof.Verify(0, 0, Root(0), Root(1), []));
        Assert.False(ConsistencyProof.Verify(-1, 7, Root(0), Root(7), []));
    }

    [Fact]
    public void Entries_of_every_length_hash_as_the_definition_says()
    {
        foreach (var length in (int[])[0, 1, 255, 510, 511, 512, 65535])
        {
            var entry = new byte[length];
            entry.AsSpan().Fill(7);

            Assert.Equal(PlainMerkleTree.RootHash([entry]), TreeHash.OfLeaf(entry));
        }
    }

    [Fact]
    public void Checking_a_proof_allocates_nothing()
    {
        var (leaf, root) = (TreeHash.OfLeaf(Entries[17]), Root(Largest));
        var proof = PlainMerkleTree.Inclusion(17, Entries.AsSpan(0, Largest));
        Assert.True(InclusionProof.Verify(17, Largest, leaf, proof, root));

        var before = GC.GetAllocatedBytesForCurrentThread();
        InclusionProof.Verify(17, Largest, leaf, proof, root);

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    private static TreeHash Root(int size) => PlainMerkleTree.RootHash(Entries.AsSpan(0, size));

    private static IEnumerable<(int Index, int Size)> Pairs() =>
        from size in Enumerable.Range(1, Largest - 1)
        from index in Enumerable.Range(0, size)
        select (index, size);
}
