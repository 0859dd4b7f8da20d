// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using System.CommandLine;
using System.Text.Json;
using Keyway.Cli.Output;
using Keyway.Packages;
using Keyway.Packages.Scaffold;

namespace Keyway.Cli.Commands;

/// <summary><c>keyway init NAME</c>: starts a package source directory.</summary>
internal static class InitCommand
{
    public static Command Create(CliContext context)
    {
        Argument<string> name = new("name") { Description = "Name of the package: lower-case letters and digits, with single '.', '_' or '-' between" };
        Option<string> isa = new("--isa") { Description = "ISAs to support, with commas between", DefaultValueFactory = _ => "riscv64,amd64,arm64" };
        Option<string?> directory = new("--directory") { Description = "Directory to write; the package's name by default" };
        Command command = new("init", """
            Start a package directory: manifest, a place for each payload, CI recipes.

            An existing directory must be empty. `keyway lint` then lists what is left to do: the licence (KW1401), and a payload for each ISA (KW1440).

            Examples:
              keyway init my-driver
              keyway init my-driver --isa riscv64 --directory packages/my-driver

            Exit status: 0 written, 2 not a package name, not an ISA, a directory that is not empty, or a file.
            """)
        {
            name, isa, directory,
        };
        command.SetAction(parsed =>
        {
            var target = parsed.GetValue(directory) ?? parsed.GetRequiredValue(name);
            var files = PackageScaffold.Write(context.Absolute(target), parsed.GetRequiredValue(name), Isas(parsed.GetRequiredValue(isa)));
            Print(context, new(target, files), parsed.GetValue<bool>("--json"));
            return (int)ExitCode.Done;
        });
        return command;
    }

    private static ImmutableArray<Isa> Isas(string words) =>
        [.. words.Split(',', StringSplitOptions.TrimEntries).Select(word => IsaExtensions.TryParse(word, out var isa) ? isa : throw Errors.UnknownIsa(word))];

    private static void Print(CliContext context, InitDocument document, bool json)
    {
        if (json)
        {
            context.Output.WriteLine(JsonSerializer.Serialize(document, CliJson.Readable.InitDocument));
            return;
        }

        foreach (var file in document.Files) context.Output.WriteLine(Path.Combine(document.Directory, file));
        context.Error.WriteLine($"next: keyway lint {document.Directory}");
    }
}
