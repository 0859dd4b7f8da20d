// SPDX-License-Identifier: Apache-2.0

using System.CommandLine;
using Keyway.Cli.Output;

namespace Keyway.Cli.Commands;

/// <summary><c>keyway catalogue show</c>: what a catalogue file holds, after every digest in it was checked.</summary>
internal static class CatalogueShowCommand
{
    public static Command Create(CliContext context)
    {
        Argument<string> file = new("file") { Description = "The catalogue file" };
        Command command = new("show", """
            Check a catalogue file in full and say what it holds.

            Example:
              keyway catalogue show gpu.catalogue --json

            Exit status: 0 sound, 2 wrong command line, 10 no such file, 21 damaged or no catalogue.
            """)
        {
            file,
        };
        command.SetAction(parsed =>
        {
            var path = parsed.GetRequiredValue(file);
            CatalogueDocument.Print(context.Absolute(path), path, context, parsed.GetValue<bool>("--json"));
            return (int)ExitCode.Done;
        });
        return command;
    }
}
