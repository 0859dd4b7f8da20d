// SPDX-License-Identifier: Apache-2.0

using System.CommandLine;
using System.Text.Json;
using Keyway.Artifacts.Trust.Roots;
using Keyway.Cli.Output;

namespace Keyway.Cli.Commands;

/// <summary><c>keyway trust show [FILE]</c>: what a trusted root trusts.</summary>
internal static class TrustShowCommand
{
    public static Command Create(CliContext context)
    {
        Argument<string?> file = new("file") { Description = "trusted_root.json; without it the stored one", Arity = ArgumentArity.ZeroOrOne };
        Command command = new("show", """
            Show the certificate authorities, logs and timestamp authorities of a trusted root, and when each is trusted.

            Examples:
              keyway trust show
              keyway trust show trusted_root.json --json

            Exit status: 0 shown, 2 none is stored, 10 no such file, 21 not a trusted root.
            """)
        {
            file,
        };
        command.SetAction(parsed =>
        {
            var root = TrustDocuments.TrustedRoot(context, parsed.GetValue(file)) ?? throw Errors.NoTrustedRoot();
            Print(context, parsed.GetValue<bool>("--json"), root);
            return (int)ExitCode.Done;
        });
        return command;
    }

    private static void Print(CliContext context, bool json, TrustedRoot root)
    {
        var document = TrustDocument.Of(root, context.Time.GetUtcNow());
        if (json) context.Output.WriteLine(JsonSerializer.Serialize(document, CliJson.Readable.TrustDocument));
        else TrustText.Write(document, context.Output);
    }
}
