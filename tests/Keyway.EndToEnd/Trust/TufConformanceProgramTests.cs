// SPDX-License-Identifier: Apache-2.0

using System.Diagnostics;
using Keyway.Tests.Fixtures;

namespace Keyway.EndToEnd.Trust;

/// <summary><c>eng/conformance/tuf</c>, run as tuf-conformance runs a client: exit status, files, requests.</summary>
public sealed class TufConformanceProgramTests : IDisposable
{
    private readonly TemporaryDirectory directory = new();

    private string Metadata => directory.Combine("metadata");

    private string Targets => directory.Combine("targets");

    [Fact]
    public async Task Client_initialises_refreshes_and_downloads_once()
    {
        await using var published = await PublishedRepository.CreateAsync();

        Assert.Equal(0, await InitAsync(published));
        Assert.Empty(published.Requests);
        Assert.Equal(0, await RefreshAsync(published));
        Assert.Equal(["2.root.json", "3.root.json", "timestamp.json", "3.snapshot.json", "2.targets.json"], published.Requests);
        Assert.Equal(0, await DownloadAsync(published, "dir/file"));
        Assert.Equal(0, await DownloadAsync(published, "team/file"));
        Assert.Equal(0, await DownloadAsync(published, "team/file"));

        Assert.Equal(["root.json", "snapshot.json", "targets.json", "team.json", "timestamp.json"], Directory.GetFiles(Metadata, "*.json").Select(Path.GetFileName).Order());
        Assert.Equal(["by targets", "by team"], Directory.GetFiles(Targets).Select(File.ReadAllText).Order());
        Assert.Equal(2, published.Requests.Count(request => request.EndsWith(".file", StringComparison.Ordinal)));
        Assert.Equal(await File.ReadAllBytesAsync(Path.Combine(published.Directory, "metadata", "timestamp.json"), default), await File.ReadAllBytesAsync(Path.Combine(Metadata, "timestamp.json"), default));
    }

    [Fact]
    public async Task Client_exits_1_for_what_it_refuses()
    {
        await using var published = await PublishedRepository.CreateAsync();
        Assert.Equal(0, await InitAsync(published));
        var timestamp = Path.Combine(published.Directory, "metadata", "timestamp.json");
        var old = await File.ReadAllBytesAsync(timestamp, default);
        await published.PublishAsync();
        Assert.Equal(0, await RefreshAsync(published));

        await File.WriteAllBytesAsync(timestamp, old, default);
        Assert.Equal(1, await RefreshAsync(published));
        File.Delete(timestamp);
        Assert.Equal(1, await RefreshAsync(published));
        await File.WriteAllTextAsync(timestamp, "{}", default);
        Assert.Equal(1, await RefreshAsync(published));
        Assert.Equal(1, await RunAsync("--metadata-url", "http://127.0.0.1:1/", "--metadata-dir", Metadata, "refresh"));
    }

    [Fact]
    public async Task Client_exits_1_for_a_missing_target_after_an_update()
    {
        await using var published = await PublishedRepository.CreateAsync();
        Assert.Equal(0, await InitAsync(published));

        Assert.Equal(1, await DownloadAsync(published, "nonexistent artifact"));

        Assert.True(File.Exists(Path.Combine(Metadata, "targets.json")));
        Assert.False(Directory.Exists(Targets));
    }

    [Fact]
    public async Task Client_killed_at_any_request_goes_on_where_it_was()
    {
        await using var published = await PublishedRepository.CreateAsync();
        Assert.Equal(0, await InitAsync(published));
        for (var request = 1; request <= 4; request++)
        {
            using Process client = new() { StartInfo = new(RepositoryRoot.Combine("eng", "conformance", "tuf"), ["--metadata-url", published.MetadataUrl, "--metadata-dir", Metadata, "refresh"]) { UseShellExecute = false } };
            published.KillAt(request, client);
            client.Start();
            await client.WaitForExitAsync(TestContext.Current.CancellationToken);
            Assert.NotEqual(0, client.ExitCode);
        }

        published.KillAt(0, null);
        Assert.Equal(0, await RefreshAsync(published));

        Assert.All((string[])["root.json", "targets.json", "timestamp.json", "snapshot.json"], file => Assert.NotEmpty(File.ReadAllBytes(Path.Combine(Metadata, file))));
        Assert.Equal("3.root.json", published.Requests.Last(request => request.EndsWith(".root.json", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("init")]
    [InlineData("refresh")]
    [InlineData("upload")]
    [InlineData("--metadata-dir")]
    public async Task Client_exits_1_for_arguments_outside_the_protocol(params string[] arguments) => Assert.Equal(1, await RunAsync(arguments));

    public void Dispose() => directory.Dispose();

    private Task<int> InitAsync(PublishedRepository published) => RunAsync("--metadata-dir", Metadata, "init", published.InitialRoot);

    private Task<int> RefreshAsync(PublishedRepository published) => RunAsync("--metadata-url", published.MetadataUrl, "--metadata-dir", Metadata, "refresh");

    private Task<int> DownloadAsync(PublishedRepository published, string target) =>
        RunAsync("--metadata-url", published.MetadataUrl, "--metadata-dir", Metadata, "--target-name", target, "--target-dir", Targets, "--target-base-url", published.TargetsUrl, "download");

    private static async Task<int> RunAsync(params string[] arguments) => (await ProgramRun.OfAsync(RepositoryRoot.Combine("eng", "conformance", "tuf"), arguments)).ExitStatus;
}
