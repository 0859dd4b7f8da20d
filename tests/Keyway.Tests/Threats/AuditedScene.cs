// SPDX-License-Identifier: Apache-2.0

using System.Text.Json;
using Keyway.Artifacts.Keys;
using Keyway.Cli;
using Keyway.Tests.Core.Hosts.Store;
using Keyway.Tests.Fixtures;

namespace Keyway.Tests.Threats;

/// <summary>A site whose commands keep a trail: keys, a file, a TUF repository, packages, a host, as a test needs them.</summary>
internal sealed class AuditedScene : IDisposable
{
    private const string Trail = "trail";
    private static readonly string[] ChannelKeys = ["--key", "release.key", "--key", "online.key"];

    private readonly TemporaryDirectory directory = new();

    public AuditedScene()
    {
        foreach (var name in (string[])["release", "stranger", "online"]) WriteKey(name);
        File.WriteAllText(Combine("file.txt"), "content");
    }

    public StoreHost Host { get; } = new();

    public TimeProvider Time { get; set; } = TimeProvider.System;

    public string Combine(params string[] parts) => directory.Combine(Path.Combine(parts));

    public async Task PublishMetadataAsync()
    {
        await DoneAsync("tuf", "init", "site", "--root-key", "release.key", "--targets-key", "release.pub", "--snapshot-key", "release.pub", "--timestamp-key", "release.pub");
        await DoneAsync("tuf", "add-target", "site", "file.txt", "--key", "release.key");
        await DoneAsync("tuf", "publish", "site", "--key", "release.key");
        await DoneAsync("tuf", "trust", "state", "site/metadata/1.root.json");
    }

    public Task PackAsync(string version) => DoneAsync("pack", RepositoryRoot.Combine("samples", "kw-link", version), "--output", "oci:repo", "--level", "1");

    /// <summary>The command line that installs on the sample host.</summary>
    public Task<string[]> InstallAsync(string reference, params string[] options) => InstallForAsync("riscv64-gpu-node", reference, options);

    public async Task<string[]> InstallForAsync(string host, string reference, params string[] options)
    {
        var tree = RepositoryRoot.Combine("samples", "hosts", host);
        await DoneAsync("probe", "--root", tree, "--output", "facts.json");
        var boot = Path.Combine(tree, "boot");
        var symbols = Directory.Exists(boot) ? Directory.GetFiles(boot, "symvers-*").Take(1).SelectMany(file => new[] { "--symbols", file }) : [];
        return ["install", reference, "--root", Host.Root, "--facts", "facts.json", .. symbols, .. options];
    }

    public async Task JoinChannelAsync()
    {
        await DoneAsync("channel", "init", "channels", "--offline-key", "release.key", "--online-key", "online.key");
        foreach (var version in (string[])["2.3.0", "2.3.1"])
        {
            await PackAsync(version);
            await DoneAsync(["channel", "publish", "channels", "oci:repo:" + version, .. ChannelKeys]);
        }

        await DoneAsync("channel", "join", "channels", "--host", "node17", "--site", "fra1", "--images-root", "channels/images/metadata/1.root.json", "--director-root", "channels/director/metadata/1.root.json", "--root", Host.Root);
    }

    public async Task OfferAsync(string version)
    {
        await DoneAsync(["channel", "promote", "channels", "stable", "kw-link=" + version, "--site", "fra1", .. ChannelKeys]);
        await File.WriteAllTextAsync(Combine("request.json"), (await DoneAsync("channel", "ask", "--root", Host.Root)).Output);
        await DoneAsync(["channel", "answer", "channels", "request.json", .. ChannelKeys]);
    }

    public async Task RevokeAsync(string version)
    {
        var index = (await DoneAsync("resolve", "oci:repo:" + version, "--facts", "facts.json", "--json")).Output;
        var digest = index[index.IndexOf("sha256:", StringComparison.Ordinal)..][..71];
        await DoneAsync(["channel", "revoke", "channels", digest, "--reason", "corrupts memory", .. ChannelKeys]);
        await DoneAsync("channel", "resolve", "--root", Host.Root);
    }

