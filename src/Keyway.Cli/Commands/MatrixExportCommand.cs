// SPDX-License-Identifier: Apache-2.0

using System.CommandLine;
using System.Text;
using System.Text.Json;
using Keyway.Artifacts.Content;
using Keyway.Cli.Output;
using Keyway.Compatibility.Importing.Nfd;

namespace Keyway.Cli.Commands;

/// <summary><c>keyway matrix export --to nfd FILE</c>: a matrix for who reads another format.</summary>
internal static class MatrixExportCommand
{
    public static Command Create(CliContext context)
    {
        Argument<string> source = new("file") { Description = "The matrix" };
        Option<string> to = new("--to") { Description = "nfd: image compatibility v1alpha1 of Node Feature Discovery", HelpName = "KIND", Required = true };
        Option<string?> output = new("--output", "-o") { Description = "File to write; standard output by default", HelpName = "FILE" };
        to.AcceptOnlyFromAmong("nfd");
        Command command = new("export", """
            Write a compatibility matrix as an image compatibility specification, which says what hosts an image needs.

            Each known-bad entry becomes a rule that every other host matches. Entries that a rule cannot say exactly, and all that is not
            known-bad, are listed on standard error or with --json in the document.

            Examples:
              keyway matrix export --to nfd matrix.json --output compatibility.yaml

            Exit status: 0 all of it is in the specification, 2 not a matrix, 3 some of it is not, 10 no such file.
            """)
        {
            source, to, output,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var matrix = MatrixFiles.Parse(context, parsed.GetRequiredValue(source));
            var export = NfdExport.Of(matrix);
            var file = parsed.GetValue(output);
            if (file is not null) await AtomicFile.WriteAsync(context.Absolute(file), export.Specification, cancellationToken);
            Print(context, export, matrix.Package, file, parsed.GetValue<bool>("--json"));
            return (int)(export.NotExported.IsEmpty ? ExitCode.Done : ExitCode.PartlyDone);
        });
        return command;
    }

    private static void Print(CliContext context, NfdExported export, string package, string? file, bool isJson)
    {
        var text = file is null ? Encoding.UTF8.GetString(export.Specification.Span) : null;
        if (isJson)
        {
            context.Output.WriteLine(JsonSerializer.Serialize(new("nfd", package, export.Rules, file, text, export.NotExported), CliJson.Readable.MatrixExportDocument));
            return;
        }

        if (text is null) context.Output.WriteLine($"{file}: {export.Rules} rules, {export.NotExported.Length} entries not exported");
        else context.Output.Write(text);
        foreach (var left in export.NotExported) context.Error.WriteLine($"not exported: {left}");
    }
}
