// SPDX-License-Identifier: Apache-2.0

using System.CommandLine;
using Keyway.Artifacts.Keys;
using Keyway.Cli.Output;

namespace Keyway.Cli.Commands;

/// <summary><c>keyway key export KEY</c>: writes a key in the form another tool reads.</summary>
internal static class KeyExportCommand
{
    private const string Cosign = "cosign";
    private const string Pkcs8 = "pkcs8";

    public static Command Create(CliContext context)
    {
        Argument<string> source = new("key") { Description = "Private key in any form that `keyway key import` reads" };
        Option<string> format = new("--format") { Description = "Form of the file that is written", DefaultValueFactory = _ => Cosign };
        format.AcceptOnlyFromAmong(Cosign, Pkcs8);
        Option<string> output = new("--output", "-o") { Description = "Name of the two files without .key and .pub", Required = true, HelpName = "NAME" };
        var (password, fresh) = (KeyPasswordOption.OfKey(), KeyPasswordOption.OfNewKey());
        Command command = new("export", """
            Write a private key as NAME.key in the form of cosign or as encrypted PKCS #8, and NAME.pub beside it.

            Examples:
              keyway key export release.key --output cosign --password-file release.password
              keyway key export release.key --format pkcs8 --output openssl --new-password-file other.password

            Exit status: 0 exported, 2 not a private key, 10 no such file, 12 password missing or wrong,
            23 a file exists, or libsodium is missing for cosign's form.
            """)
        {
            source, format, output, password.File, fresh.File,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var key = PrivateKeyFile.Read(context.Absolute(parsed.GetRequiredValue(source)), () => password.ReadOrAsk(parsed, context));
            using var given = fresh.Read(parsed, context) ?? password.Read(parsed, context) ?? throw Errors.NoNewPassword();
            var pem = parsed.GetValue(format) == Cosign ? PrivateKeyPem.WriteCosign(key, given) : PrivateKeyPem.Write(key, given);
            var files = await KeyFiles.WriteAsync(context, parsed.GetRequiredValue(output), pem, key.PublicKey, cancellationToken);
            KeyText.Print(context, parsed.GetValue<bool>("--json"), key.PublicKey, files);
            return (int)ExitCode.Done;
        });
        return command;
    }
}
