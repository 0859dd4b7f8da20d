// SPDX-License-Identifier: Apache-2.0

using System.CommandLine;
using System.Text;
using System.Text.Json;
using Keyway.Cli.Output;
using Keyway.Packages;
using Keyway.Packages.Manifest;

namespace Keyway.Cli.Commands;

/// <summary><c>keyway manifest check|migrate|schema</c>: works on a manifest alone.</summary>
internal static class ManifestCommand
{
    private const string DefaultFile = "keyway.json";

    public static Command Create(CliContext context) => new("manifest", "Check a manifest, complete it, or print its JSON Schema.")
    {
        Check(context), Migrate(context), Schema(context),
    };

    private static Command Check(CliContext context)
    {
        var file = FileArgument();
        Command command = new("check", """
            Check a manifest and print everything that is wrong with it.

            Examples:
              keyway manifest check
              keyway manifest check my-driver/keyway.json --json

            Exit status: 0 no errors, 2 errors, 10 no such file.
            """)
        {
            file,
        };
        command.SetAction(parsed =>
        {
            var path = PathOf(context, parsed.GetRequiredValue(file));
            var reading = Read(context, path);
            PrintCheck(context, path, reading, parsed.GetValue<bool>("--json"));
            return (int)(reading.Manifest is null ? ExitCode.Usage : ExitCode.Done);
        });
        return command;
    }

    private static Command Migrate(CliContext context)
    {
        var file = FileArgument();
        Option<bool> write = new("--write") { Description = "Rewrite the file instead of printing (with --json: and print)" };
        Command command = new("migrate", """
            Print a manifest in the full form, version 1: every member in its place, nothing lost.

            The same manifest always gives the same bytes, and one that is in the full form already does not change.

            Examples:
              keyway manifest migrate article.json > keyway.json
              keyway manifest migrate keyway.json --write

            Exit status: 0 printed or rewritten, 2 the manifest has errors (nothing is written), 10 no such file.
            """)
        {
            file, write,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var path = PathOf(context, parsed.GetRequiredValue(file));
            var full = ManifestJson.Write(Read(context, path).OrRefuse());
            if (parsed.GetValue(write)) await ManifestFile.ReplaceAsync(context.Absolute(path), full, cancellationToken);
            if (!parsed.GetValue(write) || parsed.GetValue<bool>("--json")) context.Output.Write(Encoding.UTF8.GetString(full));
            return (int)ExitCode.Done;
        });
        return command;
    }

    private static Command Schema(CliContext context)
    {
        Command command = new("schema", """
            Print the JSON Schema (2020-12) of the manifest.

            Examples:
              keyway manifest schema > keyway.schema.json

            Exit status: 0 printed.
            """);
        command.SetAction(_ =>
        {
            context.Output.Write(Encoding.UTF8.GetString(ManifestSchema.Write()));
            return (int)ExitCode.Done;
        });
        return command;
    }

    private static Argument<string> FileArgument() => new("file") { Description = "The manifest, or the package directory it is in", DefaultValueFactory = _ => DefaultFile };

    private static string PathOf(CliContext context, string file) => Directory.Exists(context.Absolute(file)) ? Path.Combine(file, DefaultFile) : file;

    private static ManifestReading Read(CliContext context, string file) => ManifestFile.Read(context.Absolute(file), file);

    private static void PrintCheck(CliContext context, string file, ManifestReading reading, bool json)
    {
        if (json)
        {
            context.Output.WriteLine(JsonSerializer.Serialize(ManifestCheckDocument.Of(reading), CliJson.Readable.ManifestCheckDocument));
            return;
        }

        foreach (var diagnostic in reading.Diagnostics) context.Output.WriteLine(diagnostic.ToString());
        if (reading.Manifest is { } manifest) context.Output.WriteLine($"{file}: {manifest.Package} {manifest.Version}, {(reading.IsMinimalForm ? "minimal form" : "full form")}");
    }
}
