// SPDX-License-Identifier: Apache-2.0

using System.CommandLine;
using Keyway.Channels;
using Keyway.Cli.Output;

namespace Keyway.Cli.Commands;

/// <summary><c>keyway channel renew DIR</c>: keeps a channel fresh.</summary>
internal static class ChannelRenewCommand
{
    public static Command Create(CliContext context)
    {
        Argument<string> directory = new("dir") { Description = "Directory with the image repository and the director" };
        ChannelKeys keys = new();
        Command command = new("renew", """
            Sign snapshots and timestamps of both repositories again. Run it from a timer: a timestamp holds for a week, so that nobody
            can show hosts an old state for longer.

            Examples:
              keyway channel renew channels --key online.key

            Exit status: 0 renewed, 10 no such file, 12 password missing or wrong, 21 metadata refused, 23 a key does not sign for it.
            """)
        {
            directory, keys.Files, keys.Password.File,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var signing = keys.Read(parsed, context);
            try
            {
                ChannelPublisher publisher = new(context.Absolute(parsed.GetRequiredValue(directory)), signing, context.Time);
                await publisher.RenewAsync(cancellationToken);
                ChannelText.Print(context, parsed.GetValue<bool>("--json"), "renewed", ("repositories", $"{ChannelPaths.Images}, {ChannelPaths.Director}"));
                return (int)ExitCode.Done;
            }
            finally
            {
                foreach (var key in signing) key.Dispose();
            }
        });
        return command;
    }
}
