// SPDX-License-Identifier: Apache-2.0

using System.CommandLine;
using Keyway.Artifacts.Keys;
using Keyway.Cli.Output;

namespace Keyway.Cli.Commands;

/// <summary><c>keyway key generate</c>: a new key pair.</summary>
internal static class KeyGenerateCommand
{
    public static Command Create(CliContext context)
    {
        Option<string> kind = new("--kind") { Description = "Kind of key", DefaultValueFactory = _ => "ecdsa-p256" };
        kind.AcceptOnlyFromAmong(KeyKindWords.Words);
        Option<string> output = new("--output", "-o") { Description = "Name of the two files without .key and .pub", DefaultValueFactory = _ => "keyway", HelpName = "NAME" };
        Option<bool> plain = new("--no-password") { Description = "Leave the private key unencrypted; for keys that a machine's own secret store encrypts" };
        var password = KeyPasswordOption.OfKey();
        Command command = new("generate", """
            Make a key pair: NAME.key, encrypted and readable by its owner only, and NAME.pub. Prints the fingerprint.

            ECDSA on P-256 is what every verifier of the field takes. Files that exist are never replaced.

            Examples:
              keyway key generate --output release --password-file release.password
              KEYWAY_KEY_PASSWORD=… keyway key generate --kind ed25519
              keyway key generate --no-password --output ci

            Exit status: 0 made, 2 wrong command line, 12 no password was given, 23 a file exists or the system lacks the kind.
            """)
        {
            kind, output, plain, password.File,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var given = parsed.GetValue(plain) ? null : password.Read(parsed, context) ?? throw Errors.NoNewPassword();
            using var key = SoftwareKey.Generate(KeyKindWords.Parse(parsed.GetRequiredValue(kind)));
            var files = await KeyFiles.WriteAsync(context, parsed.GetRequiredValue(output), PrivateKeyPem.Write(key, given), key.PublicKey, cancellationToken);
            KeyText.Print(context, parsed.GetValue<bool>("--json"), key.PublicKey, files);
            return (int)ExitCode.Done;
        });
        return command;
    }
}
