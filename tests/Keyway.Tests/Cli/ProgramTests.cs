// SPDX-License-Identifier: Apache-2.0

using System.CommandLine;
using System.Text.Json;
using Keyway.Cli;
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
            CliContext context = new()
            {
                Output = TextWriter.Null,
                Error = TextWriter.Null,
                Time = TimeProvider.System,
                WorkingDirectory = "/",
                EnvironmentVariable = _ => null,
                IsTerminal = false,
            };
            return [.. Paths(Program.CreateRoot(context), "")];
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
}
