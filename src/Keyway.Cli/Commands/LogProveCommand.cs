// SPDX-License-Identifier: Apache-2.0

using System.CommandLine;
using System.Text;
using System.Text.Json;
using Keyway.Artifacts.Content;
using Keyway.Artifacts.Transparency;
using Keyway.Cli.Output;

namespace Keyway.Cli.Commands;

/// <summary><c>keyway log prove DIR INDEX</c>: an offline proof of an entry.</summary>
internal static class LogProveCommand
{
    public static Command Create(CliContext context)
    {
        Argument<string> directory = new("directory") { Description = "The log" };
        Argument<long> index = new("index") { Description = "Which entry, counted from 0" };
        Option<string?> output = new("--output", "-o") { Description = "Write the proof to a file; .tlog-proof is its usual extension", HelpName = "FILE" };
        Command command = new("prove", """
            Print the proof that an entry is in a log, under the published checkpoint with all its cosignatures: all that an offline verifier needs.

            Examples:
              keyway log prove drivers-log 41 > driver.tlog-proof
              keyway log prove drivers-log 41 --output driver.tlog-proof

            Exit status: 0 proved, 10 no such log or entry, 21 the log is damaged.
            """)
        {
            directory, index, output,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var path = context.Absolute(parsed.GetRequiredValue(directory));
            var number = parsed.GetRequiredValue(index);
            var note = SignedNote.Parse(SmallFile.Read(Path.Combine(path, TilePath.Checkpoint), SignedNote.LargestNote));
            var checkpoint = Checkpoint.Open(note, LogFolder.ReadKey(path), path);
            LogProof proof = new(number, [.. await new LogReader(new DirectoryResources(path), checkpoint).ProveInclusionAsync(number, cancellationToken)], note);
            if (parsed.GetValue(output) is { } file) await AtomicFile.WriteAsync(context.Absolute(file), proof.ToBytes(), cancellationToken);
            Print(context, parsed.GetValue<bool>("--json"), parsed.GetValue(output) is null, checkpoint, proof);
            return (int)ExitCode.Done;
        });
        return command;
    }

    private static void Print(CliContext context, bool json, bool isForOutput, Checkpoint checkpoint, LogProof proof)
    {
        var text = Encoding.UTF8.GetString(proof.ToBytes());
        LogProveDocument document = new(checkpoint.Origin, proof.Index, checkpoint.Size, checkpoint.Root.ToBase64(), [.. proof.Hashes.Select(hash => hash.ToBase64())], text);
        if (json) context.Output.WriteLine(JsonSerializer.Serialize(document, CliJson.Readable.LogProveDocument));
        else if (isForOutput) context.Output.Write(text);
    }
}
