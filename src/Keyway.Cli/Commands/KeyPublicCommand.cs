// SPDX-License-Identifier: Apache-2.0

using System.CommandLine;
using System.Text.Json;
using Keyway.Artifacts.Keys;
using Keyway.Cli.Output;

namespace Keyway.Cli.Commands;

/// <summary><c>keyway key public KEY</c>: the public half of a private key.</summary>
internal static class KeyPublicCommand
{
    public static Command Create(CliContext context)
    {
        Argument<string> source = new("key") { Description = "Private key" };
        var password = KeyPasswordOption.OfKey();
        Command command = new("public", """
            Print the public key of a private key as PEM: what verifiers are given.

            Examples:
              keyway key public release.key --password-file release.password > release.pub
              keyway key public release.key --json

            Exit status: 0 printed, 2 not a private key, 10 no such file, 12 password missing or wrong.
            """)
        {
            source, password.File,
        };
        command.SetAction(parsed =>
        {
            using var key = PrivateKeyFile.Read(context.Absolute(parsed.GetRequiredValue(source)), () => password.ReadOrAsk(parsed, context));
            if (parsed.GetValue<bool>("--json")) context.Output.WriteLine(JsonSerializer.Serialize(KeyDocument.Of(key.PublicKey, null), CliJson.Readable.KeyDocument));
            else context.Output.WriteLine(key.PublicKey.ToPem());
            return (int)ExitCode.Done;
        });
        return command;
    }
}
