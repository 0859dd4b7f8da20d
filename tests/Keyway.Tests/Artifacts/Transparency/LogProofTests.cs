// SPDX-License-Identifier: Apache-2.0

using System.Text;
using Keyway.Artifacts;
using Keyway.Artifacts.Transparency;
using Keyway.Tests.Fixtures;

namespace Keyway.Tests.Artifacts.Transparency;

public sealed class LogProofTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1, 0)]
    [InlineData(300, 0)]
    [InlineData(300, 299)]
    public async Task Proof_of_an_entry_is_verified_offline_and_survives_its_text_form(int size, int index)
    {
        using LogDirectory directory = new();
        var proof = await ProofAsync(directory, size, index);

        var again = LogProof.Parse(proof.ToBytes());
        var verdict = again.Verify(TreeHash.OfLeaf(Entry(index)), LogPolicy.OfLog(directory.Signer.Key));

        Assert.Equal(proof.ToBytes(), again.ToBytes());
        Assert.Equal(size, verdict.OrRefuse().Size);
    }

    [Fact]
    public async Task Proof_of_another_entry_index_length_or_log_is_refused()
    {
        using LogDirectory directory = new();
        var proof = await ProofAsync(directory, 300, 7);
        var (leaf, policy) = (TreeHash.OfLeaf(Entry(7)), LogPolicy.OfLog(directory.Signer.Key));

        string[] reasons =
        [
            proof.Verify(TreeHash.OfLeaf(Entry(8)), policy).Reasons[0],
            new LogProof(6, proof.Hashes, proof.Note).Verify(leaf, policy).Reasons[0],
            new LogProof(300, proof.Hashes, proof.Note).Verify(leaf, policy).Reasons[0],
            new LogProof(7, proof.Hashes[1..], proof.Note).Verify(leaf, policy).Reasons[0],
            proof.Verify(leaf, LogPolicy.OfLog(LogDirectory.SignerOf(LogDirectory.Origin, 9).Key)).Reasons[0],
        ];

        Golden.Verify("transparency/proof-refusals.txt", string.Join("\n", reasons) + "\n");
        Assert.False(proof.Verify(TreeHash.OfLeaf(Entry(8)), policy).IsAccepted);
    }

    [Fact]
    public async Task Extra_data_is_kept_and_vouched_for_by_nothing()
    {
        using LogDirectory directory = new();
        var proof = await ProofAsync(directory, 3, 1);

        var again = LogProof.Parse(new LogProof(1, proof.Hashes, proof.Note, "name"u8.ToArray()).ToBytes());

        Assert.Equal("name"u8.ToArray(), again.Extra.ToArray());
        Assert.True(again.Verify(TreeHash.OfLeaf(Entry(1)), LogPolicy.OfLog(directory.Signer.Key)).IsAccepted);
    }

    [Fact]
    public async Task Any_flipped_bit_of_a_proof_is_refused()
    {
        using LogDirectory directory = new();
        var bytes = (await ProofAsync(directory, 300, 7)).ToBytes();
        var (leaf, policy) = (TreeHash.OfLeaf(Entry(7)), LogPolicy.OfLog(directory.Signer.Key));
        for (var position = 0; position < bytes.Length; position++)
        {
            bytes[position] ^= 1;
            Assert.False(IsAccepted(bytes, leaf, policy), $"byte {position}");
            bytes[position] ^= 1;
        }

        Assert.True(IsAccepted(bytes, leaf, policy));
    }

    [Theory]
    [InlineData("")]
    [InlineData("c2sp.org/tlog-proof@v2\nindex 0\n\nNOTE")]
    [InlineData("c2sp.org/tlog-proof@v1\n\nNOTE")]
    [InlineData("c2sp.org/tlog-proof@v1\nindex 00\n\nNOTE")]
    [InlineData("c2sp.org/tlog-proof@v1\nindex -1\n\nNOTE")]
    [InlineData("c2sp.org/tlog-proof@v1\nextra A\nindex 0\n\nNOTE")]
    [InlineData("c2sp.org/tlog-proof@v1\nextra AAAA\nextra AAAA\nindex 0\n\nNOTE")]
    [InlineData("c2sp.org/tlog-proof@v1\nindex 0\nAAAA\n\nNOTE")]
    [InlineData("c2sp.org/tlog-proof@v1\nindex 0\n\ntext\n")]
    [InlineData("c2sp.org/tlog-proof@v1\nindex 0")]
    [InlineData("c2sp.org/tlog-proof@v1\nindex 0\nMANY\nNOTE")]
    public void What_is_not_a_proof_is_refused(string text)
    {
        var many = string.Concat(Enumerable.Repeat($"{TreeHash.OfEmptyTree}\n", 64));
        var proof = text.Replace("MANY", many, StringComparison.Ordinal).Replace("NOTE", "text\n\n— n AAAAAAA=\n", StringComparison.Ordinal);

        Assert.Equal("KW2521", Assert.Throws<KeywayException>(() => LogProof.Parse(Encoding.UTF8.GetBytes(proof))).Code.Id);
    }

    private static bool IsAccepted(byte[] bytes, TreeHash leaf, LogPolicy policy)
    {
        try
        {
            return LogProof.Parse(bytes).Verify(leaf, policy).IsAccepted;
        }
        catch (KeywayException)
        {
            return false;
        }
    }

    private static byte[] Entry(int index) => Encoding.ASCII.GetBytes($"entry {index}");

    private static async Task<LogProof> ProofAsync(LogDirectory directory, int size, int index)
    {
        await directory.FillAsync(size, size);
        var note = SignedNote.Parse(File.ReadAllBytes(Path.Combine(directory.Path, "checkpoint")));
        return new LogProof(index, [.. await new LogReader(directory.Resources, directory.Published()).ProveInclusionAsync(index, Token)], note);
    }
}
