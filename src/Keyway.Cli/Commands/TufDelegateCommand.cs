// SPDX-License-Identifier: Apache-2.0

using System.CommandLine;
using Keyway.Artifacts.Trust.Tuf;

namespace Keyway.Cli.Commands;

/// <summary><c>keyway tuf delegate DIRECTORY ROLE</c>: lets another role speak for some paths.</summary>
internal static class TufDelegateCommand
{
    public static Command Create(CliContext context)
    {
        Argument<string> name = new("role") { Description = "Name of the new role" };
        Option<string[]> paths = new("--path") { Description = "Path pattern that the role may speak for, such as gpu/* (repeat for several)", DefaultValueFactory = _ => [] };
        Option<string[]> prefixes = new("--hash-prefix") { Description = "Instead of patterns: prefix of the SHA-256 of the path, for hash bins", DefaultValueFactory = _ => [] };
        Option<string[]> roleKeys = new("--role-key") { Description = "Key of the new role (repeat for several)", HelpName = "FILE", Required = true };
        Option<int> threshold = new("--threshold") { Description = "How many of them must sign", DefaultValueFactory = _ => 1 };
        Option<bool> terminating = new("--terminating") { Description = "Nobody later in the order may speak for these paths" };
        Option<string> from = new("--from") { Description = "The role that delegates", DefaultValueFactory = _ => RoleNames.Targets };
        Command command = new("delegate", """
            Let another role, with its own keys, list files under some paths. Patterns know * and ?, which do not match a '/'.

            Examples:
              keyway tuf delegate site gpu-team --path 'gpu/*' --role-key gpu.pub --key release.key
              keyway tuf delegate site nic-team --path 'nic/*' --path 'nic/*/*' --terminating --role-key nic.pub --key release.key

            Exit status: 0 staged, 2 neither or both of --path and --hash-prefix, a name that cannot be, or an unreachable threshold,
            10 no such repository, role or key file, 12 password missing or wrong.
            """)
        {
            name, paths, prefixes, roleKeys, threshold, terminating, from,
        };
        var change = TufChange.AddTo(command);
        command.SetAction((parsed, cancellationToken) => change.RunAsync(parsed, context, (repository, read) => repository.DelegateAsync(parsed.GetRequiredValue(from), new DelegationPlan
        {
            Name = parsed.GetRequiredValue(name),
            Keys = new(change.ReadRoleKeys(parsed, context, read, parsed.GetRequiredValue(roleKeys)), parsed.GetValue(threshold)),
            Paths = parsed.GetRequiredValue(paths),
            HashPrefixes = parsed.GetRequiredValue(prefixes),
            IsTerminating = parsed.GetValue(terminating),
        }, cancellationToken), cancellationToken));
        return command;
    }
}
