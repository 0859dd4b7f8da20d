// SPDX-License-Identifier: Apache-2.0

using System.CommandLine;
using System.Text.Json;
using Keyway.Cli.Output;
using Keyway.Packages.Lint;

namespace Keyway.Cli.Commands;

/// <summary><c>keyway lint DIR</c>: everything that is wrong with a package source directory.</summary>
internal static class LintCommand
{
    public static Command Create(CliContext context)
    {
        Argument<string> directory = new("directory") { Description = "Package source directory, with keyway.json in it", DefaultValueFactory = _ => "." };
        Option<bool> quiet = new("--quiet") { Description = "Leave out notes" };
        Command command = new("lint", """
            Check a package directory: manifest, machine code, modules, firmware, permissions.

            All findings are printed at once, one a line, as FILE(LINE,COLUMN): SEVERITY CODE: TEXT. Errors refuse the package; warnings and notes do not.

            Examples:
              keyway lint my-driver
              keyway lint my-driver --quiet
              keyway lint my-driver --json

            Exit status: 0 no errors, 10 no such directory or no keyway.json in it, 21 errors.
            """)
        {
            directory, quiet,
        };
        command.SetAction((parsed, cancellationToken) =>
        {
            var report = PackageLint.Run(context.Absolute(parsed.GetRequiredValue(directory)), cancellationToken);
            Print(context, LintDocument.Of(report, parsed.GetValue(quiet)), parsed.GetValue<bool>("--json"));
            return Task.FromResult((int)(report.IsRefused ? ExitCode.VerificationRefused : ExitCode.Done));
        });
        return command;
    }

    private static void Print(CliContext context, LintDocument document, bool json)
    {
        if (json)
        {
            context.Output.WriteLine(JsonSerializer.Serialize(document, CliJson.Readable.LintDocument));
            return;
        }

        foreach (var finding in document.Findings) context.Output.WriteLine(finding.Text);
        context.Output.WriteLine($"{document.Errors} errors, {document.Warnings} warnings, {document.Notes} notes");
    }
}
