// SPDX-License-Identifier: Apache-2.0

using System.CommandLine;

namespace Keyway.Cli;

/// <summary>The options of every command that signs: with a managed key, or with an identity ("keyless").</summary>
internal sealed class SigningOptions
{
    private readonly Option<string?> key = new("--key") { Description = "Private key: PKCS #8 or cosign's .key", HelpName = "FILE" };
    private readonly KeyPasswordOption password = KeyPasswordOption.OfKey();

    private SigningOptions()
    {
    }

    public static SigningOptions AddTo(Command command)
    {
        SigningOptions options = new();
        command.Options.Add(options.key);
        command.Options.Add(options.password.File);
        return options;
    }

    public SigningSession Open(ParseResult parsed, CliContext context) =>
        SigningSession.OfKey(context.Absolute(parsed.GetValue(key) ?? throw Errors.NoSigner()), () => password.Read(parsed, context));
}
