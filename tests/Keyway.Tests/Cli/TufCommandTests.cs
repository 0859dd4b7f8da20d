// SPDX-License-Identifier: Apache-2.0

using System.Text.Json;
using Keyway.Artifacts.Keys;
using Keyway.Cli;
using Keyway.Tests.Fixtures;

namespace Keyway.Tests.Cli;

/// <summary><c>keyway tuf</c>: what the commands print, write and refuse. The guide page, executed end to end, has the rest.</summary>
public sealed class TufCommandTests : IDisposable
{
    private readonly TemporaryDirectory directory = new();

    [Fact]
    public async Task Repository_is_made_published_and_read()
    {
        await MakeAsync();
        var staged = await JsonAsync("tuf", "status", "site");
        var published = await JsonAsync("tuf", "publish", "site", "--key", "online.key");
        await RunAsync("tuf", "trust", "state", "site/metadata/1.root.json");
        var refreshed = await JsonAsync("tuf", "refresh", "state", "--repository", "site");
        var downloaded = await JsonAsync("tuf", "download", "state", "files/file.txt", "--repository", "site", "--output", "got.txt");

        Assert.Equal([("root", 1, true), ("targets", 1, true)], staged.GetProperty("staged").EnumerateArray().Select(Staged));
        Assert.Equal((1, 1), (published.GetProperty("root").GetInt32(), published.GetProperty("targets").GetProperty("targets").GetInt32()));
        Assert.Equal(1, refreshed.GetProperty("timestamp").GetInt32());
        Assert.Equal(("targets", "got.txt"), (downloaded.GetProperty("role").GetString(), downloaded.GetProperty("file").GetString()));
        Assert.Equal("content", File.ReadAllText(directory.Combine("got.txt")));
    }

    [Theory]
    [InlineData("/metadata", "/targets/")]
    [InlineData("/tuf", "/tuf/targets/")]
    public async Task Download_over_http_finds_the_targets_beside_or_below_the_metadata(string metadata, string targets)
    {
        await MakeAsync();
        await RunAsync("tuf", "publish", "site", "--key", "online.key");
        await using LoopbackServer server = new(request => Serve(request.Target, metadata + "/", targets));
        await RunAsync("tuf", "trust", "state", "site/metadata/1.root.json");

        var run = await RunAsync("tuf", "download", "state", "files/file.txt", "--repository", $"http://{server.Authority}{metadata}");

        Assert.Equal("file.txt: 7 bytes, listed by targets\n", run.Output);
    }

    [Fact]
    public async Task New_root_shows_the_keys_of_the_root_before_it_too()
    {
        await MakeAsync();
        await RunAsync("tuf", "publish", "site", "--key", "online.key");
        WriteKey("second");

        var run = await RunAsync("tuf", "rotate", "site", "root", "--add", "second.pub", "--remove", "root.pub");

        Assert.Equal("root version 2: 0 of 1 signatures\nroot version 2: 0 of 1 signatures by the keys of the root before\n", run.Output);
        Assert.Equal("root version 2: 1 of 1 signatures, ready\nroot version 2: 1 of 1 signatures by the keys of the root before, ready\n", (await RunAsync("tuf", "sign", "site", "--key", "second.key", "--key", "root.key")).Output);
    }

    [Fact]
    public async Task Delegated_renewed_and_removed_roles_are_staged()
    {
        await MakeAsync();
        WriteKey("team");
        await RunAsync("tuf", "publish", "site", "--key", "online.key");

        var delegated = await RunAsync("tuf", "delegate", "site", "team", "--path", "team/*", "--terminating", "--role-key", "team.pub", "--key", "release.key");
        var signed = await RunAsync("tuf", "sign", "site", "--key", "team.key");
        var removed = await RunAsync("tuf", "remove-target", "site", "files/file.txt", "--key", "release.key");
        await RunAsync("tuf", "publish", "site", "--key", "online.key");
        var renewed = await RunAsync("tuf", "renew", "site", "team", "--days", "3", "--key", "team.key");

        Assert.Equal("targets version 2: 1 of 1 signatures, ready\nteam version 1: 0 of 1 signatures\n", delegated.Output);
        Assert.Equal("targets version 2: 1 of 1 signatures, ready\nteam version 1: 1 of 1 signatures, ready\n", signed.Output);
        Assert.Equal(signed.Output, removed.Output);
        Assert.Equal("team version 2: 1 of 1 signatures, ready\n", renewed.Output);
    }

