// SPDX-License-Identifier: Apache-2.0

using System.Text.Json;
using System.Text.RegularExpressions;
using Keyway.Cli;
using Keyway.Tests.Core.Hosts.Store;
using Keyway.Tests.Fixtures;

namespace Keyway.Tests.Cli;

/// <summary>The way of a driver from its publisher to a host of a channel, and back, on the command line.</summary>
public sealed partial class ChannelCommandTests(ResolveCommandTests.Repository packed) : IClassFixture<ResolveCommandTests.Repository>, IDisposable
{
    private readonly StoreHost host = new();
    private readonly TemporaryDirectory directory = new();

    private string[] Root => ["--root", host.Root];

    private string Channels => directory.Combine("channels");

    private string[] Keys => ["--key", directory.Combine("offline.key"), "--key", directory.Combine("online.key")];

    [Fact]
    public async Task Driver_goes_out_by_the_channel_is_revoked_and_comes_back_with_a_permit()
    {
        await PrepareAsync();
        var facts = await FactsAsync();
        await DoneAsync(["channel", "promote", Channels, "stable", "kw-link=2.3.0", "--site", "fra1", .. Keys]);
        await AnswerAsync();
        await DoneAsync(["install", "oci:repo", "--channel", .. Root, .. facts]);

        await DoneAsync(["channel", "promote", Channels, "stable", "kw-link=2.3.1", "--site", "fra1", .. Keys]);
        await RefusedAsync("KW2403", ["install", "oci:repo:2.3.1", "--channel", .. Root, .. facts]);
        await AnswerAsync();
        await RefusedAsync("KW2405", ["install", "oci:repo:2.3.1", .. Root, .. facts]);
        await RefusedAsync("KW2403", ["install", "oci:repo:2.3.0", "--channel", .. Root, .. facts]);
        await DoneAsync(["install", "oci:repo", "--channel", .. Root, .. facts]);
        await RefusedAsync("KW2404", ["rollback", .. Root]);

        var (from, to) = (await IndexAsync("2.3.1"), await IndexAsync("2.3.0"));
        await DoneAsync(["channel", "permit", Channels, "--host", "node17", "--from", from, "--to", to, "--reason", "fabric errors", .. Keys]);
        await DoneAsync(["channel", "resolve", .. Root]);
        await DoneAsync(["rollback", .. Root]);
        await DoneAsync(["channel", "revoke", Channels, from, "--reason", "corrupts memory", .. Keys]);
        var resolved = await DoneAsync(["channel", "resolve", .. Root]);
        await RefusedAsync("KW2404", ["rollback", .. Root]);

        Assert.Contains("kw-link 2.3.1", resolved.Output, StringComparison.Ordinal);
        Assert.Contains(", revoked", resolved.Output, StringComparison.Ordinal);
        Assert.Contains("REVOKED since", (await DoneAsync(["status", .. Root])).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task More_days_than_a_calendar_has_are_a_wrong_command_line()
    {
        await PrepareAsync();

        var run = await packed.RunAsync(["channel", "promote", Channels, "stable", "kw-link=2.3.0", "--site", "fra1", "--days", "2147483647", .. Keys]);

        Assert.Equal(ExitCode.Usage, run.ExitCode);
    }

    [Fact]
    public async Task Resolve_says_every_reason_against_a_package_as_data()
    {
        await PrepareAsync();
        await DoneAsync(["channel", "promote", Channels, "stable", "kw-link=2.3.0", "--site", "fra1", "--region", "DE", .. Keys]);

        var run = await packed.RunAsync(["channel", "resolve", "oci:repo:2.3.1", "--json", .. Root]);

        Assert.Equal(ExitCode.VerificationRefused, run.ExitCode);
        using var document = JsonDocument.Parse(run.Output);
        var reasons = document.RootElement.GetProperty("packages")[0].GetProperty("reasons").EnumerateArray().Select(reason => reason.GetProperty("rule").GetString());
        Assert.Equal(["region", "answered", "director-image"], reasons);
    }

    [Fact]
    public async Task Operator_sees_what_was_done_and_is_stopped_at_wrong_words()
    {
        await PrepareAsync();

        var renewed = await DoneAsync(["channel", "renew", Channels, "--json", .. Keys]);
        var wrong = await packed.RunAsync(["channel", "promote", Channels, "stable", "kw-link", "--site", "fra1", .. Keys]);

        Assert.Contains("\"done\": \"renewed\"", renewed.Output, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Usage, wrong.ExitCode);
    }

    public void Dispose()
    {
        host.Dispose();
        directory.Dispose();
    }

    [Fact]
    public async Task A_host_does_not_join_a_channel_at_an_address_that_is_none_KW9031()
    {
        var run = await CommandLineRun.InAsync(directory.Path, "channel", "join", "http://", "--host", "node17", "--site", "fra1", "--images-root", "images.json", "--director-root", "director.json", "--root", directory.Combine("host"));

        Assert.Equal(ExitCode.Usage, run.ExitCode);
        Assert.Contains("KW9031", run.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(directory.Combine("host")));
    }

    private async Task PrepareAsync()
    {
        foreach (var name in new[] { "offline", "online" }) await DoneAsync(["key", "generate", "--no-password", "--output", directory.Combine(name)]);
        await DoneAsync(["channel", "init", Channels, "--offline-key", directory.Combine("offline.key"), "--online-key", directory.Combine("online.key")]);
        foreach (var version in new[] { "2.3.0", "2.3.1" }) await DoneAsync(["channel", "publish", Channels, "oci:repo:" + version, .. Keys]);
        await DoneAsync(["channel", "join", Channels, "--host", "node17", "--site", "fra1", "--images-root", RootOf("images"), "--director-root", RootOf("director"), .. Root]);
    }

    private async Task AnswerAsync()
    {
        await File.WriteAllTextAsync(directory.Combine("request.json"), (await DoneAsync(["channel", "ask", .. Root])).Output, TestContext.Current.CancellationToken);
        await DoneAsync(["channel", "answer", Channels, directory.Combine("request.json"), .. Keys]);
    }

    private string RootOf(string folder) => Path.Combine(Channels, folder, "metadata", "1.root.json");

    private async Task<string> IndexAsync(string version) => IndexDigest().Match((await DoneAsync(["channel", "publish", Channels, "oci:repo:" + version, .. Keys])).Output).Value;

    private async Task<string[]> FactsAsync()
    {
        var tree = RepositoryRoot.Combine("samples", "hosts", "riscv64-gpu-node");
        var facts = directory.Combine("facts.json");
        await DoneAsync(["probe", "--root", tree, "--output", facts]);
        return ["--facts", facts, "--symbols", Directory.GetFiles(Path.Combine(tree, "boot"), "symvers-*")[0]];
    }

    private async Task<CommandLineRun> DoneAsync(string[] arguments)
    {
        var run = await packed.RunAsync(arguments);
        Assert.True(run.ExitCode == ExitCode.Done, $"{string.Join(' ', arguments)}: {run.ExitCode}\n{run.Output}{run.Error}");
        return run;
    }

    private async Task RefusedAsync(string code, string[] arguments)
    {
        var run = await packed.RunAsync(arguments);
        Assert.Contains(code, run.Error, StringComparison.Ordinal);
    }

    [GeneratedRegex("sha256:[0-9a-f]{64}", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex IndexDigest();
}
