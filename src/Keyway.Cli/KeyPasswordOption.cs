// SPDX-License-Identifier: Apache-2.0

using System.CommandLine;
using Keyway.Artifacts.Keys;

namespace Keyway.Cli;

/// <summary>
/// Where the password of a private key comes from: a file, or else an environment variable (ours, or the one that cosign's users have set already), or else the terminal. Never the
/// command line, which every process of the machine can read.
/// </summary>
internal sealed class KeyPasswordOption(string name, string variable, string description)
{
    private const string CosignVariable = "COSIGN_PASSWORD";

    public Option<string?> File { get; } = new(name) { Description = description, HelpName = "FILE" };

    /// <summary>For the key that is read.</summary>
    public static KeyPasswordOption OfKey() => new("--password-file", "KEYWAY_KEY_PASSWORD", "File with the password of the private key; without it KEYWAY_KEY_PASSWORD or COSIGN_PASSWORD is used");

    /// <summary>For the key that is written.</summary>
    public static KeyPasswordOption OfNewKey() => new("--new-password-file", "KEYWAY_NEW_KEY_PASSWORD", "File with the password of the key that is written; without it KEYWAY_NEW_KEY_PASSWORD, or the password it was read with");

    /// <summary>Null when there is none; the caller disposes it.</summary>
    public KeyPassword? Read(ParseResult parsed, CliContext context)
    {
        if (parsed.GetValue(File) is { } path) return KeyPassword.FromFile(context.Absolute(path));
        return (context.EnvironmentVariable(variable) ?? context.EnvironmentVariable(CosignVariable)) is { } text ? KeyPassword.Of(text) : null;
    }

    /// <summary>The same for a key that exists, which a person at the terminal is asked about. For a new one nobody is: a slip of the finger would lose the key.</summary>
    public KeyPassword? ReadOrAsk(ParseResult parsed, CliContext context) =>
        Read(parsed, context) ?? (context.ReadKey is { } readKey ? SecretPrompt.Ask("Password of the private key", context.Error, readKey) : null);
}
