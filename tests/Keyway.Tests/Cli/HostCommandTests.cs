// SPDX-License-Identifier: Apache-2.0

using System.Text.Json;
using System.Text.RegularExpressions;
using Keyway.Cli;
using Keyway.Tests.Core.Hosts.Store;
using Keyway.Tests.Fixtures;

namespace Keyway.Tests.Cli;

public sealed partial class HostCommandTests : IDisposable
{
    private readonly StoreHost host = new();

    [Fact]
    public async Task Status_of_an_empty_host_says_so()
    {
        var run = await RunAsync("status");

        Assert.Equal(ExitCode.Done, run.ExitCode);
        Verify("status-empty", run);
    }

    [Fact]
    public async Task Status_history_and_rollback_tell_the_same_story()
    {
        await host.InstallAsync(new StorePackage("1.0.0"));
        await host.InstallAsync(new StorePackage("2.0.0"));

        Verify("rollback", await RunAsync("rollback", "--reason", "fabric errors"));
        Verify("status", await RunAsync("status", "--verify"));
        Verify("history", await RunAsync("history"));
        Verify("rollback-already", await RunAsync("rollback", "--to", "1"));
    }

    [Fact]
    public async Task Status_exits_21_and_names_what_is_damaged()
    {
        await host.InstallAsync(new StorePackage("1.0.0"));
        File.Delete(host.Combine("current", "firmware", "kw.bin"));
        File.Delete(Path.Combine(host.Combine("packages"), Directory.GetDirectories(host.Combine("packages")).Select(Path.GetFileName).First()!, "tree/firmware/kw.bin"));

        var run = await RunAsync("status", "--verify");

        Assert.Equal(ExitCode.VerificationRefused, run.ExitCode);
        Assert.Contains("damaged: var/lib/keyway/packages/", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Json_documents_hold_what_the_text_says()
    {
        await host.InstallAsync(new StorePackage("1.0.0"));
        await host.InstallAsync(new StorePackage("2.0.0"));

        var rollback = Json(await RunAsync("rollback", "--json"));
        var status = Json(await RunAsync("status", "--json", "--verify"));
        var history = Json(await RunAsync("history", "--json"));

        Assert.Equal(("switched", 2, 1), (rollback.GetProperty("outcome").GetProperty("result").GetString(), rollback.GetProperty("outcome").GetProperty("before").GetProperty("number").GetInt32(), rollback.GetProperty("outcome").GetProperty("now").GetProperty("number").GetInt32()));
        Assert.Equal("1.0.0", status.GetProperty("status").GetProperty("current").GetProperty("version").GetString());
        Assert.True(status.GetProperty("verification").GetProperty("isIntact").GetBoolean());
        Assert.Equal(["rollback", "install", "install"], history.GetProperty("history").EnumerateArray().Select(entry => entry.GetProperty("change").GetString()));
    }

    [Fact]
    public async Task Rollback_without_a_store_exits_10_and_makes_none()
    {
        var run = await RunAsync("rollback");

        Assert.Equal(ExitCode.NotFound, run.ExitCode);
        Assert.Contains("KW4030", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("status")]
    [InlineData("history")]
    [InlineData("rollback")]
    public async Task Help_shows_examples_and_exit_statuses(string command)
    {
        var run = await CommandLineRun.OfAsync(command, "--help");

        Assert.Contains($"  keyway {command}", run.Output, StringComparison.Ordinal);
        Assert.Contains("Exit status: 0 ", run.Output, StringComparison.Ordinal);
    }

    public void Dispose() => host.Dispose();

    private Task<CommandLineRun> RunAsync(params string[] args) => CommandLineRun.OfAsync([.. args, "--root", host.Root]);

    private static JsonElement Json(CommandLineRun run) => JsonDocument.Parse(run.Output).RootElement;

    private void Verify(string name, CommandLineRun run)
    {
        Assert.Equal(ExitCode.Done, run.ExitCode);
        var text = Durations().Replace(Times().Replace(run.Output.Replace(host.Root, "DIR", StringComparison.Ordinal), "2026-01-02 03:04:05Z"), "N ms");
        Golden.Verify($"hosts/{name}.txt", text);
    }

    [GeneratedRegex(@"\d{4}-\d\d-\d\d \d\d:\d\d:\d\dZ", RegexOptions.None, 1000)]
    private static partial Regex Times();

    [GeneratedRegex(@"[\d.]+ ms", RegexOptions.None, 1000)]
    private static partial Regex Durations();
}
