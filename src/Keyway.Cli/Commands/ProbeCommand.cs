// SPDX-License-Identifier: Apache-2.0

using System.CommandLine;
using Keyway.Artifacts.Content;
using Keyway.Cli.Output;
using Keyway.Hosts.Probe;

namespace Keyway.Cli.Commands;

/// <summary><c>keyway probe</c>: reads the facts of a host.</summary>
internal static class ProbeCommand
{
    public static Command Create(CliContext context)
    {
        Option<string> root = new("--root") { Description = "Read a captured host tree instead of this host", HelpName = "DIR", DefaultValueFactory = _ => "/" };
        Option<string?> output = new("--output") { Description = "Write the facts document to a file, for `keyway resolve --facts`", HelpName = "FILE" };
        Option<bool> quiet = new("--no-programs") { Description = "Start no vendor program such as nvidia-smi" };
        Command command = new("probe", """
            Read the facts of this host, or of a captured host tree.

            Nothing is changed and no network is used. What cannot be read stays unknown and is listed as a warning on stderr.

            Examples:
              keyway probe
              keyway probe --json | jq '.facts["kernel.release"].value'
              keyway probe --root captures/node17 --output node17.facts.json

            Exit status: 0 read, 2 wrong command line, 10 no such directory.
            """)
        {
            root, output, quiet,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            ProbeOptions options = new() { RunsPrograms = !parsed.GetValue(quiet) };
            var report = await HostProbe.ReadAsync(context.Absolute(parsed.GetRequiredValue(root)), options, context.Time, cancellationToken);
            var document = report.Facts.ToJson();
            if (parsed.GetValue(output) is { } file) await WriteAsync(context.Absolute(file), document, cancellationToken);
            FactsText.Print(report.Facts, document, context, parsed.GetValue<bool>("--json"), parsed.GetValue(output));
            return (int)ExitCode.Done;
        });
        return command;
    }

    // What is under /dev (/dev/stdout, a shell's >(...)) is written to; anything else is replaced as a whole.
    private static Task WriteAsync(string path, byte[] document, CancellationToken cancellationToken) =>
        path.StartsWith("/dev/", StringComparison.Ordinal)
            ? File.WriteAllBytesAsync(path, document, cancellationToken)
            : AtomicFile.WriteAsync(path, document, cancellationToken);
}
