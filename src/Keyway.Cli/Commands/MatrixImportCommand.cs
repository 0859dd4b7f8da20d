// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using System.CommandLine;
using System.CommandLine.Parsing;
using System.Text;
using System.Text.Json;
using Keyway.Artifacts.Content;
using Keyway.Cli.Output;
using Keyway.Compatibility.Importing;

namespace Keyway.Cli.Commands;

/// <summary><c>keyway matrix import --from KIND FILE...</c>: a matrix of what users already have.</summary>
internal static class MatrixImportCommand
{
    public static Command Create(CliContext context)
    {
        Argument<string[]> files = new("file") { Description = "Documents of that format; they become one matrix", Arity = ArgumentArity.OneOrMore };
        Option<string> from = new("--from") { Description = $"Their format: {string.Join(", ", MatrixImport.Kinds)}", HelpName = "KIND", Required = true };
        Option<string> package = new("--package") { Description = "The package the matrix is about", HelpName = "NAME", Required = true };
        Option<string> versions = new("--versions") { Description = "Its releases the matrix is about", HelpName = "RANGE", DefaultValueFactory = _ => ImportOptions.EveryVersion };
        Option<string[]> criteria = new("--criterion") { Description = "What no fact tells, such as service=eks of an aicr recipe; may be repeated", HelpName = "KEY=VALUE", DefaultValueFactory = _ => [] };
        Option<string?> output = new("--output", "-o") { Description = "File to write; standard output by default", HelpName = "FILE" };
        from.AcceptOnlyFromAmong([.. MatrixImport.Kinds]);
        criteria.Validators.Add(CheckCriteria);
        Command command = new("import", """
            Make a compatibility matrix of what you already have: dkms.conf, lists of PCI ids, rules of Node Feature Discovery, operator specs.

            None of them tells of a test, so nothing becomes supported: what they refuse is known-bad, what they only list is untested.
            What a matrix cannot say is listed with place and reason, on standard error or with --json in the document. The time of the
            entries is SOURCE_DATE_EPOCH or, without it, now.

            Examples:
              keyway matrix import --from dkms dkms.conf --package my-driver > matrix.json
              keyway matrix import --from nfd-image compatibility.yaml --package my-driver --output matrix.json
              keyway matrix import --from aicr h100-eks.yaml --package nvidia-driver --criterion service=eks --json

            Exit status: 0 all of it is in the matrix, 2 wrong command line, or not documents of that format, 3 the matrix was made, but something was not
            imported, 10 no such file.
            """)
        {
            files, from, package, versions, criteria, output,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            ImportOptions options = new()
            {
                Package = parsed.GetRequiredValue(package),
                Versions = parsed.GetRequiredValue(versions),
                Issued = SourceDate.Of(context) ?? context.Time.GetUtcNow(),
                Criteria = Criteria(parsed.GetRequiredValue(criteria)),
            };
            var kind = parsed.GetRequiredValue(from);
            var import = MatrixImport.Run(kind, [.. parsed.GetRequiredValue(files).Select(file => Source(context, file))], options);
            var file = parsed.GetValue(output);
            if (file is not null) await AtomicFile.WriteAsync(context.Absolute(file), import.Matrix, cancellationToken);
            if (parsed.GetValue<bool>("--json")) context.Output.WriteLine(JsonSerializer.Serialize(MatrixImportDocument.Of(kind, options.Package, import, file), CliJson.Readable.MatrixImportDocument));
            else Print(context, import, file);
            return (int)(import.NotImported.IsEmpty ? ExitCode.Done : ExitCode.PartlyDone);
        });
        return command;
    }

    private static ImportSource Source(CliContext context, string file) => ImportSource.Of(Path.GetFileName(file), SmallFile.Read(context.Absolute(file), ImportSource.MaximumBytes));

    private static ImmutableSortedDictionary<string, string> Criteria(string[] texts) => texts.ToImmutableSortedDictionary(KeyOf, text => text[(text.IndexOf('=', StringComparison.Ordinal) + 1)..], StringComparer.Ordinal);

    private static void CheckCriteria(OptionResult result)
    {
        string[] texts = [.. result.Tokens.Select(token => token.Value)];
        if (texts.FirstOrDefault(text => text.IndexOf('=', StringComparison.Ordinal) <= 0) is { } bad) result.AddError($"--criterion '{bad}' is not KEY=VALUE, such as service=eks");
        else if (texts.GroupBy(KeyOf, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1) is { } twice) result.AddError($"--criterion {twice.Key} is given {twice.Count()} times: a criterion has one value");
    }

    private static string KeyOf(string text) => text[..text.IndexOf('=', StringComparison.Ordinal)];

    private static void Print(CliContext context, ImportedMatrix import, string? file)
    {
        if (file is null) context.Output.Write(Encoding.UTF8.GetString(import.Matrix.Span));
        else context.Output.WriteLine($"{Digest.OfBytes(import.Matrix.Span)}  {file}  ({import.Entries} entries, {import.NotImported.Length} not imported)");
        foreach (var left in import.NotImported) context.Error.WriteLine($"not imported: {left}");
    }
}
