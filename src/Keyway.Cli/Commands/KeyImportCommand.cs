// SPDX-License-Identifier: Apache-2.0

using System.CommandLine;
using Keyway.Artifacts.Keys;
using Keyway.Cli.Output;

namespace Keyway.Cli.Commands;

/// <summary><c>keyway key import FILE</c>: takes over a key of another tool.</summary>
internal static class KeyImportCommand
{
    public static Command Create(CliContext context)
    {
        Argument<string> source = new("file") { Description = "Private key: PKCS #8 plain or encrypted, cosign's .key, or what openssl wrote before PKCS #8" };
        Option<string> output = new("--output", "-o") { Description = "Name of the two files without .key and .pub", DefaultValueFactory = _ => "keyway", HelpName = "NAME" };
        var (password, fresh) = (KeyPasswordOption.OfKey(), KeyPasswordOption.OfNewKey());
        Command command = new("import", """
            Take over a private key of cosign or openssl as NAME.key (encrypted PKCS #8) and NAME.pub.

            `keyway sign` also reads those files as they are; importing changes the form or the password.

            Examples:
              keyway key import cosign.key --output release --password-file cosign.password
              keyway key import ec.pem --new-password-file release.password

            Exit status: 0 imported, 2 not a private key, 10 no such file, 12 password missing or wrong, 23 a file exists.
            """)
        {
            source, output, password.File, fresh.File,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var key = PrivateKeyFile.Read(context.Absolute(parsed.GetRequiredValue(source)), () => password.ReadOrAsk(parsed, context));
            using var given = fresh.Read(parsed, context) ?? password.Read(parsed, context) ?? throw Errors.NoNewPassword();
            var files = await KeyFiles.WriteAsync(context, parsed.GetRequiredValue(output), PrivateKeyPem.Write(key, given), key.PublicKey, cancellationToken);
            KeyText.Print(context, parsed.GetValue<bool>("--json"), key.PublicKey, files);
            return (int)ExitCode.Done;
        });
        return command;
    }
}
