// SPDX-License-Identifier: Apache-2.0

using System.CommandLine;

namespace Keyway.Cli.Commands;

/// <summary><c>keyway tuf rotate DIRECTORY ROLE</c>: other keys for a role.</summary>
internal static class TufRotateCommand
{
    public static Command Create(CliContext context)
    {
        Argument<string> role = new("role") { Description = "root, targets, snapshot, timestamp or a delegated role" };
        Option<string[]> add = new("--add") { Description = "Key to add (repeat for several)", HelpName = "FILE", DefaultValueFactory = _ => [] };
        Option<string[]> remove = new("--remove") { Description = "Key to remove: its public key, or its key id (repeat for several)", HelpName = "FILE|ID", DefaultValueFactory = _ => [] };
        Option<int?> threshold = new("--threshold") { Description = "How many keys must sign from then on" };
        Command command = new("rotate", """
            Add and remove keys of a role, or change its threshold. A new root needs the signatures of the old root's keys and of its own.
            Removing a timestamp or snapshot key also makes clients forget version numbers that whoever stole it may have driven up.

            Examples:
              keyway tuf rotate site timestamp --add new.pub --remove old.pub --key root.key
              keyway tuf rotate site root --add new-root.key --remove old-root.pub --key old-root.key

            Exit status: 0 staged, 2 a key that is not there to remove, or an unreachable threshold, 10 no such repository, role or key
            file, 12 password missing or wrong.
            """)
        {
            role, add, remove, threshold,
        };
        var change = TufChange.AddTo(command);
        command.SetAction((parsed, cancellationToken) => change.RunAsync(parsed, context, (repository, read) =>
        {
            var added = change.ReadRoleKeys(parsed, context, read, parsed.GetRequiredValue(add));
            var removed = parsed.GetRequiredValue(remove).Select(key => File.Exists(context.Absolute(key)) ? change.ReadRoleKey(parsed, context, read, key).Id : key).ToList();
            return repository.RotateAsync(parsed.GetRequiredValue(role), added, removed, parsed.GetValue(threshold), cancellationToken);
        }, cancellationToken));
        return command;
    }
}
