// SPDX-License-Identifier: Apache-2.0

using System.CommandLine;

namespace Keyway.Cli.Commands;

/// <summary><c>keyway tuf renew DIRECTORY ROLE</c>: the same again, for longer.</summary>
internal static class TufRenewCommand
{
    public static Command Create(CliContext context)
    {
        Argument<string> role = new("role") { Description = "root, targets or a delegated role" };
        Command command = new("renew", """
            Stage a role as it is, with a new version and a new end. Snapshot and timestamp are renewed by every publication.

            Examples:
              keyway tuf renew site root --key root.key
              keyway tuf renew site gpu-team --days 90 --key gpu.key

            Exit status: 0 staged, 10 no such repository or role, 12 password missing or wrong.
            """)
        {
            role,
        };
        var change = TufChange.AddTo(command);
        command.SetAction((parsed, cancellationToken) => change.RunAsync(parsed, context, (repository, _) => repository.RenewAsync(parsed.GetRequiredValue(role), cancellationToken), cancellationToken));
        return command;
    }
}
