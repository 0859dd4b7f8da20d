// SPDX-License-Identifier: Apache-2.0

using System.CommandLine;
using System.Text.Json;
using Keyway.Artifacts.Sbom;
using Keyway.Cli.Output;

namespace Keyway.Cli.Commands;

/// <summary><c>keyway sbom show FILE</c>: what an SBOM says, in the same words for every format.</summary>
internal static class SbomShowCommand
{
    public static Command Create(CliContext context)
    {
        Argument<string> file = new("file") { Description = "SPDX 2.2, 2.3, 3.0 or CycloneDX 1.2 to 1.7, as JSON" };
        Command command = new("show", """
            Show an SBOM of any tool: who made it, when, from what, and each component with version, licence and package URL.

            Examples:
              keyway sbom show my-driver.spdx.json
              keyway sbom show their-image.cdx.json --json

            Exit status: 0 shown, 10 no such file, 21 not a readable SBOM.
            """)
        {
            file,
        };
        command.SetAction(parsed =>
        {
            var named = parsed.GetRequiredValue(file);
            var document = SbomShowDocument.Of(named, SbomReader.ReadFile(context.Absolute(named), named));
            if (parsed.GetValue<bool>("--json")) context.Output.WriteLine(JsonSerializer.Serialize(document, CliJson.Readable.SbomShowDocument));
            else SbomText.Write(document, context.Output);
            return (int)ExitCode.Done;
        });
        return command;
    }
}
