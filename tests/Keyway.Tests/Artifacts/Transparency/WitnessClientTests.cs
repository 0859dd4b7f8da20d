// SPDX-License-Identifier: Apache-2.0

using System.Text;
using Keyway.Artifacts;
using Keyway.Artifacts.Transparency;
using Keyway.Artifacts.Web;
using Keyway.Tests.Fixtures;

namespace Keyway.Tests.Artifacts.Transparency;

public sealed class WitnessClientTests : IAsyncDisposable
{
    private readonly LogDirectory directory = new();
    private readonly WebClient web = new(RegistryAccess.Settings());
    private readonly TestWitness one;
    private readonly TestWitness two;

    public WitnessClientTests()
    {
        one = new TestWitness("one", 11, directory.Signer.Key);
        two = new TestWitness("two", 12, directory.Signer.Key);
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private WitnessClient Client => new(web, directory.Resources);

    public async ValueTask DisposeAsync()
    {
        await one.DisposeAsync();
        await two.DisposeAsync();
        web.Dispose();
        directory.Dispose();
    }

    [Fact]
    public async Task Witnesses_follow_a_log_that_grows_and_its_checkpoint_reaches_the_quorum()
    {
        var policy = Policy("all");
        await directory.FillAsync(0, 1);
        for (var size = 1; size < 700; size += 233)
        {
            var note = await AppendAsync(233);
            var cosigned = await Client.CosignAsync(note, policy, one.Latest.Size, Token);
            using var log = await directory.OpenAsync();
            await log.PublishAsync(cosigned, Token);

            var verdict = policy.Check(SignedNote.Parse(File.ReadAllBytes(Path.Combine(directory.Path, "checkpoint"))));
            Assert.Equal((true, log.Head.Size, 2), (verdict.IsAccepted, verdict.Checkpoint!.Size, verdict.Cosigners.Length));
        }
    }

    [Fact]
    public async Task Witness_that_saw_another_size_says_so_and_is_asked_again_from_there()
    {
        await directory.FillAsync(0, 1);
        var first = await AppendAsync(300);
        await Client.AskAsync(one.Witness, first, 0, Token);
        var second = await AppendAsync(300);

        var answer = await Client.AskAsync(one.Witness, second, 7, Token);

        Assert.Null(answer.Refusal);
        Assert.Equal((3, 600L), (one.RequestCount, one.Latest.Size));
        Assert.Single(answer.Cosignatures);
    }

    [Fact]
    public async Task Same_checkpoint_is_cosigned_again()
    {
        await directory.FillAsync(0, 1);
        var note = await AppendAsync(5);
        await Client.AskAsync(one.Witness, note, 0, Token);

        Assert.Null((await Client.AskAsync(one.Witness, note, 5, Token)).Refusal);
    }

    [Fact]
    public async Task Split_view_is_told_as_such_whatever_its_sizes_are()
    {
        await directory.FillAsync(0, 1);
        var note = await AppendAsync(10);
        one.Latest = new Checkpoint(LogDirectory.Origin, 10, TreeHash.OfLeaf("other"u8));
        var sameSize = await Client.AskAsync(one.Witness, note, 0, Token);
        var sameKnownSize = await Client.AskAsync(one.Witness, note, 10, Token);
        one.Latest = new Checkpoint(LogDirectory.Origin, 5, TreeHash.OfLeaf("other"u8));
        var smaller = await Client.AskAsync(one.Witness, note, 0, Token);
        one.Latest = new Checkpoint(LogDirectory.Origin, 11, TreeHash.OfLeaf("other"u8));
        var larger = await Client.AskAsync(one.Witness, note, 0, Token);
        var whole = await Assert.ThrowsAsync<KeywayException>(() => Client.CosignAsync(note, Policy("any"), 0, Token));

        Assert.All([sameSize, sameKnownSize, smaller, larger], answer => Assert.Equal("KW2523", answer.Refusal!.Code.Id));
        Assert.Equal("KW2523", whole.Code.Id);
        Golden.Verify("transparency/errors-witness.txt", ErrorText.Of(sameSize.Refusal!) + "\n" + ErrorText.Of(larger.Refusal!));
    }

    [Fact]
    public async Task Missing_witness_is_made_up_for_by_the_others_or_keeps_the_checkpoint_back()
    {
        await directory.FillAsync(0, 1);
        var note = await AppendAsync(10);
        two.Override = _ => LoopbackResponse.Of(503, "down");

        var cosigned = await Client.CosignAsync(note, Policy("any"), 0, Token);
        var refusal = await Assert.ThrowsAsync<KeywayException>(() => Client.CosignAsync(note, Policy("all"), 0, Token));

        Assert.Equal(2, cosigned.Signatures.Length);
        Assert.Equal("KW2524", refusal.Code.Id);
        Assert.Contains("missing: two", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(200, "no lines")]
    [InlineData(200, "")]
    [InlineData(200, "— two.example AAAAAAA=\n")]
    [InlineData(404, "unknown log")]
    [InlineData(403, "")]
    [InlineData(409, "no number")]
    [InlineData(500, "")]
    public async Task Answers_without_a_cosignature_are_refusals(int status, string body)
    {
        await directory.FillAsync(0, 1);
        var note = await AppendAsync(10);
        one.Override = _ => LoopbackResponse.Of(status, body);

        Assert.Equal("KW2522", (await Client.AskAsync(one.Witness, note, 0, Token)).Refusal!.Code.Id);
    }

    [Fact]
    public async Task Cosignature_of_another_checkpoint_is_not_taken()
    {
        await directory.FillAsync(0, 1);
        var note = await AppendAsync(10);
        var line = await one.SignAsync(Encoding.UTF8.GetBytes($"{LogDirectory.Origin}\n9\n{TreeHash.OfEmptyTree}\n"));
        one.Override = _ => LoopbackResponse.Of(200, SignedNote.FormatLine(line));

        Assert.Equal("KW2522", (await Client.AskAsync(one.Witness, note, 0, Token)).Refusal!.Code.Id);
    }

    [Fact]
    public async Task Checkpoint_that_is_not_one_of_the_log_is_not_published()
    {
        await directory.FillAsync(10, 10);
        using var log = await directory.OpenAsync();
        var foreign = await directory.Signer.SignNoteAsync((log.Head with { Root = TreeHash.OfLeaf("other"u8) }).ToNoteText(), Token);

        Assert.Equal("KW2515", (await Assert.ThrowsAsync<KeywayException>(() => log.PublishAsync(foreign, Token))).Code.Id);
    }

    private LogPolicy Policy(string threshold) => LogPolicy.Parse(Encoding.UTF8.GetBytes($"log {directory.Signer.Key}\n{one.PolicyLine}{two.PolicyLine}group both {threshold} one two\nquorum both\n"));

    private async Task<SignedNote> AppendAsync(int count)
    {
        using var log = await TiledLog.OpenAsync(directory.Path, directory.Signer, LogPublication.AfterCosigning, Token);
        return (await log.AppendAsync(LogDirectory.Entries((int)log.Head.Size, count), Token)).Checkpoint;
    }
}
