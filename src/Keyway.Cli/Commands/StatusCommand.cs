// SPDX-License-Identifier: Apache-2.0

using System.CommandLine;
using System.Text.Json;
using Keyway.Cli.Output;
using Keyway.Hosts.Store;

namespace Keyway.Cli.Commands;

/// <summary><c>keyway status</c>: what is current, previous, booted, pending and loaded.</summary>
internal static class StatusCommand
{
    public static Command Create(CliContext context)
    {
        var root = HostRootOption.Create();
        Option<bool> verify = new("--verify") { Description = "Hash every file of the current generation again" };
        Command command = new("status", """
            Show which driver stack a host has and whether the kernel runs it.

            Takes no lock and changes nothing. Loaded modules are compared with the installed ones by srcversion.

            Examples:
              keyway status
              keyway status --verify
              keyway status --root /mnt/image --json

            Exit status: 0 shown, 10 no such root, 23 not readable, 21 the store is damaged.
            """)
        {
            root,
            verify,
        };
        command.SetAction((parsed, cancellationToken) =>
            Task.FromResult((int)Run(context, context.Absolute(parsed.GetRequiredValue(root)), parsed.GetValue(verify), parsed.GetValue<bool>("--json"), cancellationToken)));
        return command;
    }

    private static ExitCode Run(CliContext context, string root, bool verify, bool json, CancellationToken cancellationToken)
    {
        GenerationStore store = new(root, context.Time);
        StatusDocument document = new(root, store.ReadStatus(), verify ? store.Verify(cancellationToken) : null);
        if (json) context.Output.WriteLine(JsonSerializer.Serialize(document, CliJson.Readable.StatusDocument));
        else StatusText.Write(document, context.Output);
        return document.Verification is { IsIntact: false } ? ExitCode.VerificationRefused : ExitCode.Done;
    }
}
