// SPDX-License-Identifier: Apache-2.0

using System.CommandLine;
using System.Text.Json;
using Keyway.Artifacts.Sbom;
using Keyway.Artifacts.Sbom.Comparing;
using Keyway.Cli.Output;

namespace Keyway.Cli.Commands;

/// <summary><c>keyway sbom diff A B</c>: what changed between two SBOMs, whatever their formats.</summary>
internal static class SbomDiffCommand
{
    public static Command Create(CliContext context)
    {
        Argument<string> before = new("before") { Description = "The older SBOM" };
        Argument<string> after = new("after") { Description = "The newer SBOM" };
        Command command = new("diff", """
            Compare two SBOMs: components that came and went, and versions, hashes, licences, suppliers and needs that changed.

            The formats may differ. Components are matched by package URL without the version or, where there is none, by name.

            Examples:
              keyway sbom diff old.spdx.json new.spdx.json
              keyway sbom diff ours.cdx.json theirs.spdx.json --json

            Exit status: 0 compared, whether or not they differ; 10 no such file, 21 not a readable SBOM.
            """)
        {
            before, after,
        };
        command.SetAction(parsed =>
        {
            var (old, now) = (parsed.GetRequiredValue(before), parsed.GetRequiredValue(after));
            var differences = SbomComparison.Compare(SbomReader.ReadFile(context.Absolute(old), old), SbomReader.ReadFile(context.Absolute(now), now));
            Print(context, new(old, now, [.. differences.Select(SbomDifferenceDocument.Of)]), parsed.GetValue<bool>("--json"));
            return (int)ExitCode.Done;
        });
        return command;
    }

    private static void Print(CliContext context, SbomDiffDocument document, bool json)
    {
        if (json)
        {
            context.Output.WriteLine(JsonSerializer.Serialize(document, CliJson.Readable.SbomDiffDocument));
            return;
        }

        foreach (var difference in document.Differences) context.Output.WriteLine(difference.Text);
        context.Output.WriteLine(document.Differences.Count == 0 ? "no differences" : $"{document.Differences.Count} differences");
    }
}
