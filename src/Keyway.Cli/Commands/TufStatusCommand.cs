// SPDX-License-Identifier: Apache-2.0

using System.CommandLine;
using Keyway.Artifacts.Trust.Tuf;
using Keyway.Cli.Output;

namespace Keyway.Cli.Commands;

/// <summary><c>keyway tuf status DIRECTORY</c>: what is staged.</summary>
internal static class TufStatusCommand
{
    public static Command Create(CliContext context)
    {
        Argument<string> directory = new("repository") { Description = "Directory of the repository" };
        Command command = new("status", """
            Show what waits for signatures or for publication.

            Examples:
              keyway tuf status site
              keyway tuf status site --json

            Exit status: 0 shown, 10 no such repository, 21 broken repository.
            """)
        {
            directory,
        };
        command.SetAction(parsed =>
        {
            var named = parsed.GetRequiredValue(directory);
            TufStagedDocument.Of(named, TufRepository.Open(context.Absolute(named), new(), context.Time)).Print(context, parsed.GetValue<bool>("--json"));
            return (int)ExitCode.Done;
        });
        return command;
    }
}
