// SPDX-License-Identifier: Apache-2.0

using System.CommandLine;
using System.Text;
using Keyway.Artifacts.Content;
using Keyway.Cli.Output;

namespace Keyway.Cli.Commands;

/// <summary><c>keyway matrix show FILE</c>: a matrix as a table or a page.</summary>
internal static class MatrixShowCommand
{
    public static Command Create(CliContext context)
    {
        Argument<string> file = new("file") { Description = "The matrix" };
        Option<bool> evidence = new("--evidence") { Description = "Also where each entry's evidence is" };
        Option<string?> html = new("--html") { Description = "Write one self-contained page instead", HelpName = "FILE" };
        Command command = new("show", """
            Show a compatibility matrix as a table: verdict, instruction set, kernel, interconnect profile, firmware.

            What no row speaks of is untested. The page needs no script and no network; each row links to its evidence.

            Examples:
              keyway matrix show matrix.json --evidence
              keyway matrix show matrix.json --html matrix.html

            Exit status: 0 shown, 2 not a matrix, 10 no such file.
            """)
        {
            file, evidence, html,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var matrix = MatrixFiles.Parse(context, parsed.GetRequiredValue(file));
            if (parsed.GetValue(html) is { } page) await AtomicFile.WriteAsync(context.Absolute(page), Encoding.UTF8.GetBytes(MatrixHtml.Of(matrix)), cancellationToken);
            if (parsed.GetValue<bool>("--json")) context.Output.Write(Encoding.UTF8.GetString(matrix.ToJson()));
            else if (parsed.GetValue(html) is null) MatrixText.Print(context, matrix, parsed.GetValue(evidence));
            return (int)ExitCode.Done;
        });
        return command;
    }
}