    /// <summary>Runs a command that must be refused, keeping a trail that must say so.</summary>
    public async Task RefusedAsync(string code, string action, params string[] arguments)
    {
        var named = await RunAsync([.. arguments, "--audit", Trail]);
        AssertRefused(code, named);
        Assert.Equal($"{action} refused {code}", (await EntriesAsync(Trail))[^1]);
        var before = (await EntriesAsync(Trail)).Count;
        AssertRefused(code, await CommandLineRun.WithAsync(directory.Path, Time, name => name == "KEYWAY_AUDIT" ? Trail : null, arguments));
        Assert.Equal(before + 1, (await EntriesAsync(Trail)).Count);
    }

    /// <summary>The same for a command about the host, which keeps its trail unasked.</summary>
    public async Task RefusedByHostAsync(string code, string action, string[] arguments)
    {
        AssertRefused(code, await RunAsync(arguments.Contains("--root") ? arguments : [.. arguments, "--root", Host.Root]));
        Assert.Equal($"{action} refused {code}", (await EntriesAsync(Host.Combine("audit")))[^1]);
    }

    /// <summary>What the host's trail holds.</summary>
    public async Task<IEnumerable<string>> DecisionsAsync() => (await EntriesAsync(Host.Combine("audit"))).Select(entry => string.Join(' ', entry.Split(' ')[..2]));

    /// <summary>What the last record of the host's trail says in words.</summary>
    public async Task<string> LastReasonAsync()
    {
        using var document = JsonDocument.Parse((await DoneAsync("audit", "show", Host.Combine("audit"), "--json")).Output);
        return document.RootElement.GetProperty("decisions").EnumerateArray().Last().GetProperty("entry").GetProperty("reasons")[0].GetProperty("text").GetString()!;
    }

    /// <summary>What the holder of the online key alone can do: any document at any path of the director.</summary>
    public async Task ForgeAsync(string path, byte[] content)
    {
        await File.WriteAllBytesAsync(Combine("forged.json"), content);
        await DoneAsync("tuf", "add-target", "channels/director", "forged.json", "--path", path, "--key", "online.key");
        await DoneAsync("tuf", "publish", "channels/director", "--key", "online.key");
    }

    public async Task<CommandLineRun> DoneAsync(params string[] arguments)
    {
        var run = await RunAsync(arguments);
        Assert.True(run.ExitCode == ExitCode.Done, $"{string.Join(' ', arguments)}: {run.ExitCode}\n{run.Output}{run.Error}");
        return run;
    }

    public Task<CommandLineRun> RunAsync(params string[] arguments) => CommandLineRun.WithAsync(directory.Path, Time, _ => null, arguments);

    public void Dispose()
    {
        Host.Dispose();
        directory.Dispose();
    }

    private static void AssertRefused(string code, CommandLineRun run)
    {
        var expected = code switch
        {
            "KW2175" or "KW2652" or "KW2179" or "KW2181" or "KW2182" => ExitCode.PolicyRefused, // a sound signature, but not the one that was asked for
            "KW1121" => ExitCode.NotAuthorised,
            "KW1126" or "KW1127" => ExitCode.TryLater,
            "KW4040" => ExitCode.Incompatible,
            _ => ExitCode.VerificationRefused,
        };
        Assert.True(run.ExitCode == expected, $"{run.ExitCode}\n{run.Output}{run.Error}");
        Assert.Contains(code, run.Output + run.Error, StringComparison.Ordinal);
    }

    // Action, decision and code of each; the trail has to be intact.
    private async Task<List<string>> EntriesAsync(string trail)
    {
        await DoneAsync("audit", "verify", trail);
        using var document = JsonDocument.Parse((await DoneAsync("audit", "show", trail, "--json")).Output);
        return [.. document.RootElement.GetProperty("decisions").EnumerateArray().Select(decision => Text(decision.GetProperty("entry")))];
    }

    private static string Text(JsonElement entry) =>
        $"{entry.GetProperty("action").GetString()} {entry.GetProperty("decision").GetString()} {(entry.TryGetProperty("reasons", out var reasons) && reasons.GetArrayLength() > 0 ? reasons[0].GetProperty("code").GetString() : "-")}";

    private void WriteKey(string name)
    {
        using var key = SoftwareKey.Generate(KeyKind.Ed25519);
        File.WriteAllText(Combine(name + ".key"), System.Security.Cryptography.PemEncoding.WriteString("PRIVATE KEY", key.ToPkcs8()));
        File.WriteAllText(Combine(name + ".pub"), key.PublicKey.ToPem());
    }
}
