// SPDX-License-Identifier: Apache-2.0

using System.CommandLine;
using System.Text;
using Keyway.Compatibility.Matrices;

namespace Keyway.Cli.Commands;

/// <summary><c>keyway matrix merge FILE...</c>: one matrix of several.</summary>
internal static class MatrixMergeCommand
{
    public static Command Create(CliContext context)
    {
        Argument<string[]> files = new("file") { Description = "Matrices of one package", Arity = ArgumentArity.OneOrMore };
        Command command = new("merge", """
            Print one matrix with the entries of all. Of two entries with one id the newer stays; two of the same time that differ are refused.

            The order of the files decides nothing, and a matrix alone is printed in its canonical form.

            Examples:
              keyway matrix merge vendor.json site.json > matrix.json

            Exit status: 0 printed, 2 not matrices, of different packages, or in conflict, 10 no such file.
            """)
        {
            files,
        };
        command.SetAction(parsed =>
        {
            var merged = MatrixEdit.Merge([.. parsed.GetRequiredValue(files).Select(file => MatrixFiles.Parse(context, file))]);
            context.Output.Write(Encoding.UTF8.GetString(merged.ToJson()));
            return (int)ExitCode.Done;
        });
        return command;
    }
}
