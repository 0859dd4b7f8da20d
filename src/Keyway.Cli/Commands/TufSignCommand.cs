// SPDX-License-Identifier: Apache-2.0

using System.CommandLine;

namespace Keyway.Cli.Commands;

/// <summary><c>keyway tuf sign DIRECTORY</c>: one more signature.</summary>
internal static class TufSignCommand
{
    public static Command Create(CliContext context)
    {
        Command command = new("sign", """
            Sign everything staged that the keys may sign. For a threshold above one, carry the directory from signer to signer.

            Examples:
              keyway tuf sign site --key alice.key
              keyway tuf sign site --key release.key --password-file release.password

            Exit status: 0 signed, or nothing that these keys may sign, 10 no such repository or key file, 12 password missing or wrong.
            """);
        var change = TufChange.AddTo(command);
        command.SetAction((parsed, cancellationToken) => change.RunAsync(parsed, context, (_, _) => Task.CompletedTask, cancellationToken));
        return command;
    }
}
