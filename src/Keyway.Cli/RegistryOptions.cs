// SPDX-License-Identifier: Apache-2.0

using System.CommandLine;
using Keyway.Artifacts.Oci;

namespace Keyway.Cli;

/// <summary>The options that every command with a registry reference has: <c>--username --password-stdin --ca-file --plain-http</c>.</summary>
internal sealed class RegistryOptions
{
    private readonly Option<string?> username = new("--username", "-u") { Description = "User name for the registry; the password comes from --password-stdin" };
    private readonly Option<bool> passwordStdin = new("--password-stdin") { Description = "Read the registry password from standard input" };
    private readonly Option<string?> caFile = new("--ca-file") { Description = "PEM file with a further certificate authority" };
    private readonly Option<bool> plainHttp = new("--plain-http") { Description = "Speak HTTP without TLS (this machine's own registries are reached so without it)" };

    private RegistryOptions()
    {
    }

    /// <summary>Adds the options to a command.</summary>
    public static RegistryOptions AddTo(Command command)
    {
        RegistryOptions options = new();
        command.Options.Add(options.username);
        command.Options.Add(options.passwordStdin);
        command.Options.Add(options.caFile);
        command.Options.Add(options.plainHttp);
        command.Validators.Add(result =>
        {
            if (result.GetValue(options.passwordStdin) != result.GetValue(options.username) is not null) result.AddError("--username and --password-stdin go together");
        });
        return options;
    }

    /// <summary>What the options and the environment say; reads the password from standard input when asked to.</summary>
    public RegistrySettings Read(ParseResult parsed, CliContext context) => new()
    {
        EnvironmentVariable = context.EnvironmentVariable,
        Time = context.Time,
        WorkingDirectory = context.WorkingDirectory,
        Credential = parsed.GetValue(username) is { } name ? Credential.OfPassword(name, context.Input.ReadLine() ?? "") : null,
        CaFile = parsed.GetValue(caFile),
        AllowsPlainHttp = parsed.GetValue(plainHttp),
    };
}
