// SPDX-License-Identifier: Apache-2.0

using System.CommandLine;
using Keyway.Artifacts.Content;
using Keyway.Channels;
using Keyway.Cli.Output;
using Keyway.Resolution;

namespace Keyway.Cli.Commands;

/// <summary><c>keyway channel join SOURCE</c>: makes a host a member of a channel.</summary>
internal static class ChannelJoinCommand
{
    public static Command Create(CliContext context)
    {
        Argument<string> source = new("source") { Description = "Where the two repositories are: an address, or a directory" };
        Option<string> host = new("--host") { Description = "Id of the host", Required = true, HelpName = "ID" };
        Option<string> site = new("--site") { Description = "Its site", Required = true, HelpName = "NAME" };
        Option<string> channel = new("--channel") { Description = "The channel that it follows", DefaultValueFactory = _ => "stable", HelpName = "NAME" };
        Option<string?> region = new("--region") { Description = "Country the host stands in", HelpName = "CC" };
        Option<string> imagesRoot = new("--images-root") { Description = "root.json of the image repository, from a source you trust", Required = true, HelpName = "FILE" };
        Option<string> directorRoot = new("--director-root") { Description = "root.json of the director, from a source you trust", Required = true, HelpName = "FILE" };
        var root = HostRootOption.Create();
        Command command = new("join", """
            Make a host a member of a channel. From then on it installs and rolls back only as the channel says; there is no way to leave.

            Examples:
              keyway channel join https://drivers.example/channels --host node17 --site fra1 --images-root images.json --director-root director.json
              keyway channel join /mnt/channels --host node17 --site fra1 --channel lts --region DE --images-root images.json --director-root director.json

            Exit status: 0 joined, 2 wrong command line or joined already, 10 no such file, 21 not a trustworthy root, 23 not possible now.
            """)
        {
            source, host, site, channel, region, imagesRoot, directorRoot, root,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            ChannelMember member = new(context.Absolute(parsed.GetRequiredValue(root)), context.Time);
            HostRequest identity = new() { SchemaVersion = 1, Host = parsed.GetRequiredValue(host), Site = parsed.GetRequiredValue(site), Channel = parsed.GetRequiredValue(channel), Nonce = "" };
            var country = parsed.GetValue(region) is { } text ? ResolvePolicy.RegionOf(text) : null;
            var joined = await member.JoinAsync(identity, country, ChannelSource.Canonical(parsed.GetRequiredValue(source), context), Read(imagesRoot), Read(directorRoot), cancellationToken);
            ChannelText.Print(context, parsed.GetValue<bool>("--json"), "joined", ("host", joined.Host), ("channel", $"{joined.Channel} of {joined.Site}"), ("source", joined.Source));
            return (int)ExitCode.Done;

            byte[] Read(Option<string> file) => SmallFile.Read(context.Absolute(parsed.GetRequiredValue(file)), 1 << 20);
        });
        return command;
    }
}
