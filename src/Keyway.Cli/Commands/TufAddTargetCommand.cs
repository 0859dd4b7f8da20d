// SPDX-License-Identifier: Apache-2.0

using System.CommandLine;
using System.Text.Json;
using Keyway.Artifacts.Content;
using Keyway.Artifacts.Trust.Tuf;

namespace Keyway.Cli.Commands;

/// <summary><c>keyway tuf add-target DIRECTORY FILE</c>: lists a file.</summary>
internal static class TufAddTargetCommand
{
    public static Command Create(CliContext context)
    {
        Argument<string> file = new("file") { Description = "The file" };
        Option<string?> path = new("--path") { Description = "Target path; without it the file's name" };
        Option<string> role = new("--role") { Description = "The role that speaks for it", DefaultValueFactory = _ => RoleNames.Targets };
        Option<string?> custom = new("--custom") { Description = "A JSON object with your own words about the file", HelpName = "JSON" };
        Command command = new("add-target", """
            List a file, new or changed, in the targets role or a delegated one. Clients see it after the next publication.

            Examples:
              keyway tuf add-target site stable.json --path channels/stable.json --key release.key
              keyway tuf add-target site nic.json --role nic-team --path nic/nic.json --custom '{"channel":"lts"}' --key nic.key

            Exit status: 0 staged, 2 --custom is no JSON object, 10 no such file, repository or role, 12 password missing or wrong,
            21 unsafe target path, or a file larger than clients accept.
            """)
        {
            file, path, role, custom,
        };
        command.Validators.Add(result =>
        {
            if (result.GetValue(custom) is { } text && !IsObject(text)) result.AddError("--custom is not a JSON object");
        });
        var change = TufChange.AddTo(command);
        command.SetAction((parsed, cancellationToken) => change.RunAsync(parsed, context, async (repository, _) =>
        {
            var source = context.Absolute(parsed.GetRequiredValue(file));
            using var words = parsed.GetValue(custom) is { } text ? JsonDocument.Parse(text) : null;
            await repository.AddTargetAsync(parsed.GetRequiredValue(role), parsed.GetValue(path) ?? Path.GetFileName(source), SmallFile.Read(source, TufLimits.Default.TargetSize), words?.RootElement, cancellationToken);
        }, cancellationToken));
        return command;
    }

    private static bool IsObject(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            return document.RootElement.ValueKind == JsonValueKind.Object;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
