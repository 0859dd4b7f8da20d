// SPDX-License-Identifier: Apache-2.0

using System.CommandLine;
using System.Text.Json;
using Keyway.Artifacts.Content;
using Keyway.Artifacts.Transparency;
using Keyway.Audit;
using Keyway.Cli.Output;

namespace Keyway.Cli.Commands;

/// <summary><c>keyway log verify PROOF</c>: checks a proof offline.</summary>
internal static class LogVerifyCommand
{
    public static Command Create(CliContext context)
    {
        Argument<string> proof = new("proof") { Description = "The proof's file" };
        Argument<string?> entry = new("entry") { Description = "The text that must have been logged", Arity = ArgumentArity.ZeroOrOne };
        Option<string?> file = new("--file") { Description = "The file whose digest must have been logged", HelpName = "FILE" };
        Command command = new("verify", """
            Check offline that an entry is in a log that you trust, and that the witnesses you ask for have seen that log.

            Examples:
              keyway log verify driver.tlog-proof --file driver.tar --vkey log.example.com/drivers+1a2b3c4d+A…
              keyway log verify driver.tlog-proof sha256:… --policy trusted.policy

            Exit status: 0 it is, 2 neither a key nor a policy was given, 10 no such file, 21 it is not shown.
            """)
        {
            proof, entry, file,
        };
        var trust = LogTrustOptions.AddTo(command);
        command.Validators.Add(result =>
        {
            if (result.GetValue(entry) is null == result.GetValue(file) is null) result.AddError("name the entry, or its file with --file");
        });
        AuditedVerb verb = new(context, AuditAction.Verify, parsed => parsed.GetRequiredValue(proof));
        verb.Set(command, async (parsed, record, cancellationToken) =>
        {
            var policy = trust.Read(parsed, context) ?? throw Errors.NoLogTrust();
            var parsedProof = LogProof.Parse(SmallFile.Read(context.Absolute(parsed.GetRequiredValue(proof)), LogProof.LargestProof));
            var logged = parsed.GetValue(file) is { } name ? await LogEntries.OfFileAsync(context.Absolute(name), cancellationToken) : LogEntries.OfText(parsed.GetValue(entry)!);
            var verdict = parsedProof.Verify(TreeHash.OfLeaf(logged.Span), policy);
            var checkpoint = verdict.OrRefuse();
            await record.AdmitAsync(cancellationToken);
            Print(context, parsed.GetValue<bool>("--json"), new LogVerifyDocument(checkpoint.Origin, parsedProof.Index, checkpoint.Size, checkpoint.Root.ToBase64(), [.. verdict.Cosigners.Select(LogCosigner.Of)]));
            return (int)ExitCode.Done;
        });
        return command;
    }

    private static void Print(CliContext context, bool json, LogVerifyDocument document)
    {
        if (json) context.Output.WriteLine(JsonSerializer.Serialize(document, CliJson.Readable.LogVerifyDocument));
        else context.Output.WriteLine($"entry {document.Index} of {document.Log}, a tree of {document.Size}{(document.Cosigners.Count == 0 ? "" : $", witnessed by {string.Join(", ", document.Cosigners.Select(cosigner => cosigner.Name))}")}");
    }
}
