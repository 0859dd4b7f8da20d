// SPDX-License-Identifier: Apache-2.0

using System.CommandLine;
using System.Text;
using Keyway.Audit;
using Keyway.Channels;

namespace Keyway.Cli.Commands;

/// <summary><c>keyway channel ask</c>: a host asks the director.</summary>
internal static class ChannelAskCommand
{
    public static Command Create(CliContext context)
    {
        var root = HostRootOption.Create();
        Command command = new("ask", """
            Print a question for the director: which packages may this host install? Only an answer to the last question is accepted.

            Examples:
              keyway channel ask > node17.request.json

            Exit status: 0 printed, 10 the host has joined no channel, 21 its state is damaged, 23 not possible now.
            """)
        {
            root,
        };
        AuditedVerb verb = new(context, AuditAction.Channel, parsed => "question to the director") { Root = root };
        verb.Set(command, async (parsed, _, cancellationToken) =>
        {
            ChannelMember member = new(context.Absolute(parsed.GetRequiredValue(root)), context.Time);
            context.Output.Write(Encoding.UTF8.GetString(ChannelWriter.Write(await member.AskAsync(cancellationToken))));
            return (int)ExitCode.Done;
        });
        return command;
    }
}