    [Theory]
    [InlineData((int)ExitCode.NotFound, "KW2331", "tuf", "status", "nowhere")]
    [InlineData((int)ExitCode.NotFound, "KW2311", "tuf", "refresh", "nowhere", "--repository", "site")]
    [InlineData((int)ExitCode.NotFound, "KW2011", "tuf", "sign", "site", "--key", "nowhere.key")]
    [InlineData((int)ExitCode.NotFound, "KW2334", "tuf", "renew", "site", "nobody")]
    [InlineData((int)ExitCode.Usage, "KW2332", "tuf", "init", "site", "--root-key", "root.pub", "--targets-key", "root.pub", "--snapshot-key", "root.pub", "--timestamp-key", "root.pub")]
    [InlineData((int)ExitCode.Usage, "KW2333", "tuf", "init", "new", "--root-key", "root.pub", "--root-threshold", "2", "--targets-key", "root.pub", "--snapshot-key", "root.pub", "--timestamp-key", "root.pub")]
    [InlineData((int)ExitCode.PreflightFailed, "KW2337", "tuf", "publish", "site")]
    [InlineData((int)ExitCode.Usage, "--custom is not a JSON object", "tuf", "add-target", "site", "file.txt", "--custom", "[]")]
    [InlineData((int)ExitCode.Usage, "--repository", "tuf", "refresh", "state")]
    [InlineData((int)ExitCode.Usage, "is not an http or https address", "tuf", "refresh", "state", "--repository", "ftp://x/")]
    [InlineData((int)ExitCode.Usage, "is not an http or https address", "tuf", "refresh", "state", "--repository", "http://")]
    [InlineData((int)ExitCode.Usage, "is not an http or https address", "tuf", "refresh", "state", "--repository", "site", "--targets-url", "x")]
    [InlineData((int)ExitCode.Usage, "--days is not a number from 1 to 3650", "tuf", "renew", "site", "root", "--days", "0")]
    [InlineData((int)ExitCode.NotFound, "nowhere.txt", "tuf", "add-target", "site", "nowhere.txt")]
    [InlineData((int)ExitCode.NotFound, "nowhere.json", "tuf", "trust", "state", "nowhere.json")]
    public async Task Refusals_have_their_status_and_code(int status, string text, params string[] arguments)
    {
        await MakeAsync();

        var run = await CommandLineRun.InAsync(directory.Path, arguments);

        Assert.Equal(status, (int)run.ExitCode);
        Assert.Contains(text, run.Error, StringComparison.Ordinal);
    }

    public void Dispose() => directory.Dispose();

    private async Task MakeAsync()
    {
        foreach (var name in (string[])["root", "release", "online"]) WriteKey(name);
        File.WriteAllText(directory.Combine("file.txt"), "content");
        await RunAsync("tuf", "init", "site", "--root-key", "root.key", "--targets-key", "release.pub", "--snapshot-key", "online.pub", "--timestamp-key", "online.pub");
        await RunAsync("tuf", "add-target", "site", "file.txt", "--path", "files/file.txt", "--custom", """{"channel":"stable"}""", "--key", "release.key");
    }

    private void WriteKey(string name)
    {
        using var key = SoftwareKey.Generate(KeyKind.Ed25519);
        File.WriteAllText(directory.Combine(name + ".key"), System.Security.Cryptography.PemEncoding.WriteString("PRIVATE KEY", key.ToPkcs8()));
        File.WriteAllText(directory.Combine(name + ".pub"), key.PublicKey.ToPem());
    }

    private async Task<CommandLineRun> RunAsync(params string[] arguments)
    {
        var run = await CommandLineRun.InAsync(directory.Path, arguments);
        Assert.True(run.ExitCode == ExitCode.Done, run.Error);
        return run;
    }

    private async Task<JsonElement> JsonAsync(params string[] arguments)
    {
        using var document = JsonDocument.Parse((await RunAsync([.. arguments, "--json"])).Output);
        return document.RootElement.Clone();
    }

    private LoopbackResponse Serve(string path, string metadata, string targets)
    {
        var file = path.StartsWith(targets, StringComparison.Ordinal) ? directory.Combine("site", "targets", path[targets.Length..]) : directory.Combine("site", "metadata", path[metadata.Length..]);
        return File.Exists(file) ? LoopbackResponse.Of(200, File.ReadAllBytes(file)) : LoopbackResponse.Of(404);
    }

    private static (string?, int, bool) Staged(JsonElement role) => (role.GetProperty("role").GetString(), role.GetProperty("signatures").GetInt32(), role.GetProperty("isReady").GetBoolean());
}
