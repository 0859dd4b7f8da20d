// SPDX-License-Identifier: Apache-2.0

using System.Text.Json;
using Keyway.Artifacts.Transparency;
using Keyway.Cli;
using Keyway.Tests.Artifacts.Transparency;
using Keyway.Tests.Fixtures;

namespace Keyway.Tests.Cli;

public sealed class LogCommandTests : IDisposable
{
    private readonly TemporaryDirectory directory = new();

    public void Dispose() => directory.Dispose();

    [Fact]
    public async Task Log_is_made_grows_and_proves_its_entries()
    {
        var vkey = (await SucceedsAsync("log", "init", "log", "--name", "log.example/drivers")).Output.Trim();
        await File.WriteAllTextAsync(directory.Combine("driver.tar"), "content");
        var appended = await SucceedsAsync("log", "append", "log", "one", "two", "--file", "driver.tar");
        await SucceedsAsync("log", "prove", "log", "2", "--output", "driver.tlog-proof");

        var byFile = await SucceedsAsync("log", "verify", "driver.tlog-proof", "--file", "driver.tar", "--vkey", vkey);
        var byText = await SucceedsAsync("log", "verify", "driver.tlog-proof", "sha256:ed7002b439e9ac845f22357d822bac1444730fbdb6016d3ec9432297b9ec9f73", "--vkey", vkey);
        var other = await RunAsync("log", "verify", "driver.tlog-proof", "another", "--vkey", vkey);
        var audited = await SucceedsAsync("log", "audit", "log");

        Assert.EndsWith("log: 3 appended from index 0, 3 in all\n", appended.Output, StringComparison.Ordinal);
        Assert.Equal("entry 2 of log.example/drivers, a tree of 3\n", byFile.Output);
        Assert.Equal(byFile.Output, byText.Output);
        Assert.Equal((ExitCode.VerificationRefused, true), (other.ExitCode, other.Error.Contains("KW2525", StringComparison.Ordinal)));
        Assert.Equal("log.example/drivers: 3 entries, 3 of them read (77 B), intact\n", audited.Output);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(directory.Combine("log.key")));
    }

    [Fact]
    public async Task Each_command_prints_one_document()
    {
        var init = await JsonAsync("log", "init", "log", "--name", "log.example/drivers");
        var vkey = init.GetProperty("vkey").GetString()!;
        var append = await JsonAsync("log", "append", "log", "one", "two");
        var prove = await JsonAsync("log", "prove", "log", "1");
        await File.WriteAllTextAsync(directory.Combine("proof"), prove.GetProperty("proof").GetString());
        var verify = await JsonAsync("log", "verify", "proof", "two", "--vkey", vkey);
        var audit = await JsonAsync("log", "audit", "log", "--vkey", vkey);

        Assert.Equal((0L, 2L, 2L), (append.GetProperty("firstIndex").GetInt64(), append.GetProperty("count").GetInt64(), append.GetProperty("size").GetInt64()));
        Assert.Single(prove.GetProperty("hashes").EnumerateArray());
        Assert.Equal((1L, 2L), (verify.GetProperty("index").GetInt64(), verify.GetProperty("size").GetInt64()));
        Assert.Equal(append.GetProperty("root").GetString(), audit.GetProperty("root").GetString());
    }

    [Fact]
    public async Task Lines_of_standard_input_are_entries()
    {
        await SucceedsAsync("log", "init", "log", "--name", "log.example/drivers");
        var lines = string.Concat(Enumerable.Range(0, 5000).Select(number => $"line {number}\n"));

        var run = await CommandLineRun.WithInputAsync(directory.Path, lines, "log", "append", "log", "--lines");

        Assert.Equal(ExitCode.Done, run.ExitCode);
        Assert.Contains("5000 appended from index 0, 5000 in all", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Auditor_remembers_what_it_saw_and_refuses_a_log_that_was_made_anew_or_cut()
    {
        await SucceedsAsync("log", "init", "log", "--name", "log.example/drivers");
        await SucceedsAsync("log", "append", "log", "one", "two");
        await SucceedsAsync("log", "audit", "log", "--seen", "seen");
        await SucceedsAsync("log", "append", "log", "three");
        var next = await SucceedsAsync("log", "audit", "log", "--seen", "seen");
        Directory.Delete(directory.Combine("log"), recursive: true);
        await SucceedsAsync("log", "init", "log", "--name", "log.example/drivers");
        var cut = await RunAsync("log", "audit", "log", "--seen", "seen");
        await SucceedsAsync("log", "append", "log", "1", "2", "3", "4");
        var anew = await RunAsync("log", "audit", "log", "--seen", "seen");

        Assert.Contains("3 entries, 1 of them read", next.Output, StringComparison.Ordinal);
        Assert.All([cut, anew], run => Assert.Equal((ExitCode.VerificationRefused, true), (run.ExitCode, run.Error.Contains("KW2515", StringComparison.Ordinal))));
    }

    [Fact]
    public async Task Checkpoint_is_published_when_the_witnesses_of_the_policy_have_cosigned()
    {
        var vkey = (await SucceedsAsync("log", "init", "log", "--name", "log.example/drivers")).Output.Trim();
        await using TestWitness witness = new("one", 11, NoteKey.Parse(vkey));
        await File.WriteAllTextAsync(directory.Combine("policy"), $"log {vkey}\n{witness.PolicyLine}quorum one\n");
        var appended = await SucceedsAsync("log", "append", "log", "entry", "--policy", "policy");
        await SucceedsAsync("log", "prove", "log", "0", "--output", "proof");
        var verified = await SucceedsAsync("log", "verify", "proof", "entry", "--policy", "policy");
        witness.Override = _ => LoopbackResponse.Of(503);
        var missed = await RunAsync("log", "append", "log", "another", "--policy", "policy");
        var old = await SucceedsAsync("log", "audit", "log", "--policy", "policy");
        witness.Override = null;
        var repeated = await SucceedsAsync("log", "append", "log", "--policy", "policy");

        Assert.Contains("cosigned by one", appended.Output, StringComparison.Ordinal);
        Assert.Contains("witnessed by one", verified.Output, StringComparison.Ordinal);
        Assert.Equal((ExitCode.TryLater, true), (missed.ExitCode, missed.Error.Contains("KW2524", StringComparison.Ordinal)));
        Assert.Contains(": 1 entries", old.Output, StringComparison.Ordinal);
        Assert.Contains("0 appended from index 2, 2 in all, cosigned by one", repeated.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://")]
    [InlineData("http://log.example:port/drivers")]
    public async Task Address_that_is_none_is_refused(string address)
    {
        var run = await RunAsync("log", "audit", address, "--vkey", "any");

        Assert.Equal(ExitCode.Usage, run.ExitCode);
        Assert.StartsWith("keyway: KW9031 ", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Log_behind_a_web_server_is_audited()
    {
        var vkey = (await SucceedsAsync("log", "init", "log", "--name", "log.example/drivers")).Output.Trim();
        await SucceedsAsync("log", "append", "log", "one");
        await using LoopbackServer server = new(request => File.Exists(directory.Combine("log" + request.Path)) ? LoopbackResponse.Of(200, File.ReadAllBytes(directory.Combine("log" + request.Path))) : LoopbackResponse.Of(404));

        var audited = await SucceedsAsync("log", "audit", $"http://{server.Authority}", "--vkey", vkey);
        var without = await RunAsync("log", "audit", $"http://{server.Authority}");
        var elsewhere = await RunAsync("log", "audit", $"http://{server.Authority}/elsewhere", "--vkey", vkey);

        Assert.Contains("1 entries", audited.Output, StringComparison.Ordinal);
        Assert.Contains("KW9040", without.Error, StringComparison.Ordinal);
        Assert.Equal((ExitCode.NotFound, true), (elsewhere.ExitCode, elsewhere.Error.Contains("KW9041", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("log verify proof --vkey k")]
    [InlineData("log verify proof entry --file f --vkey k")]
    [InlineData("log verify proof entry --vkey k --policy p")]
    [InlineData("log verify proof entry")]
    [InlineData("log init log")]
    [InlineData("log init log --name two+parts")]
    public async Task Wrong_command_lines_exit_2(string line)
    {
        await File.WriteAllTextAsync(directory.Combine("proof"), "");

        Assert.Equal(ExitCode.Usage, (await RunAsync(line.Split(' '))).ExitCode);
    }

    private async Task<JsonElement> JsonAsync(params string[] args) => JsonDocument.Parse((await SucceedsAsync([.. args, "--json"])).Output).RootElement;

    private async Task<CommandLineRun> SucceedsAsync(params string[] args)
    {
        var run = await RunAsync(args);
        Assert.True(run.ExitCode == ExitCode.Done, run.Error);
        return run;
    }

    private Task<CommandLineRun> RunAsync(params string[] args) => CommandLineRun.InAsync(directory.Path, args);
}
