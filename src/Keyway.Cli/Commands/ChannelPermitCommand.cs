// SPDX-License-Identifier: Apache-2.0

using System.CommandLine;
using Keyway.Artifacts.Content;
using Keyway.Channels;
using Keyway.Cli.Output;

namespace Keyway.Cli.Commands;

/// <summary><c>keyway channel permit DIR</c>: one step back.</summary>
internal static class ChannelPermitCommand
{
    public static Command Create(CliContext context)
    {
        Argument<string> directory = new("dir") { Description = "Directory with the image repository and the director" };
        Option<string[]> hosts = new("--host") { Description = "Host id; name each", Required = true, HelpName = "ID" };
        Option<string> from = new("--from") { Description = "Index that the hosts have", Required = true, HelpName = "DIGEST" };
        Option<string> to = new("--to") { Description = "Index that they may go back to", Required = true, HelpName = "DIGEST" };
        Option<string> reason = new("--reason") { Description = "Why, for people", Required = true, HelpName = "TEXT" };
        var days = ChannelDaysOption.Create(7);
        ChannelKeys keys = new();
        Command command = new("permit", """
            Allow some hosts one step back, from one package to another, once. Without a permit no host of a channel goes back.

            A host learns of it at its next `keyway channel resolve` or install, and then needs no network to roll back.

            Examples:
              keyway channel permit channels --host node17 --from sha256:… --to sha256:… --reason "fabric errors" --key online.key

            Exit status: 0 permitted, 2 wrong command line, 10 no such file, 12 password missing or wrong, 21 metadata refused,
            23 a key does not sign for it.
            """)
        {
            directory, hosts, from, to, reason, days, keys.Files, keys.Password.File,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var signing = keys.Read(parsed, context);
            try
            {
                ChannelPublisher publisher = new(context.Absolute(parsed.GetRequiredValue(directory)), signing, context.Time);
                var permit = await publisher.PermitAsync(
                    parsed.GetRequiredValue(hosts), Digest.Parse(parsed.GetRequiredValue(from)), Digest.Parse(parsed.GetRequiredValue(to)), parsed.GetRequiredValue(reason), context.Time.GetUtcNow().AddDays(parsed.GetValue(days)), cancellationToken);
                ChannelText.Print(context, parsed.GetValue<bool>("--json"), "permitted", ("permit", $"{permit.Sequence}"), ("hosts", string.Join(", ", permit.Hosts)), ("from", permit.From.ToString()), ("to", permit.To.ToString()), ("expires", ChannelText.Time(permit.Expires)));
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
