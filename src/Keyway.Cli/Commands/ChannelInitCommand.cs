// SPDX-License-Identifier: Apache-2.0

using System.CommandLine;
using Keyway.Channels;
using Keyway.Cli.Output;

namespace Keyway.Cli.Commands;

/// <summary><c>keyway channel init DIR</c>: the two repositories of a new channel.</summary>
internal static class ChannelInitCommand
{
    public static Command Create(CliContext context)
    {
        Argument<string> directory = new("dir") { Description = "Directory with the image repository and the director" };
        Option<string> offline = new("--offline-key") { Description = "Private key that stays offline: both roots, and what exists", Required = true, HelpName = "FILE" };
        Option<string> online = new("--online-key") { Description = "Private key of the director: who gets what, and freshness", Required = true, HelpName = "FILE" };
        ChannelKeys keys = new();
        Command command = new("init", """
            Make an image repository and a director, both TUF repositories, in DIR/images and DIR/director.

            The offline key signs what exists and both roots; the online key signs which host may get what, and that all of it is fresh.
            A thief of the online key can give a host nothing that the offline key did not publish. Serve DIR with any web server or copy it.

            Examples:
              keyway channel init channels --offline-key offline.key --online-key online.key --password-file keys.password

            Exit status: 0 made, 2 not a private key, 10 no such file, 12 password missing or wrong, 23 there is a repository already.
            """)
        {
            directory, offline, online, keys.Password.File,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var held = keys.Read(parsed.GetRequiredValue(offline), parsed, context);
            using var used = keys.Read(parsed.GetRequiredValue(online), parsed, context);
            await ChannelPublisher.CreateAsync(context.Absolute(parsed.GetRequiredValue(directory)), held, used, context.Time, cancellationToken);
            ChannelText.Print(context, parsed.GetValue<bool>("--json"), "made", ("images", $"{parsed.GetValue(directory)}/{ChannelPaths.Images}"), ("director", $"{parsed.GetValue(directory)}/{ChannelPaths.Director}"));
            return (int)ExitCode.Done;
        });
        return command;
    }
}
