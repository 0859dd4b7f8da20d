// SPDX-License-Identifier: Apache-2.0

using System.CommandLine;
using Keyway.Artifacts.Keys;

namespace Keyway.Cli;

/// <summary>The private keys that a command of the operator signs with: <c>--key</c>, as often as there are keys, and their password.</summary>
internal sealed class ChannelKeys
{
    public Option<string[]> Files { get; } = new("--key") { Description = "Private key to sign with; name each that is needed", Required = true, HelpName = "FILE" };

    public KeyPasswordOption Password { get; } = KeyPasswordOption.OfKey();

    /// <summary>The keys; the caller disposes them.</summary>
    public SoftwareKey[] Read(ParseResult parsed, CliContext context) => [.. parsed.GetRequiredValue(Files).Select(file => Read(file, parsed, context))];

    public SoftwareKey Read(string file, ParseResult parsed, CliContext context) => PrivateKeyFile.Read(context.Absolute(file), () => Password.ReadOrAsk(parsed, context));
}
