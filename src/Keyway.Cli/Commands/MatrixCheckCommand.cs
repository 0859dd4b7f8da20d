// SPDX-License-Identifier: Apache-2.0

using System.CommandLine;
using Keyway.Cli.Output;
using Keyway.Compatibility.Matrices;

namespace Keyway.Cli.Commands;

/// <summary><c>keyway matrix check FILE...</c>: everything that is wrong with matrices.</summary>
internal static class MatrixCheckCommand
{
    public static Command Create(CliContext context)
    {
        Argument<string[]> files = new("file") { Description = "Matrices; several are checked together, because overrides reach across them", Arity = ArgumentArity.OneOrMore };
        Command command = new("check", """
            Check compatibility matrices and print everything that is wrong, with line and column.

            Besides the format: entries that contradict each other, overrides of nothing or of something newer are errors; evidence
            and entries that have expired, and support without evidence, are warnings.

            Examples:
              keyway matrix check matrix.json
              keyway matrix check matrix.json corrections.json --json

            Exit status: 0 no errors, 2 errors, 10 no such file.
            """)
        {
            files,
        };
        command.SetAction(parsed =>
        {
            var today = DateOnly.FromDateTime(context.Time.GetUtcNow().UtcDateTime);
            var found = MatrixCheck.Of([.. parsed.GetRequiredValue(files).Select(file => MatrixFiles.Read(context, file))], today);
            return (int)DiagnosticText.Print(context, MatrixCheckDocument.Of(found), parsed.GetValue<bool>("--json"));
        });
        return command;
    }
}
