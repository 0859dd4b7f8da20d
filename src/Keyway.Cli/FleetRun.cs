// SPDX-License-Identifier: Apache-2.0

using System.CommandLine;
using System.Text.Json;
using Keyway.Artifacts.Oci;
using Keyway.Cli.Output;
using Keyway.Resolution.Fleets;

namespace Keyway.Cli;

/// <summary>Resolves for the hosts of a fleet: reads them one by one, keeps only what packages ask about, and prints the tally.</summary>
internal static class FleetRun
{
    public static async Task<ExitCode> RunAsync(string source, ParseResult parsed, ResolveArguments arguments, RegistrySettings settings, CliContext context, CancellationToken cancellationToken)
    {
        var policy = arguments.PolicyOf(parsed, context);
        var candidates = await CandidateSource.ReadAsync(arguments, parsed, settings, context, cancellationToken);
        Fleet fleet = new(candidates, arguments.HostOf(parsed).ReadSymbols(context) is { } table ? [table] : [], policy);
        List<string> names = [];
        foreach (var (name, facts) in FleetSource.Read(context.Absolute(source), source))
        {
            cancellationToken.ThrowIfCancellationRequested();
            fleet.Add(facts);
            names.Add(name);
        }

        var tally = FleetTally.Of(fleet, names);
        if (parsed.GetValue<bool>("--json")) context.Output.WriteLine(JsonSerializer.Serialize(tally, CliJson.Readable.FleetDocument));
        else FleetTally.Print(tally, context.Output);
        return tally.Refused == 0 ? ExitCode.Done : ExitCode.Incompatible;
    }
}
