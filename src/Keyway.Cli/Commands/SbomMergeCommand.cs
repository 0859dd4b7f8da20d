// SPDX-License-Identifier: Apache-2.0

using System.CommandLine;
using Keyway.Artifacts.Sbom;
using Keyway.Artifacts.Sbom.Comparing;
using Keyway.Publishing.Sbom;

namespace Keyway.Cli.Commands;

/// <summary><c>keyway sbom merge FILE...</c>: one SBOM for a fleet.</summary>
internal static class SbomMergeCommand
{
    public static Command Create(CliContext context)
    {
        Argument<string[]> files = new("files") { Description = "SBOMs of any format", Arity = ArgumentArity.OneOrMore };
        Option<string> name = new("--name") { Description = "What the whole is called: a fleet, a site, a release", DefaultValueFactory = _ => "fleet" };
        Command command = new("merge", """
            Merge SBOMs into one, such as those of all packages of a fleet.

            The same component (package URL, version and hash) is there once and tells in how many of the documents it was.
            The order of the files does not matter.

            Examples:
              keyway sbom merge *.spdx.json --name site-berlin --output fleet.spdx.json
              keyway sbom merge driver.cdx.json image.spdx.json --format cyclonedx-1.6

            Exit status: 0 merged, 2 the command line is wrong, 10 no such file, 21 not a readable SBOM, 23 cannot write.
            """)
        {
            files, name,
        };
        var output = SbomOutput.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            List<SbomDocument> documents = [.. parsed.GetRequiredValue(files).Select(file => SbomReader.ReadFile(context.Absolute(file), file))];
            await output.WriteAsync(SbomMerge.Merge(parsed.GetRequiredValue(name), documents, new SbomSettings().Tool), parsed, context, cancellationToken);
            return (int)ExitCode.Done;
        });
        return command;
    }
}
