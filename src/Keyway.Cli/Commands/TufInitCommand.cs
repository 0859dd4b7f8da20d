// SPDX-License-Identifier: Apache-2.0

using System.CommandLine;
using Keyway.Artifacts.Trust.Tuf;

namespace Keyway.Cli.Commands;

/// <summary><c>keyway tuf init DIRECTORY</c>: a new private root.</summary>
internal static class TufInitCommand
{
    public static Command Create(CliContext context)
    {
        var roles = RoleNames.TopLevel.Select(role => (Role: role, Keys: KeysOf(role), Threshold: ThresholdOf(role))).ToArray();
        Option<bool> plain = new("--no-consistent-snapshots") { Description = "Publish under plain names; clients may then meet a half-written repository" };
        Command command = new("init", """
            Stage the first root of a new repository, and an empty targets role. A public key is listed; a private key also signs.

            Keep the private keys of root and targets offline and give their public keys here; snapshot and timestamp are signed at each
            `keyway tuf publish`.

            Examples:
              keyway tuf init site --root-key root.key --targets-key release.pub --snapshot-key online.key --timestamp-key online.key
              keyway tuf init site --root-key a.pub --root-key b.pub --root-key c.pub --root-threshold 2 --targets-key release.pub \
                --snapshot-key online.pub --timestamp-key online.pub

            Exit status: 0 staged, 2 a key twice, a threshold that cannot be reached, or a repository already, 10 no such key file,
            12 password missing or wrong, 21 unreadable key.
            """)
        {
            plain,
        };
        foreach (var (_, keys, threshold) in roles)
        {
            command.Options.Add(keys);
            command.Options.Add(threshold);
        }

        var change = TufChange.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using TufRoleKeys read = new();
            change.ReadSigning(parsed, context, read);
            var plans = roles.ToDictionary(role => role.Role, role => new RolePlan(change.ReadRoleKeys(parsed, context, read, parsed.GetRequiredValue(role.Keys)), parsed.GetValue(role.Threshold)));
            RepositoryPlan plan = new()
            {
                Root = plans[RoleNames.Root],
                Targets = plans[RoleNames.Targets],
                Snapshot = plans[RoleNames.Snapshot],
                Timestamp = plans[RoleNames.Timestamp],
                HasConsistentSnapshots = !parsed.GetValue(plain),
            };
            var repository = await TufRepository.CreateAsync(change.DirectoryOf(parsed, context), plan, change.Lifetimes(parsed), context.Time, cancellationToken);
            return await change.FinishAsync(parsed, context, repository, read, cancellationToken);
        });
        return command;
    }

    private static Option<string[]> KeysOf(string role) => new($"--{role}-key") { Description = $"Key of the {role} role (repeat for several)", HelpName = "FILE", Required = true };

    private static Option<int> ThresholdOf(string role) => new($"--{role}-threshold") { Description = $"How many keys must sign the {role} role", HelpName = "N", DefaultValueFactory = _ => 1 };
}
