// SPDX-License-Identifier: Apache-2.0

using System.CommandLine;
using Keyway.Artifacts.Content;
using Keyway.Channels;
using Keyway.Cli.Output;

namespace Keyway.Cli.Commands;

/// <summary><c>keyway channel revoke DIR DIGEST</c>: no host switches to it any more.</summary>
internal static class ChannelRevokeCommand
{
    public static Command Create(CliContext context)
    {
        Argument<string> directory = new("dir") { Description = "Directory with the image repository and the director" };
        Argument<string> digest = new("digest") { Description = "Image index, or the manifest of one instruction set" };
        Option<string> reason = new("--reason") { Description = "Why, for people", Required = true, HelpName = "TEXT" };
        Option<bool> images = new("--images") { Description = "In the image repository, with the offline key: holds when the director's key was stolen" };
        ChannelKeys keys = new();
        Command command = new("revoke", """
            Revoke a package: no host installs it any more, and none that learned of it rolls back to it. It cannot be taken back.

            Examples:
              keyway channel revoke channels sha256:… --reason "corrupts memory" --key online.key
              keyway channel revoke channels sha256:… --reason "not built by us" --images --key offline.key --key online.key

            Exit status: 0 revoked, 2 wrong command line, 10 no such file, 12 password missing or wrong, 21 metadata refused,
            23 a key does not sign for it.
            """)
        {
            directory, digest, reason, images, keys.Files, keys.Password.File,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var signing = keys.Read(parsed, context);
            try
            {
                ChannelPublisher publisher = new(context.Absolute(parsed.GetRequiredValue(directory)), signing, context.Time);
                var folder = parsed.GetValue(images) ? ChannelPaths.Images : ChannelPaths.Director;
                var revocation = await publisher.RevokeAsync(folder, Digest.Parse(parsed.GetRequiredValue(digest)), parsed.GetRequiredValue(reason), cancellationToken);
                ChannelText.Print(context, parsed.GetValue<bool>("--json"), "revoked", ("digest", revocation.Digest.ToString()), ("since", ChannelText.Time(revocation.Since)), ("reason", revocation.Reason));
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
