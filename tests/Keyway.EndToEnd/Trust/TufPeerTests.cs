// SPDX-License-Identifier: Apache-2.0

using Keyway.Artifacts.Trust.Tuf;
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
        await Packages.Peer.RequireProgramAsync("npm", "--version");
        await using var published = await PublishedRepository.CreateAsync();
        using TemporaryDirectory client = new();
        foreach (var file in (string[])["package.json", "package-lock.json", "client.js"]) File.Copy(Path.Combine(Scripts, file), client.Combine(file));
        await ProgramRun.SucceedsAsync("npm", ["ci", "--no-audit", "--no-fund", "--ignore-scripts"], client.Path);

        var run = await ProgramRun.SucceedsAsync("node", ["client.js", .. Arguments(published, client, path)], client.Path);

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

    private static string[] Arguments(PublishedRepository published, TemporaryDirectory client, string path)
    {
        Directory.CreateDirectory(client.Combine("metadata"));
        Directory.CreateDirectory(client.Combine("targets"));
        File.Copy(published.InitialRoot, client.Combine("metadata", "root.json"));
        return [client.Combine("metadata"), published.MetadataUrl, published.TargetsUrl, client.Combine("targets"), path];
    }
}
