// SPDX-License-Identifier: Apache-2.0

using System.CommandLine;
using System.Text.Json;
using Keyway.Artifacts.Content;
using Keyway.Artifacts.Transparency;
using Keyway.Audit;
using Keyway.Cli.Output;

namespace Keyway.Cli.Commands;

/// <summary><c>keyway log audit LOG</c>: reads and recomputes a log.</summary>
internal static class LogAuditCommand
{
    public static Command Create(CliContext context)
    {
        Argument<string> log = new("log") { Description = "Directory or URL prefix of a log (c2sp.org/tlog-tiles)" };
        Option<string?> seen = new("--seen") { Description = "Remember the checkpoint in this file; next time only what was added is read, and a log that does not extend it is refused", HelpName = "FILE" };
        Command command = new("audit", """
            Read every entry and every tile of a log and recompute its tree. Memory does not grow with the log.

            Without --vkey and --policy a directory is checked with the key that it names itself: that finds damage, not a log that somebody made anew.

            Examples:
              keyway log audit drivers-log
              keyway log audit https://log.example.com/drivers --policy trusted.policy --seen drivers.checkpoint

            Exit status: 0 intact, 2 no usable URL, or neither a key nor a policy for one, 10 no such log, 21 damaged, forked, put back, or not signed as it must be,
            75 the server cannot be reached.
            """)
        {
            log, seen,
        };
        var trust = LogTrustOptions.AddTo(command);
        var web = WebOptions.AddTo(command);
        AuditedVerb verb = new(context, AuditAction.Verify, parsed => parsed.GetRequiredValue(log));
        verb.Set(command, async (parsed, record, cancellationToken) =>
        {
            var name = parsed.GetRequiredValue(log);
            var isUrl = name.StartsWith("https://", StringComparison.Ordinal) || name.StartsWith("http://", StringComparison.Ordinal);
            using var client = isUrl ? web.Client(parsed, context) : null;
            ILogResources resources = client is not null ? new WebResources(client, Uri.TryCreate(name, UriKind.Absolute, out var address) ? address : throw Errors.BadAddress(name)) : new DirectoryResources(context.Absolute(name));
            var policy = trust.Read(parsed, context) ?? (isUrl ? throw Errors.NoLogTrust() : LogPolicy.OfLog(LogFolder.ReadKey(context.Absolute(name))));
            var document = await RunAsync(resources, policy, parsed.GetValue(seen) is { } file ? context.Absolute(file) : null, cancellationToken);
            await record.AdmitAsync(cancellationToken);
            if (parsed.GetValue<bool>("--json")) context.Output.WriteLine(JsonSerializer.Serialize(document, CliJson.Readable.LogAuditDocument));
            else context.Output.WriteLine($"{document.Origin}: {document.Size} entries, {document.Size - document.FirstIndex} of them read ({ByteText.Of(document.EntryBytes)}), intact");
            return (int)ExitCode.Done;
        });
        return command;
    }

    private static async Task<LogAuditDocument> RunAsync(ILogResources resources, LogPolicy policy, string? seen, CancellationToken cancellationToken)
    {
        var bytes = await resources.ReadAsync(TilePath.Checkpoint, SignedNote.LargestNote, cancellationToken) ?? throw Errors.NoCheckpoint(resources.Name);
        var note = SignedNote.Parse(bytes);
        var verdict = policy.Check(note);
        var checkpoint = verdict.OrRefuse();
        var since = seen is not null && File.Exists(seen) ? Checkpoint.Open(SignedNote.Parse(SmallFile.Read(seen, SignedNote.LargestNote)), verdict.Log!, seen) : null;
        var audited = await LogAudit.RunAsync(resources, checkpoint, since, null, cancellationToken);
        if (seen is not null) await AtomicFile.WriteAsync(seen, note.Bytes, cancellationToken);
        return new LogAuditDocument(resources.Name, checkpoint.Origin, audited.FirstIndex, audited.Size, audited.Root.ToBase64(), audited.EntryBytes, [.. verdict.Cosigners.Select(LogCosigner.Of)]);
    }
}
