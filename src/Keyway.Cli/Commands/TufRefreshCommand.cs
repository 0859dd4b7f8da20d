// SPDX-License-Identifier: Apache-2.0

using System.CommandLine;
using System.Text.Json;
using Keyway.Artifacts.Trust.Tuf;
using Keyway.Audit;
using Keyway.Cli.Output;

namespace Keyway.Cli.Commands;

/// <summary><c>keyway tuf refresh STATE</c>: one update cycle.</summary>
internal static class TufRefreshCommand
{
    public static Command Create(CliContext context)
    {
        Argument<string> state = new("state") { Description = "Directory of the client, started by `keyway tuf trust`" };
        Command command = new("refresh", """
            Update a client's metadata from its repository.

            Examples:
              keyway tuf refresh /var/lib/site-trust --repository https://site.example/metadata
              keyway tuf refresh state --repository /media/usb/site --json

            Exit status: 0 up to date, 10 not started, or metadata missing, 11 in use, 21 refused, 75 repository unreachable.
            """)
        {
            state,
        };
        var source = TufSourceOptions.AddTo(command);
        AuditedVerb verb = new(context, AuditAction.TrustRefresh, parsed => parsed.GetRequiredValue(state));
        verb.Set(command, async (parsed, record, cancellationToken) =>
        {
            var named = parsed.GetRequiredValue(state);
            var (web, repository) = source.Open(parsed, context);
            using var client = web;
            var update = await new TufClient(repository, new TufState(context.Absolute(named), context.Time), new()).UpdateAsync(cancellationToken);
            await record.AdmitAsync(cancellationToken);
            TufStateDocument document = new(named, update.RootVersion, update.TimestampVersion, update.SnapshotVersion, update.TargetsVersion, update.Expires, null, null, null);
            if (parsed.GetValue<bool>("--json")) context.Output.WriteLine(JsonSerializer.Serialize(document, CliJson.Readable.TufStateDocument));
            else context.Output.WriteLine($"{named}: root {update.RootVersion}, timestamp {update.TimestampVersion}, snapshot {update.SnapshotVersion}, targets {update.TargetsVersion}; good until {update.Expires.UtcDateTime:yyyy-MM-dd HH:mm} UTC");
            return (int)ExitCode.Done;
        });
        return command;
    }
}
