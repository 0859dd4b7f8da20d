// SPDX-License-Identifier: Apache-2.0

using System.CommandLine;
using System.Text.Json;
using Keyway.Cli.Output;
using Keyway.Hosts.Store;

namespace Keyway.Cli.Commands;

/// <summary><c>keyway history</c>: every change of a host, newest first.</summary>
internal static class HistoryCommand
{
    public static Command Create(CliContext context)
    {
        var root = HostRootOption.Create();
        Command command = new("history", """
            List every change of a host's driver stack, newest first: when, what, why and how it ended.

            Takes no lock and changes nothing. Generations marked `kept` are on disk: `keyway rollback --to N` can switch to them.

            Examples:
              keyway history
              keyway history --root /mnt/image --json

            Exit status: 0 shown, 10 no such root, 23 not readable, 21 the store is damaged.
            """)
        {
            root,
        };
        command.SetAction(parsed => (int)Run(context, context.Absolute(parsed.GetRequiredValue(root)), parsed.GetValue<bool>("--json")));
        return command;
    }

    private static ExitCode Run(CliContext context, string root, bool json)
    {
        HistoryDocument document = new(root, new GenerationStore(root, context.Time).ReadHistory());
        if (json) context.Output.WriteLine(JsonSerializer.Serialize(document, CliJson.Readable.HistoryDocument));
        else HistoryText.Write(document, context.Output);
        return ExitCode.Done;
    }
}
