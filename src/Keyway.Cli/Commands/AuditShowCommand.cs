// SPDX-License-Identifier: Apache-2.0

using System.CommandLine;
using System.Text.Json;
using Keyway.Audit;
using Keyway.Cli.Output;

namespace Keyway.Cli.Commands;

/// <summary><c>keyway audit show</c>: the decisions in their order.</summary>
internal static class AuditShowCommand
{
    public static Command Create(CliContext context)
    {
        var trail = AuditCommand.TrailArgument();
        Option<long> from = new("--from") { Description = "The first decision to show, counted from 0" };
        Option<bool> refused = new("--refused") { Description = "Show refusals only" };
        Command command = new("show", """
            Show the decisions of a trail in their order: when, what, about what, how and why. Each one is checked against the trail's log.

            Examples:
              keyway audit show
              keyway audit show /var/lib/keyway/audit --refused
              keyway audit show --from 1000 --json

            Exit status: 0 shown, 10 no trail, 21 the trail was altered.
            """)
        {
            trail, from, refused,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var directory = context.Absolute(parsed.GetRequiredValue(trail));
            List<AuditedEntry> shown = [];
            await foreach (var audited in new AuditTrailReader(directory).ReadAsync(parsed.GetValue(from), cancellationToken))
                if (!parsed.GetValue(refused) || audited.Entry.Decision == AuditDecision.Refused) shown.Add(audited);
            if (parsed.GetValue<bool>("--json")) context.Output.WriteLine(JsonSerializer.Serialize(new AuditShowDocument(directory, shown), CliJson.Readable.AuditShowDocument));
            else AuditText.Write(shown, context.Output);
            return (int)ExitCode.Done;
        });
        return command;
    }
}
