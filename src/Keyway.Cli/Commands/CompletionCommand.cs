// SPDX-License-Identifier: Apache-2.0

using System.CommandLine;
using Keyway.Cli.Output;

namespace Keyway.Cli.Commands;

/// <summary><c>keyway completion bash|zsh|fish</c>: prints the script that makes the shell complete commands and options.</summary>
internal static class CompletionCommand
{
    public static Command Create(CliContext context)
    {
        Argument<string> shell = new("shell") { Description = "bash, zsh or fish" };
        shell.AcceptOnlyFromAmong([.. CompletionScript.Shells]);
        Command command = new("completion", """
            Print the completion script of a shell.

            Examples:
              keyway completion bash > ~/.local/share/bash-completion/completions/keyway
              keyway completion zsh  > "${fpath[1]}/_keyway"
              keyway completion fish > ~/.config/fish/completions/keyway.fish

            Exit status: 0 printed, 2 unknown shell.
            """)
        {
            shell,
        };
        command.SetAction(parsed =>
        {
            context.Output.Write(CompletionScript.For(parsed.GetRequiredValue(shell)));
            return (int)ExitCode.Done;
        });
        return command;
    }
}
