// SPDX-License-Identifier: Apache-2.0

using System.CommandLine;
using System.Text.Json;
using Keyway.Artifacts.Transparency;
using Keyway.Cli.Output;

namespace Keyway.Cli.Commands;

/// <summary><c>keyway log append DIR [ENTRY...]</c>: adds entries, durably.</summary>
internal static class LogAppendCommand
{
    private const int MostEntriesAtOnce = 4096;

    public static Command Create(CliContext context)
    {
        Argument<string> directory = new("directory") { Description = "The log" };
        Argument<string[]> entries = new("entries") { Description = "Texts to log: digests, or small records of at most 65535 bytes", Arity = ArgumentArity.ZeroOrMore };
        Option<string[]> files = new("--file") { Description = "A file whose digest is logged", HelpName = "FILE" };
        Option<bool> lines = new("--lines") { Description = "Log every line of standard input, in batches" };
        Option<string?> policy = new("--policy") { Description = "Let the witnesses of this file cosign, and publish when their quorum is reached (c2sp.org/tlog-policy)", HelpName = "FILE" };
        Command command = new("append", """
            Add entries to a log. They are on the disk, under a signed tree head, before anything is printed.

            With --policy the checkpoint is published only once the witnesses have cosigned it; without entries that is all that is done, so it can be
            repeated when a witness could not be reached.

            Examples:
              keyway log append drivers-log sha256:…
              keyway log append drivers-log --file driver.tar --file driver.tar.sig
              sha256sum *.ko | keyway log append drivers-log --lines
              keyway log append drivers-log --policy witnesses.policy

            Exit status: 0 appended (and published), 2 an entry is too long, 10 no such log or file, 11 another program is writing to it,
            12 the key's password is missing or wrong, 21 the log is damaged or was put back, or a witness saw another tree, 23 the system refused,
            75 too few witnesses cosigned.
            """)
        {
            directory, entries, files, lines, policy,
        };
        var key = LogKeyOption.AddTo(command);
        var web = WebOptions.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var path = context.Absolute(parsed.GetRequiredValue(directory));
            var quorum = parsed.GetValue(policy) is { } file ? LogTrustOptions.ReadFile(context.Absolute(file)) : null;
            var publicKey = LogFolder.ReadKey(path);
            using var privateKey = key.Read(parsed, context, path);
            using var log = await TiledLog.OpenAsync(path, new NoteSigner(publicKey, privateKey, context.Time), quorum is null ? LogPublication.AtOnce : LogPublication.AfterCosigning, cancellationToken);
            List<ReadOnlyMemory<byte>> named = [.. (parsed.GetValue(entries) ?? []).Select(LogEntries.OfText)];
            foreach (var name in parsed.GetValue(files) ?? []) named.Add(await LogEntries.OfFileAsync(context.Absolute(name), cancellationToken));
            var first = log.Head.Size;
            await log.AppendAsync(named, cancellationToken);
            if (parsed.GetValue(lines)) await AppendLinesAsync(context, log, cancellationToken);
            var cosigners = quorum is null ? [] : await PublishAsync(log, quorum, web, parsed, context, cancellationToken);
            Print(context, parsed.GetValue<bool>("--json"), new LogAppendDocument(path, first, log.Head.Size - first, log.Head.Size, log.Head.Root.ToBase64(), cosigners));
            return (int)ExitCode.Done;
        });
        return command;
    }

    private static async Task AppendLinesAsync(CliContext context, TiledLog log, CancellationToken cancellationToken)
    {
        List<ReadOnlyMemory<byte>> batch = [];
        while (await context.Input.ReadLineAsync(cancellationToken) is { } line)
        {
            batch.Add(LogEntries.OfText(line));
            if (batch.Count < MostEntriesAtOnce) continue;
            await log.AppendAsync(batch, cancellationToken);
            batch.Clear();
        }

        await log.AppendAsync(batch, cancellationToken);
    }

    private static async Task<IReadOnlyList<string>> PublishAsync(TiledLog log, LogPolicy quorum, WebOptions web, ParseResult parsed, CliContext context, CancellationToken cancellationToken)
    {
        using var client = web.Client(parsed, context);
        var cosigned = await new WitnessClient(client, new DirectoryResources(log.Directory)).CosignAsync(log.HeadNote, quorum, 0, cancellationToken);
        await log.PublishAsync(cosigned, cancellationToken);
        return [.. quorum.Check(cosigned).Cosigners.Select(cosigner => cosigner.Name)];
    }

    private static void Print(CliContext context, bool json, LogAppendDocument document)
    {
        if (json) context.Output.WriteLine(JsonSerializer.Serialize(document, CliJson.Readable.LogAppendDocument));
        else context.Output.WriteLine($"{document.Log}: {document.Count} appended from index {document.FirstIndex}, {document.Size} in all{(document.Cosigners.Count == 0 ? "" : $", cosigned by {string.Join(", ", document.Cosigners)}")}");
    }
}
