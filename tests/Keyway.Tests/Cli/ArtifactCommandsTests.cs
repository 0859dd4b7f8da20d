// SPDX-License-Identifier: Apache-2.0

using System.Text.Json.Nodes;
using Keyway.Artifacts.Content;
using Keyway.Artifacts.Oci;
using Keyway.Cli;
using Keyway.Cli.Output;
using Keyway.Tests.Artifacts.Oci;
using Keyway.Tests.Fixtures;

namespace Keyway.Tests.Cli;

/// <summary>push, pull, inspect, list and tag against a registry in memory and layouts on disk.</summary>
public sealed class ArtifactCommandsTests : IAsyncLifetime
{
    private readonly TemporaryDirectory directory = new();
    private readonly MemoryRegistry registry = new();
    private readonly SampleArtifact sample = SampleArtifact.Create();

    private string Target => registry.Reference.ToString();

    public async ValueTask InitializeAsync()
    {
        await using var layout = await LayoutDirectory.CreateAsync(directory.Combine("out"), TimeProvider.System, TestContext.Current.CancellationToken);
        await sample.PushToAsync(layout, "2.3.1_kern5.19");
        await SampleArtifact.PushAsync(layout, SampleArtifact.Referrer(sample.Index, "application/vnd.example.note", "a note"));
    }

    public async ValueTask DisposeAsync()
    {
        await registry.DisposeAsync();
        directory.Dispose();
    }

    [Fact]
    public async Task What_is_pushed_is_pulled_with_its_tag_into_a_directory_named_like_the_repository()
    {
        var pushed = await DoneAsync("push", "oci:out", Target + ":v1");
        var pulled = await DoneAsync("pull", Target + ":v1");

        Assert.Equal(sample.Index.Digest + "\n", pushed.Output);
        Assert.Equal(sample.Index.Digest + "\n", pulled.Output);
        Assert.Contains("14 copied", pulled.Error, StringComparison.Ordinal);
        Golden.Verify("cli/list-layout.txt", (await DoneAsync("list", "oci:driver")).Output);
        Assert.Equal("v1\n", (await DoneAsync("list", Target)).Output);
    }

