// SPDX-License-Identifier: Apache-2.0

using System.CommandLine;
using System.Text.Json;
using Keyway.Artifacts.Content;
using Keyway.Artifacts.Transparency;
using Keyway.Audit;
using Keyway.Cli.Output;

namespace Keyway.Cli.Commands;

/// <summary><c>keyway audit verify</c>: whether a trail is intact.</summary>
internal static class AuditVerifyCommand
{
    public static Command Create(CliContext context)
    {
        var trail = AuditCommand.TrailArgument();
        Option<string?> vkey = new("--vkey") { Description = "The key that must have signed the trail, kept elsewhere", HelpName = "KEY" };
        Option<string?> since = new("--since") { Description = "A checkpoint of the trail (log/checkpoint), kept elsewhere: the trail must contain it", HelpName = "FILE" };
        Command command = new("verify", """
            Check a trail as a whole: the log's tree, every document against its digest, and that nothing which was there before is gone.

            Without --vkey and --since a trail that somebody made anew with another key is not told from the real one; keep both elsewhere.

            Examples:
              keyway audit verify
              keyway audit verify /var/lib/keyway/audit --vkey keyway-audit/…+1a2b3c4d+A… --since monday.checkpoint

            Exit status: 0 intact, 10 no trail, 21 altered, cut, forked or signed by another key.
            """)
        {
            trail, vkey, since,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var directory = context.Absolute(parsed.GetRequiredValue(trail));
            var key = parsed.GetValue(vkey) is { } text ? NoteKey.Parse(text) : null;
            var kept = parsed.GetValue(since) is { } file ? SignedNote.Parse(SmallFile.Read(context.Absolute(file), SignedNote.LargestNote)) : null;
            var report = await new AuditTrailReader(directory).VerifyAsync(key, kept, cancellationToken);
            AuditVerifyDocument document = new(directory, report.Key.ToString(), report.Head.Size, report.Head.Root.ToBase64(), report.Admitted, report.Refused, report.TimesSetBack, report.Unlogged);
            if (parsed.GetValue<bool>("--json")) context.Output.WriteLine(JsonSerializer.Serialize(document, CliJson.Readable.AuditVerifyDocument));
            else AuditText.Write(document, context.Output);
            return (int)ExitCode.Done;
        });
        return command;
    }
}
