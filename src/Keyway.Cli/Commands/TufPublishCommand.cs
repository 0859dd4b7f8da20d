// SPDX-License-Identifier: Apache-2.0

using System.CommandLine;
using System.Text.Json;
using Keyway.Artifacts.Trust.Tuf;
using Keyway.Cli.Output;

namespace Keyway.Cli.Commands;

/// <summary><c>keyway tuf publish DIRECTORY</c>: shows clients what is staged.</summary>
internal static class TufPublishCommand
{
    public static Command Create(CliContext context)
    {
        Command command = new("publish", """
            Sign a new snapshot and timestamp, check everything as a client would, and write it to metadata/ and targets/, which any web
            server may serve. With nothing staged it renews snapshot and timestamp: run it often, from a timer.

            Examples:
              keyway tuf publish site --key online.key
              keyway tuf publish site --key snapshot.key --key timestamp.key --days 3

            Exit status: 0 published, 10 no such repository or key file, 12 password missing or wrong, 21 a client would refuse it,
            23 a role lacks signatures.
            """);
        var change = TufChange.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using TufRoleKeys read = new();
            change.ReadSigning(parsed, context, read);
            var repository = TufRepository.Open(change.DirectoryOf(parsed, context), change.Lifetimes(parsed), context.Time);
            await repository.SignAsync(read.Signing, cancellationToken);
            Print(context, parsed.GetValue<bool>("--json"), change.NameOf(parsed), await repository.PublishAsync(read.Signing, cancellationToken));
            return (int)ExitCode.Done;
        });
        return command;
    }

    private static void Print(CliContext context, bool json, string directory, PublishReport report)
    {
        TufPublishDocument document = new(directory, report.Root, report.Timestamp, report.Snapshot, report.Targets, report.Changed, report.Expires);
        if (json) context.Output.WriteLine(JsonSerializer.Serialize(document, CliJson.Readable.TufPublishDocument));
        else context.Output.WriteLine($"published timestamp {report.Timestamp}, snapshot {report.Snapshot}, root {report.Root}, {string.Join(", ", report.Targets.Select(role => $"{role.Key} {role.Value}"))}; renew before {report.Expires.UtcDateTime:yyyy-MM-dd HH:mm} UTC");
    }
}