    [Fact]
    public async Task A_transfer_says_when_signatures_and_the_like_stay_behind()
    {
        var pushed = await DoneAsync("push", "oci:out", Target + ":v1", "--no-referrers");
        var again = await DoneAsync("push", "oci:out", Target + ":v1");

        Assert.Contains("  1 referrers (signatures, SBOMs) stayed behind: leave out --no-referrers to take them along\n", pushed.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("stayed behind", again.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Documents_have_one_form()
    {
        Golden.Verify("cli/push.json", Placeless((await DoneAsync("push", "oci:out:2.3.1_kern5.19", Target, "--json")).Output));
        Golden.Verify("cli/tag.json", Placeless((await DoneAsync("tag", Target + ":2.3.1_kern5.19", "stable", "--json")).Output));
        Golden.Verify("cli/list.json", Placeless((await DoneAsync("list", Target, "--json")).Output));
        Golden.Verify("cli/list-layout.json", (await DoneAsync("list", "oci:out", "--json")).Output);
        Golden.Verify("cli/inspect.json", (await DoneAsync("inspect", "oci:out", "--json")).Output);
    }

    [Fact]
    public async Task Inspect_shows_platforms_layers_and_referrers() => Golden.Verify("cli/inspect.txt", (await DoneAsync("inspect", "oci:out")).Output);

    [Fact]
    public async Task Raw_bytes_hash_to_the_digest()
    {
        var raw = (await DoneAsync("inspect", "oci:out", "--raw")).Output;

        Assert.Equal(sample.Index.Digest, Digest.OfBytes(System.Text.Encoding.UTF8.GetBytes(raw)));
    }

    [Fact]
    public async Task A_tag_with_a_plus_is_refused_before_anything_is_contacted()
    {
        var run = await CommandLineRun.InAsync(directory.Path, "tag", Target + ":v1", "2.3.1+kern5.19");

        Assert.Equal(ExitCode.Usage, run.ExitCode);
        Assert.Contains("KW1102", run.Error, StringComparison.Ordinal);
        Assert.Empty(registry.Server.Requests);
    }

    [Fact]
    public async Task An_absent_artifact_is_not_found_and_leaves_no_directory()
    {
        var run = await CommandLineRun.InAsync(directory.Path, "pull", Target + ":v9", "--json");

        Assert.Equal(ExitCode.NotFound, run.ExitCode);
        Assert.Equal("KW1106", JsonNode.Parse(run.Output)!["error"]!["code"]!.GetValue<string>());
        Assert.False(Directory.Exists(directory.Combine("driver")));
    }

    [Theory]
    [InlineData("oci:x", true)]
    [InlineData("oci:x", false)]
    [InlineData("oci-archive:x.tar", true)]
    [InlineData("oci-archive:x.tar", false)]
    public async Task A_pull_that_fails_leaves_nothing_under_a_final_name_and_the_next_one_succeeds(string target, bool isCut)
    {
        await DoneAsync("push", "oci:out", Target + ":v1");
        var layer = sample.Content.Last(item => item.Descriptor.MediaType == SampleArtifact.LayerType);
        registry.Override = request => request.Method == "GET" && request.Path.EndsWith(layer.Descriptor.Digest.ToString(), StringComparison.Ordinal) ? Wrong(layer.Bytes, isCut) : null;

        var failed = await CommandLineRun.InAsync(directory.Path, "pull", Target + ":v1", target);

        Assert.Equal(isCut ? ExitCode.TryLater : ExitCode.VerificationRefused, failed.ExitCode);
        Assert.Empty(failed.Output);
        Assert.False(File.Exists(directory.Combine("x.tar")));
        foreach (var file in Files("x").Where(file => file.Contains("/blobs/", StringComparison.Ordinal)))
            Assert.Equal(Path.GetFileName(file), Digest.OfBytes(File.ReadAllBytes(file)).Hex);
        if (target == "oci:x") Assert.Equal("", (await DoneAsync("list", target)).Output);

        registry.Override = _ => null;
        await DoneAsync("pull", Target + ":v1", target);
        Assert.Equal(sample.Index.Digest.ToString(), JsonNode.Parse((await DoneAsync("inspect", target, "--json")).Output)!["digest"]!.GetValue<string>());
        Assert.DoesNotContain(Directory.EnumerateFileSystemEntries(directory.Path, "*", SearchOption.AllDirectories), path => path.EndsWith(".part", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("inspect", "a.example/b", "--username", "ci")]
    [InlineData("inspect", "a.example/b", "--password-stdin")]
    [InlineData("pull", "a.example/b", "oci:x", "--output", "y")]
    public async Task Options_that_do_not_go_together_are_refused(params string[] arguments) =>
        Assert.Equal(ExitCode.Usage, (await CommandLineRun.InAsync(directory.Path, arguments)).ExitCode);

    [Fact]
    public async Task A_terminal_sees_progress_and_the_result_stays_clean()
    {
        StringWriter output = new() { NewLine = "\n" };
        CliContext context = new()
        {
            Output = output,
            Error = new StringWriter(),
            Time = TimeProvider.System,
            WorkingDirectory = directory.Path,
            EnvironmentVariable = _ => null,
            IsTerminal = true,
        };

        Assert.Equal(ExitCode.Done, await Program.RunAsync(["push", "oci:out", Target + ":v1"], context));

        Assert.Equal(sample.Index.Digest + "\n", output.ToString());
    }

    [Theory]
    [InlineData(0, "0 B")]
    [InlineData(1023, "1023 B")]
    [InlineData(1536, "1.5 KiB")]
    [InlineData(5L << 30, "5.0 GiB")]
    public void Sizes_are_readable(long bytes, string text) => Assert.Equal(text, ByteText.Of(bytes));

    // Cut: the connection ends in the middle. Otherwise one bit is another.
    private static LoopbackResponse Wrong(byte[] content, bool isCut)
    {
        byte[] flipped = [(byte)(content[0] ^ 1), .. content[1..]];
        return isCut ? LoopbackResponse.Raw((stream, token) => stream.WriteAsync((byte[])[.. LoopbackResponse.Head(200, ("Content-Length", content.Length.ToString())), .. content[..(content.Length / 2)]], token).AsTask()) : LoopbackResponse.Of(200, flipped);
    }

    private IEnumerable<string> Files(string layout) => Directory.Exists(directory.Combine(layout)) ? Directory.EnumerateFiles(directory.Combine(layout), "*", SearchOption.AllDirectories) : [];

    private async Task<CommandLineRun> DoneAsync(params string[] arguments)
    {
        var run = await CommandLineRun.InAsync(directory.Path, arguments);
        Assert.True(run.ExitCode == ExitCode.Done, run.Error);
        return run;
    }

    private string Placeless(string text) => text.Replace(registry.Server.Authority, "REGISTRY", StringComparison.Ordinal);
}
