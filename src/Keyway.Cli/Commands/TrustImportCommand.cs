// SPDX-License-Identifier: Apache-2.0

using System.CommandLine;
using Keyway.Artifacts.Content;

namespace Keyway.Cli.Commands;

/// <summary><c>keyway trust import FILE</c>: stores a trusted root, and a signing configuration, that came over a way one trusts.</summary>
internal static class TrustImportCommand
{
    public static Command Create(CliContext context)
    {
        Argument<string> file = new("file") { Description = "trusted_root.json of the instance" };
        Option<string?> config = new("--signing-config") { Description = "Its signing_config.json, for those who sign with an identity", HelpName = "FILE" };
        Command command = new("import", """
            Store the trusted root of a private or public Sigstore instance, so that verifying needs no option for it.

            Nothing vouches for the file but how you got it: compare its digest with what its operator publishes, or take it
            from a TUF repository with `keyway trust refresh`. Kept in KEYWAY_TRUST, or below ~/.config/keyway.

            Examples:
              keyway trust import trusted_root.json
              KEYWAY_TRUST=/etc/keyway/trust keyway trust import site-root.json --signing-config site-signing.json

            Exit status: 0 stored, 2 not a signing configuration or no place to store, 10 no such file, 21 not a trusted root, 23 cannot write.
            """)
        {
            file, config,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var root = TrustDocuments.Read(context.Absolute(parsed.GetRequiredValue(file)));
            var signing = parsed.GetValue(config) is { } path ? TrustDocuments.Read(context.Absolute(path)) : null;
            var directory = await TrustDocuments.StoreAsync(context, root, signing, cancellationToken);
            context.Error.WriteLine($"stored in {directory}");
            context.Output.WriteLine(Digest.OfBytes(root));
            return (int)ExitCode.Done;
        });
        return command;
    }
}
