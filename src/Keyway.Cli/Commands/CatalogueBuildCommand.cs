// SPDX-License-Identifier: Apache-2.0

using System.CommandLine;
using Keyway.Artifacts.Content;
using Keyway.Cli.Output;
using Keyway.Distribution.Catalogues;

namespace Keyway.Cli.Commands;

/// <summary><c>keyway catalogue build</c>: reads packages from repositories and layouts into one file.</summary>
internal static class CatalogueBuildCommand
{
    public static Command Create(CliContext context)
    {
        Argument<string[]> references = new("ref") { Description = "Packages: with a tag or digest that one, without all tags of the repository", Arity = ArgumentArity.OneOrMore };
        Option<string> output = new("--output", "-o") { Description = "The file to write", HelpName = "FILE", Required = true };
        Command command = new("build", """
            Write everything that resolving needs to know about packages into one file.

            Nothing but metadata is read. The same packages always give the same bytes.

            Example:
              keyway catalogue build registry.example/gpu/driver oci:out --output gpu.catalogue

            Exit status: 0 written, 2 wrong command line, 10 no such repository or tag, 12 credentials missing or refused, 23 the file cannot be written,
            75 registry unreachable or busy.
            """)
        {
            references, output,
        };
        var registry = RegistryOptions.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var packages = await CandidateSource.ReadAsync(parsed.GetRequiredValue(references), registry.Read(parsed, context), context, cancellationToken);
            var path = context.Absolute(parsed.GetRequiredValue(output));
            await AtomicFile.WriteAsync(path, CatalogueWriter.Write(packages), cancellationToken);
            CatalogueDocument.Print(path, parsed.GetRequiredValue(output), context, parsed.GetValue<bool>("--json"));
            return (int)ExitCode.Done;
        });
        return command;
    }
}
