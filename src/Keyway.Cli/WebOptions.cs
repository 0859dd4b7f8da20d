// SPDX-License-Identifier: Apache-2.0

using System.CommandLine;
using Keyway.Artifacts.Oci;
using Keyway.Artifacts.Web;

namespace Keyway.Cli;

/// <summary>The options of commands that talk to services which are no registries: <c>--ca-file --plain-http</c>.</summary>
internal sealed class WebOptions
{
    private readonly Option<string?> caFile = new("--ca-file") { Description = "PEM file with a further certificate authority", HelpName = "FILE" };
    private readonly Option<bool> plainHttp = new("--plain-http") { Description = "Speak HTTP without TLS to other machines too" };

    private WebOptions()
    {
    }

    public static WebOptions AddTo(Command command)
    {
        WebOptions options = new();
        command.Options.Add(options.caFile);
        command.Options.Add(options.plainHttp);
        return options;
    }

    /// <summary>A client that the caller disposes.</summary>
    public WebClient Client(ParseResult parsed, CliContext context) => new(new RegistrySettings
    {
        EnvironmentVariable = context.EnvironmentVariable,
        Time = context.Time,
        WorkingDirectory = context.WorkingDirectory,
        CaFile = parsed.GetValue(caFile),
        AllowsPlainHttp = parsed.GetValue(plainHttp),
    });
}
