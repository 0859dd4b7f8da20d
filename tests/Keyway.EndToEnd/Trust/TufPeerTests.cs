// SPDX-License-Identifier: Apache-2.0

using System.Diagnostics;
using Keyway.Artifacts.Oci;
using Keyway.Artifacts.Trust.Tuf;
using Keyway.Artifacts.Web;
using Keyway.EndToEnd.Registry;
using Keyway.Tests.Fixtures;

namespace Keyway.EndToEnd.Trust;

/// <summary>TUF repositories of ours read by python-tuf and tuf-js, and one of python-tuf's read by us.</summary>
public sealed class TufPeerTests
{
    private static readonly string Scripts = RepositoryRoot.Combine("eng", "peers", "tuf");

    [Theory]
    [InlineData("dir/file", "by targets")]
    [InlineData("team/file", "by team")]
    public async Task Python_tuf_reads_what_we_publish(string path, string content)
    {
        PeerProgram.Require("python-tuf");
        await using var published = await PublishedRepository.CreateAsync();
        using TemporaryDirectory client = new();

        var stored = await PeerProgram.RunAsync("python-tuf", client.Path, [Path.Combine(Scripts, "reader.py"), .. Arguments(published, client, path)]);

        Assert.Equal(content, await File.ReadAllTextAsync(stored.Trim(), TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("dir/file", "by targets")]
    [InlineData("team/file", "by team")]
    public async Task Tuf_js_reads_what_we_publish(string path, string content)
    {
        await RequireNpmPackagesAsync();
        await using var published = await PublishedRepository.CreateAsync();
        using TemporaryDirectory client = new();

        var run = await ProgramRun.SucceedsAsync("node", [Path.Combine(Scripts, "client.js"), .. Arguments(published, client, path)], client.Path);

        Assert.Equal(content, await File.ReadAllTextAsync(run.Output.Trim(), TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("top", "by targets")]
    [InlineData("team/file", "by team")]
    [InlineData("bins/file", "by a bin")]
    public async Task We_read_what_python_tuf_publishes(string path, string content)
    {
        using TemporaryDirectory directory = new();
        await PeerProgram.RunAsync("python-tuf", directory.Path, Path.Combine(Scripts, "writer.py"), directory.Path);
        TufState state = new(directory.Combine("state"), TimeProvider.System);
        await TufClient.TrustAsync(state, await File.ReadAllBytesAsync(directory.Combine("metadata", "1.root.json"), TestContext.Current.CancellationToken), TestContext.Current.CancellationToken);

        var update = await new TufClient(new DirectoryTufSource(directory.Path), state, new()).UpdateAsync(TestContext.Current.CancellationToken);
        var target = await update.DemandAsync(path, TestContext.Current.CancellationToken);

        Assert.Equal(content, System.Text.Encoding.UTF8.GetString(await update.ReadAsync(target, null, TestContext.Current.CancellationToken)));
        Assert.Equal((2, "\"quoted\" \\ text"), (update.RootVersion, target.Custom!.Value.GetProperty("ä").GetString()));
    }

    [Fact]
    public async Task Sigstore_root_is_refreshed_from_the_mocked_repository_of_npm()
    {
        await RequireNpmPackagesAsync();
        var root = SharedData.Require("sigstore-conformance", "trusted_root.production.json");
        using TemporaryDirectory directory = new();
        using var mock = Process.Start(new ProcessStartInfo("node", [Path.Combine(Scripts, "mock.js"), SigstoreRootRefresh.TrustedRootTarget, root]) { RedirectStandardInput = true, RedirectStandardOutput = true, UseShellExecute = false })!;
        var address = $"http://127.0.0.1:{await mock.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken)}";
        using WebClient web = new(new RegistrySettings { EnvironmentVariable = _ => null, Time = TimeProvider.System, WorkingDirectory = directory.Path });
        var anchor = await web.GetAsync(new Uri($"{address}/metadata/1.root.json"), 1 << 20, TestContext.Current.CancellationToken);
        WebTufSource source = new(web, new Uri($"{address}/metadata"), new Uri($"{address}/targets"));
        SigstoreRootRefresh refresh = new(source, directory.Path, new() { Anchor = anchor.Body }, TimeProvider.System);

        var refreshed = await refresh.RefreshAsync(TestContext.Current.CancellationToken);
        mock.StandardInput.Close();
        await mock.WaitForExitAsync(TestContext.Current.CancellationToken);
        var cached = await refresh.OpenCachedAsync(TestContext.Current.CancellationToken);
        var without = await refresh.CurrentAsync(TimeSpan.Zero, TestContext.Current.CancellationToken);

        Assert.All((SigstoreTrust[])[refreshed, cached, without], trust => Assert.Equal(File.ReadAllBytes(root), trust.TrustedRootJson));
        Assert.Null(refreshed.StaleBecause);
        Assert.NotNull(without.StaleBecause);
    }

    private static async Task RequireNpmPackagesAsync()
    {
        await Packages.Peer.RequireProgramAsync("node", "--version");
        await Packages.Peer.RequireProgramAsync("npm", "--version");
        if (!Directory.Exists(Path.Combine(Scripts, "node_modules"))) await ProgramRun.SucceedsAsync("npm", ["ci", "--no-audit", "--no-fund", "--ignore-scripts"], Scripts);
    }

    private static string[] Arguments(PublishedRepository published, TemporaryDirectory client, string path)
    {
        Directory.CreateDirectory(client.Combine("metadata"));
        Directory.CreateDirectory(client.Combine("targets"));
        File.Copy(published.InitialRoot, client.Combine("metadata", "root.json"));
        return [client.Combine("metadata"), published.MetadataUrl, published.TargetsUrl, client.Combine("targets"), path];
    }
}
