// SPDX-License-Identifier: Apache-2.0

using System.CommandLine;
using Keyway.Channels;
using Keyway.Cli.Output;
using Keyway.Resolution;

namespace Keyway.Cli.Commands;

/// <summary><c>keyway channel promote DIR CHANNEL PACKAGE=VERSION…</c>: what a channel of a site offers.</summary>
internal static class ChannelPromoteCommand
{
    public static Command Create(CliContext context)
    {
        Argument<string> directory = new("dir") { Description = "Directory with the image repository and the director" };
        Argument<string> channel = new("channel") { Description = "stable, canary, lts or another name" };
        Argument<string[]> packages = new("packages") { Description = "What it offers, all of it: PACKAGE=VERSION", Arity = ArgumentArity.OneOrMore };
        Option<string> site = new("--site") { Description = "The site whose channel it is", Required = true, HelpName = "NAME" };
        Option<string?> region = new("--region") { Description = "Country of the site: hosts that say another one are refused", HelpName = "CC" };
        var days = ChannelDaysOption.Create(30);
        ChannelKeys keys = new();
        packages.Validators.Add(result =>
        {
            foreach (var token in result.Tokens.Where(token => token.Value.Split('=') is not [{ Length: > 0 }, { Length: > 0 }])) result.AddError($"'{token.Value}' is not PACKAGE=VERSION");
        });
        Command command = new("promote", """
            Set what a channel of a site offers. The whole list is replaced and the sequence number grows, so that a host takes all of it
            from one decision and never an older one.

            Examples:
              keyway channel promote channels stable gpu-driver=2.3.1 nic-firmware=12 --site fra1 --key online.key
              keyway channel promote channels canary gpu-driver=2.4.0 --site fra1 --region DE --days 7 --key online.key

            Exit status: 0 set, 2 wrong command line, 10 a package does not exist, 12 password missing or wrong, 21 metadata refused,
            23 a key does not sign for it.
            """)
        {
            directory, channel, packages, site, region, days, keys.Files, keys.Password.File,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var signing = keys.Read(parsed, context);
            try
            {
                ChannelPublisher publisher = new(context.Absolute(parsed.GetRequiredValue(directory)), signing, context.Time);
                var wanted = parsed.GetRequiredValue(packages).Select(text => text.Split('=')).Select(parts => (parts[0], parts[1]));
                var country = parsed.GetValue(region) is { } text ? ResolvePolicy.RegionOf(text) : null;
                var set = await publisher.PromoteAsync(parsed.GetRequiredValue(site), parsed.GetRequiredValue(channel), country, wanted, context.Time.GetUtcNow().AddDays(parsed.GetValue(days)), cancellationToken);
                ChannelText.Print(context, parsed.GetValue<bool>("--json"), "promoted", [("channel", $"{set.Channel} of {set.Site}"), ("sequence", $"{set.Sequence}"), ("expires", ChannelText.Time(set.Expires)), .. set.Images.Select(image => ("offers", $"{image.Package} {image.Version} {image.Index}"))]);
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
