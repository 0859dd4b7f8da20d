// SPDX-License-Identifier: Apache-2.0

using System.CommandLine;
using Keyway.Artifacts.Keys;

namespace Keyway.Cli;

/// <summary>The private key of a log, beside its directory unless it is named: a served directory must not hold it.</summary>
internal sealed class LogKeyOption
{
    private readonly Option<string?> file = new("--key") { Description = "The log's private key; DIR.key without it", HelpName = "FILE" };
    private readonly KeyPasswordOption password = KeyPasswordOption.OfKey();

    private LogKeyOption()
    {
    }

    public static LogKeyOption AddTo(Command command)
    {
        LogKeyOption option = new();
        command.Options.Add(option.file);
        command.Options.Add(option.password.File);
        return option;
    }

    /// <summary>Absolute path of the key file.</summary>
    public string Path(ParseResult parsed, CliContext context, string directory) => context.Absolute(parsed.GetValue(file) ?? directory.TrimEnd('/') + ".key");

    /// <summary>The key, which the caller disposes.</summary>
    public SoftwareKey Read(ParseResult parsed, CliContext context, string directory) => PrivateKeyFile.Read(Path(parsed, context, directory), () => password.Read(parsed, context));

    /// <summary>The key, made when there is none: encrypted when there is a password.</summary>
    public async Task<SoftwareKey> ReadOrMakeAsync(ParseResult parsed, CliContext context, string directory, CancellationToken cancellationToken)
    {
        var path = Path(parsed, context, directory);
        if (File.Exists(path)) return Read(parsed, context, directory);
        using var given = password.Read(parsed, context);
        var key = SoftwareKey.Generate(KeyKind.Ed25519);
        await PrivateKeyFile.WriteAsync(path, PrivateKeyPem.Write(key, given), cancellationToken);
        return key;
    }
}
