// SPDX-License-Identifier: Apache-2.0

using System.CommandLine;
using System.Text.Json;
using Keyway.Artifacts.Content;
using Keyway.Artifacts.Trust.Tuf;
using Keyway.Audit;
using Keyway.Cli.Output;

namespace Keyway.Cli.Commands;

/// <summary><c>keyway tuf download STATE PATH</c>: a verified file.</summary>
internal static class TufDownloadCommand
{
    public static Command Create(CliContext context)
    {
        Argument<string> state = new("state") { Description = "Directory of the client, started by `keyway tuf trust`" };
        Argument<string> path = new("path") { Description = "Target path" };
        Option<string?> output = new("--output", "-o") { Description = "File to write; without it the last part of the path, here", HelpName = "FILE" };
        Command command = new("download", """
            Update a client's metadata, find a target through the delegations, and write it once it is verified.

            Examples:
              keyway tuf download /var/lib/site-trust channels/stable.json --repository https://site.example/metadata
              keyway tuf download state channels/stable.json --repository /media/usb/site --output stable.json

            Exit status: 0 written, 10 no such target, or not started, 11 in use, 21 refused, 75 repository unreachable.
            """)
        {
            state, path, output,
        };
        var source = TufSourceOptions.AddTo(command);
        AuditedVerb verb = new(context, AuditAction.TrustRefresh, parsed => parsed.GetRequiredValue(path));
        verb.Set(command, async (parsed, record, cancellationToken) =>
        {
            var (named, target) = (parsed.GetRequiredValue(state), parsed.GetRequiredValue(path));
            var file = parsed.GetValue(output) ?? target[(target.LastIndexOf('/') + 1)..];
            var (web, repository) = source.Open(parsed, context);
            using var client = web;
            var update = await new TufClient(repository, new TufState(context.Absolute(named), context.Time), new()).UpdateAsync(cancellationToken);
            var found = await update.DemandAsync(target, cancellationToken);
            var content = await update.ReadAsync(found, null, cancellationToken);
            record.Digest = Digest.OfBytes(content);
            await record.AdmitAsync(cancellationToken);
            await AtomicFile.WriteAsync(context.Absolute(file), content, cancellationToken);
            TufStateDocument document = new(named, update.RootVersion, update.TimestampVersion, update.SnapshotVersion, update.TargetsVersion, update.Expires, target, file, found.Role);
            if (parsed.GetValue<bool>("--json")) context.Output.WriteLine(JsonSerializer.Serialize(document, CliJson.Readable.TufStateDocument));
            else context.Output.WriteLine($"{file}: {found.Length} bytes, listed by {found.Role}");
            return (int)ExitCode.Done;
        });
        return command;
    }
}
