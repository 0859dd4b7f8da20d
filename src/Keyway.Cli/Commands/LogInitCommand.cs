// SPDX-License-Identifier: Apache-2.0

using System.CommandLine;
using System.Text.Json;
using Keyway.Artifacts.Transparency;
using Keyway.Cli.Output;

namespace Keyway.Cli.Commands;

/// <summary><c>keyway log init DIR</c>: a new log.</summary>
internal static class LogInitCommand
{
    public static Command Create(CliContext context)
    {
        Argument<string> directory = new("directory") { Description = "Where the log is made; may be served by any web server as it is" };
        Option<string> name = new("--name") { Description = "The log's name for ever, such as log.example.com/drivers: no spaces, no plus", Required = true };
        Command command = new("init", """
            Make a log without entries, and its key when there is none. Prints the public key that verifiers need.

            The private key is DIR.key, beside the directory: readable by its owner only, encrypted when a password is given. Keep it and one copy.

            Examples:
              keyway log init drivers-log --name log.example.com/drivers
              keyway log init drivers-log --name log.example.com/drivers --key release.key --password-file release.password

            Exit status: 0 made, 2 there is a log already or the name is not one, 12 the key's password is missing or wrong, 23 the system refused.
            """)
        {
            directory, name,
        };
        var key = LogKeyOption.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var path = context.Absolute(parsed.GetRequiredValue(directory));
            using var privateKey = await key.ReadOrMakeAsync(parsed, context, path, cancellationToken);
            NoteSigner signer = new(NoteKey.OfLog(parsed.GetRequiredValue(name), privateKey.PublicKey), privateKey, context.Time);
            using var log = await TiledLog.CreateAsync(path, signer, LogPublication.AtOnce, cancellationToken);
            LogInitDocument document = new(path, log.Key.Name, log.Key.ToString(), key.Path(parsed, context, path));
            if (parsed.GetValue<bool>("--json")) context.Output.WriteLine(JsonSerializer.Serialize(document, CliJson.Readable.LogInitDocument));
            else context.Output.WriteLine(document.Vkey);
            return (int)ExitCode.Done;
        });
        return command;
    }
}
