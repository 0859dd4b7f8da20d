// SPDX-License-Identifier: Apache-2.0

using Keyway.Artifacts;
using Keyway.Artifacts.Transparency;
using Keyway.Artifacts.Web;
using Keyway.Tests.Fixtures;

namespace Keyway.Tests.Artifacts.Transparency;

public sealed class LogResourcesTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Log_directory_behind_a_plain_web_server_is_audited_and_proved()
    {
        using LogDirectory directory = new();
        await directory.FillAsync(600, 300);
        await using LoopbackServer server = new(request => Serve(directory.Path, request));
        using var web = Client();
        WebResources resources = new(web, new Uri($"http://{server.Authority}/"));

        var audited = await LogAudit.RunAsync(resources, directory.Published(), null, null, Token);
        var proof = await new LogReader(resources, directory.Published()).ProveInclusionAsync(599, Token);

        Assert.Equal(600, audited.Size);
        Assert.Equal(await new LogReader(directory.Resources, directory.Published()).ProveInclusionAsync(599, Token), proof);
        Assert.Null(await resources.ReadAsync("tile/7/000", 100, Token));
    }

    [Fact]
    public async Task Server_that_refuses_is_told_from_one_that_lacks_a_resource()
    {
        await using LoopbackServer server = new(_ => LoopbackResponse.Of(403, "no"));
        using var web = Client();

        var refusal = await Assert.ThrowsAsync<KeywayException>(async () => await new WebResources(web, new Uri($"http://{server.Authority}")).ReadAsync("checkpoint", 100, Token));

        Assert.Equal("KW2509", refusal.Code.Id);
    }

    [Fact]
    public async Task Resources_that_are_too_large_or_no_files_are_refused()
    {
        using LogDirectory directory = new();
        await directory.FillAsync(1, 1);

        var tooLarge = await Assert.ThrowsAsync<KeywayException>(async () => await directory.Resources.ReadAsync("checkpoint", 10, Token));
        var unreadable = await Assert.ThrowsAsync<KeywayException>(async () => await directory.Resources.ReadAsync("tile/0", 10, Token));

        Assert.Equal(("KW2507", "KW2508"), (tooLarge.Code.Id, unreadable.Code.Id));
        Assert.Null(await directory.Resources.ReadAsync("tile/1/000", 10, Token));
    }

    [Fact]
    public async Task Checkpoint_of_another_key_origin_or_with_a_wrong_signature_is_refused()
    {
        using LogDirectory directory = new();
        await directory.FillAsync(1, 1);
        var text = directory.Published().ToNoteText();
        var other = await LogDirectory.SignerOf(LogDirectory.Origin, 2).SignNoteAsync(text, Token);
        var origin = await directory.Signer.SignNoteAsync((directory.Published() with { Origin = "other.example" }).ToNoteText(), Token);
        var right = await directory.Signer.SignAsync(text, Token);
        var wrong = SignedNote.WithLines((directory.Published() with { Size = 2 }).ToNoteText(), SignedNote.FormatLine(right))!;

        var refusals = new[] { other, origin, wrong }.Select(note => Assert.Throws<KeywayException>(() => Checkpoint.Open(note, directory.Signer.Key, "the log"))).ToList();

        Assert.All(refusals, refusal => Assert.Equal("KW2514", refusal.Code.Id));
        Golden.Verify("transparency/errors-checkpoint.txt", string.Join("\n", refusals.Select(refusal => ErrorText.Of(refusal))));
    }

    private static LoopbackResponse Serve(string root, LoopbackRequest request)
    {
        var file = Path.Combine(root, request.Path.TrimStart('/'));
        return File.Exists(file) ? LoopbackResponse.Of(200, File.ReadAllBytes(file)) : LoopbackResponse.Of(404);
    }

    private static WebClient Client() => new(RegistryAccess.Settings());
}
