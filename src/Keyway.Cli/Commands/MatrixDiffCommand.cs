// SPDX-License-Identifier: Apache-2.0

using System.CommandLine;
using System.Text.Json;
using Keyway.Cli.Output;
using Keyway.Compatibility.Matrices;

namespace Keyway.Cli.Commands;

/// <summary><c>keyway matrix diff LEFT RIGHT</c>: which entries differ.</summary>
internal static class MatrixDiffCommand
{
    public static Command Create(CliContext context)
    {
        Argument<string> left = new("left") { Description = "The older matrix" };
        Argument<string> right = new("right") { Description = "The newer matrix" };
        Command command = new("diff", """
            Compare two matrices of one package: entries added (+), removed (-) and changed (~), with the members that differ.

            Examples:
              keyway matrix diff old.json new.json
              keyway matrix diff old.json new.json --json

            Exit status: 0 compared, 2 not matrices, or of different packages, 10 no such file.
            """)
        {
            left, right,
        };
        command.SetAction(parsed =>
        {
            var differences = MatrixEdit.Compare(MatrixFiles.Parse(context, parsed.GetRequiredValue(left)), MatrixFiles.Parse(context, parsed.GetRequiredValue(right)));
            MatrixDifferenceDocument[] documents = [.. differences.Select(MatrixDifferenceDocument.Of)];
            if (parsed.GetValue<bool>("--json")) context.Output.WriteLine(JsonSerializer.Serialize(documents, CliJson.Readable.MatrixDifferenceDocumentArray));
            else foreach (var document in documents) context.Output.WriteLine(document.ToString());
            return (int)ExitCode.Done;
        });
        return command;
    }
}
