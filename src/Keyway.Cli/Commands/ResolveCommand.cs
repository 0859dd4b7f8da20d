// SPDX-License-Identifier: Apache-2.0

using System.CommandLine;
using System.Text.Json;
using Keyway.Artifacts.Oci;
using Keyway.Cli.Output;
using Keyway.Resolution;

namespace Keyway.Cli.Commands;

/// <summary><c>keyway resolve</c>: picks the best package for a host and says why the others lost.</summary>
internal static class ResolveCommand
{
    public static Command Create(CliContext context)
    {
        ResolveArguments arguments = new();
        Command command = new("resolve", """
            Pick the best package for a host, and say why the others lost.

            Every check is made on every package; among those that fit, packages whose support runs come first, then those promised for the long
            term, then the newest version, then the most specific one.

            Examples:
              keyway resolve registry.example/gpu/driver
              keyway resolve oci:out --root captures/node17 --region DE --require coherent-cache
              keyway resolve registry.example/gpu/driver:2.3.1 --facts node17.json --json | jq -r .chosen.index

            Exit status: 0 found, 2 wrong command line, 10 no such repository or tag, 12 credentials missing or refused, 20 nothing fits,
            75 registry unreachable or busy.
            """)
        {
            arguments.References, arguments.Root, arguments.Facts, arguments.Symbols, arguments.Isa, arguments.Region, arguments.Require,
            arguments.Versions, arguments.Package, arguments.Unknown, arguments.AllowEol,
        };
        var registry = RegistryOptions.AddTo(command);
        command.SetAction((parsed, cancellationToken) => RunAsync(parsed, arguments, registry.Read(parsed, context), context, cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, ResolveArguments arguments, RegistrySettings settings, CliContext context, CancellationToken cancellationToken)
    {
        var policy = arguments.PolicyOf(parsed, context.Time);
        var host = await HostSource.ReadAsync(arguments.HostOf(parsed), context, cancellationToken);
        var candidates = await CandidateSource.ReadAsync(parsed.GetRequiredValue(arguments.References), settings, context, cancellationToken);
        var resolution = Resolver.Resolve(candidates, host.Facts, host.Symbols, policy);
        if (parsed.GetValue<bool>("--json")) context.Output.WriteLine(JsonSerializer.Serialize(ResolveDocument.Of(resolution), CliJson.Readable.ResolveDocument));
        else ResolutionText.Print(resolution, context.Output);
        return (int)(resolution is Granted ? ExitCode.Done : ExitCode.Incompatible);
    }
}
