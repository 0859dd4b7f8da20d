// SPDX-License-Identifier: Apache-2.0

using System.CommandLine;
using Keyway.Artifacts.Trust.Tuf;

namespace Keyway.Cli.Commands;

/// <summary><c>keyway tuf remove-target DIRECTORY PATH</c>: takes a file out.</summary>
internal static class TufRemoveTargetCommand
{
    public static Command Create(CliContext context)
    {
        Argument<string> path = new("path") { Description = "The target path" };
        Option<string> role = new("--role") { Description = "The role that lists it", DefaultValueFactory = _ => RoleNames.Targets };
        Command command = new("remove-target", """
            Take a file out of a targets role. The published content stays for clients that still have the metadata before.

            Examples:
              keyway tuf remove-target site channels/canary.json --key release.key

            Exit status: 0 staged, 10 no such target, repository or role, 12 password missing or wrong.
            """)
        {
            path, role,
        };
        var change = TufChange.AddTo(command);
        command.SetAction((parsed, cancellationToken) => change.RunAsync(parsed, context,
            (repository, _) => repository.RemoveTargetAsync(parsed.GetRequiredValue(role), parsed.GetRequiredValue(path), cancellationToken), cancellationToken));
        return command;
    }
}
