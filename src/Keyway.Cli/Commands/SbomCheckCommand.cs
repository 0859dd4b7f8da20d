// SPDX-License-Identifier: Apache-2.0

using System.CommandLine;
using System.Text.Json;
using Keyway.Artifacts.Sbom;
using Keyway.Artifacts.Sbom.Checks;
using Keyway.Cli.Output;

namespace Keyway.Cli.Commands;

/// <summary><c>keyway sbom check FILE --profile P</c>: holds anybody's SBOM against what an authority asks for.</summary>
internal static class SbomCheckCommand
{
    private const int MostShown = 100;

    public static Command Create(CliContext context)
    {
        Argument<string> file = new("file") { Description = "SPDX 2.2, 2.3, 3.0 or CycloneDX 1.2 to 1.7, as JSON" };
        Option<string> profile = new("--profile") { Description = "ntia, cisa-2025 or bsi", Required = true };
        profile.AcceptOnlyFromAmong([.. SbomProfiles.Words]);
        Command command = new("check", """
            Check an SBOM of any tool against a profile: NTIA's minimum elements of 2021, CISA's draft of 2025, or BSI TR-03183-2 version 2.1.

            Each finding names its rule, where the profile says it, and the component. What a profile asks for only if it exists is listed,
            but refuses nothing.

            Examples:
              keyway sbom check my-driver.spdx.json --profile bsi
              keyway sbom check their-image.cdx.json --profile ntia --json

            Exit status: 0 the profile is met, 10 no such file, 21 not a readable SBOM, 22 something required is missing.
            """)
        {
            file, profile,
        };
        command.SetAction(parsed =>
        {
            var named = parsed.GetRequiredValue(file);
            var asked = SbomProfiles.Parse(parsed.GetRequiredValue(profile));
            var document = SbomCheckDocument.Of(named, asked, SbomCheck.Run(SbomReader.ReadFile(context.Absolute(named), named), asked));
            Print(context, document, parsed.GetValue<bool>("--json"));
            return (int)(document.IsMet ? ExitCode.Done : ExitCode.PolicyRefused);
        });
        return command;
    }

    private static void Print(CliContext context, SbomCheckDocument document, bool json)
    {
        if (json)
        {
            context.Output.WriteLine(JsonSerializer.Serialize(document, CliJson.Readable.SbomCheckDocument));
            return;
        }

        foreach (var finding in document.Findings.Take(MostShown)) context.Output.WriteLine(finding.Text);
        if (document.Findings.Count > MostShown) context.Output.WriteLine($"... and {document.Findings.Count - MostShown} more; --json prints all");
        context.Output.WriteLine($"{document.Profile}: {(document.IsMet ? "met" : "not met")}, {document.Required} required missing, {document.IfExists} to be given if they exist");
    }
}
