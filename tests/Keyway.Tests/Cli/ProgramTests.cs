// SPDX-License-Identifier: Apache-2.0

using System.CommandLine;
using System.Text.Json;
using Keyway.Cli;
using Keyway.Cli.Output;
using Keyway.Tests.Fixtures;

namespace Keyway.Tests.Cli;

public sealed class ProgramTests
{
    [Fact]
    public async Task Unknown_command_is_a_usage_refusal()
    {
        var run = await CommandLineRun.OfAsync("no-such-command");

        Assert.Equal(ExitCode.Usage, run.ExitCode);
        Golden.Verify("errors/KW9001.txt", run.Error);
        Assert.Empty(run.Output);
    }

    [Fact]
    public async Task Refusals_are_one_json_document_when_asked()
    {
        var run = await CommandLineRun.OfAsync("completion", "cmd.exe", "--json");

        using var document = JsonDocument.Parse(run.Output);
        Assert.Equal(ExitCode.Usage, run.ExitCode);
        Assert.Equal("KW9001", document.RootElement.GetProperty("error").GetProperty("code").GetString());
        Assert.Empty(run.Error);
    }

    [Theory]
    [InlineData("--json")]
    [InlineData("--scheme=stack")]
    public async Task A_closed_stdout_is_refused_on_stderr(string option)
    {
        StringWriter error = new() { NewLine = "\n" };

        var status = await Program.RunAsync(["version", "parse", "1.2.3", option], Context(new FullDisk(), error));

        Assert.Equal(ExitCode.PreflightFailed, status);
        Assert.StartsWith("keyway: KW9003 No space left on device\n", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_closed_stderr_does_not_change_the_exit_status()
    {
        using TolerantWriter error = new(new FullDisk());

        Assert.Equal(ExitCode.Usage, await Program.RunAsync(["version", "parse", "x"], Context(TextWriter.Null, error)));
        Assert.Equal(ExitCode.Usage, await Program.RunAsync(["no-such-command"], Context(TextWriter.Null, error)));
    }

    [Fact]
    public async Task Refusals_send_no_control_sequences_to_a_terminal()
    {
        var run = await CommandLineRun.OfAsync("version", "parse", "1\u001b[31m\u0085");

        Assert.Contains("'1\\u001b[31m\\u0085'", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_typed_prints_the_help_and_exits_2()
    {
        var run = await CommandLineRun.OfAsync();

        Assert.Equal(ExitCode.Usage, run.ExitCode);
        Assert.Contains("Commands:", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("bash")]
    [InlineData("zsh")]
    [InlineData("fish")]
    public async Task Completion_scripts_ask_the_program_itself(string shell)
    {
        var run = await CommandLineRun.OfAsync("completion", shell);

        Assert.Equal(ExitCode.Done, run.ExitCode);
        Assert.Contains("[suggest:", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Suggestions_name_the_commands()
    {
        var run = await CommandLineRun.OfAsync("[suggest:10]", "keyway com");

        Assert.Contains("completion", run.Output, StringComparison.Ordinal);
    }

    public static TheoryData<string> CommandPaths
    {
        get
        {
            return [.. Paths(Program.CreateRoot(Context(TextWriter.Null, TextWriter.Null)), "")];
        }
    }

    [Theory]
    [MemberData(nameof(CommandPaths))]
    public async Task Help_of_every_command_has_examples_and_exit_statuses(string path)
    {
        var run = await CommandLineRun.OfAsync([.. path.Split(' '), "--help"]);

        Assert.Equal(ExitCode.Done, run.ExitCode);
        Assert.Contains("Example", run.Output, StringComparison.Ordinal);
        Assert.Contains("Exit status:", run.Output, StringComparison.Ordinal);
        Assert.Contains($"keyway {path}", run.Output, StringComparison.Ordinal);
    }

    // Only commands that do something themselves: a parent's help is the list of its children.
    private static IEnumerable<string> Paths(Command command, string prefix) => command.Subcommands.SelectMany(child =>
        child.Subcommands.Count > 0 ? Paths(child, prefix + child.Name + " ") : [prefix + child.Name]);

    private static CliContext Context(TextWriter output, TextWriter error) => new()
    {
        Output = output,
        Error = error,
        Time = TimeProvider.System,
        WorkingDirectory = "/",
        EnvironmentVariable = _ => null,
        IsTerminal = false,
    };

    private sealed class FullDisk : TextWriter
    {
        public override System.Text.Encoding Encoding => System.Text.Encoding.UTF8;

        public override void Write(char value) => throw new IOException("No space left on device");
    }
}
