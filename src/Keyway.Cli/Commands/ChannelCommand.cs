// SPDX-License-Identifier: Apache-2.0

using System.CommandLine;

namespace Keyway.Cli.Commands;

/// <summary><c>keyway channel</c>: what a site's hosts may install, signed apart by those who say what exists and those who say who gets it.</summary>
internal static class ChannelCommand
{
    public static Command Create(CliContext context) => new("channel", "Say which hosts may install what, and follow it on a host.")
    {
        ChannelAnswerCommand.Create(context),
        ChannelAskCommand.Create(context),
        ChannelInitCommand.Create(context),
        ChannelJoinCommand.Create(context),
        ChannelPermitCommand.Create(context),
        ChannelPromoteCommand.Create(context),
        ChannelPublishCommand.Create(context),
        ChannelRenewCommand.Create(context),
        ChannelResolveCommand.Create(context),
        ChannelRevokeCommand.Create(context),
    };
}
