// SPDX-License-Identifier: Apache-2.0

using System.CommandLine;
using System.Text.Json;
using Keyway.Cli.Output;
using Keyway.Distribution.Catalogues;
using Keyway.Resolution;
using Keyway.Resolution.Explanations;

namespace Keyway.Cli.Commands;

/// <summary><c>keyway resolve</c>: picks the best package for a host and says why the others lost.</summary>
internal static class ResolveCommand
{
    public static Command Create(CliContext context)
    {
        Option<bool> explain = new("--explain") { Description = "Say why in at most a dozen lines: kinds of reasons, the nearest package and the change that would help" };
        Option<string?> fleet = new("--fleet") { Description = "Resolve for many hosts: a directory of facts documents, or a file with one on each line", HelpName = "DIR|FILE" };
        ResolveArguments arguments = new();
        Command command = new("resolve", """
            Pick the best package for a host, and say why the others lost.

            Every check is made on every package; among those that fit, packages whose support runs come first, then those promised for the long
            term, then the newest version, then the most specific one.

            Examples:
              keyway resolve registry.example/gpu/driver
              keyway resolve oci:out --root captures/node17 --region DE --require coherent-cache
              keyway resolve --catalogue gpu.catalogue --facts node17.json
              keyway resolve oci:out --facts node17.json --assume kernel=6.6 --explain
              keyway resolve oci:out --root captures/node17 --matrix matrix.json --profiles profiles.json
              keyway resolve registry.example/gpu/driver:2.3.1 --facts node17.json --json | jq -r .chosen.index
              keyway resolve registry.example/gpu/driver --fleet facts.jsonl

            With --fleet the answer is a table of what was chosen how often and why nothing was; --json lists every host. Members of one NVLink
            domain (domain.cluster-uuid and domain.clique) are given one core together. Assumptions and --explain are for one host.

            Exit status: 0 found (for every host of a fleet), 2 wrong command line, 10 no such repository or tag, 12 credentials missing or refused, 20 nothing fits,
            21 damaged catalogue, 75 registry unreachable or busy.
            """)
        {
            explain, fleet,
        };
        arguments.AddTo(command);
        command.Validators.Add(result =>
        {
            if (result.GetValue(fleet) is not null && (result.GetValue(explain) || result.GetValue(arguments.Assume) is { Length: > 0 })) result.AddError("--fleet goes without --explain and --assume: ask about one host with --facts");
        });
        var registry = RegistryOptions.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            if (parsed.GetValue(fleet) is { } hosts) return (int)await FleetRun.RunAsync(hosts, parsed, arguments, registry.Read(parsed, context), context, cancellationToken);
            var (situation, assumed) = await arguments.SituationAsync(parsed, context, cancellationToken);
            if (parsed.GetValue(arguments.Catalogue) is { } file && !parsed.GetValue(explain)) return (int)FromCatalogue(file, situation, assumed, context, parsed.GetValue<bool>("--json"));
            var candidates = await CandidateSource.ReadAsync(arguments, parsed, registry.Read(parsed, context), context, cancellationToken);
            var json = parsed.GetValue<bool>("--json");
            return (int)(parsed.GetValue(explain) ? Explain(Explainer.Explain(candidates, situation, assumed), context, json) : Print(situation.Resolve(candidates), assumed, context, json));
        });
        return command;
    }

    // Only what may be the answer is read; the losers are in no list.
    private static ExitCode FromCatalogue(string file, Situation situation, Assumptions assumed, CliContext context, bool json)
    {
        using var catalogue = LocalCatalogue.Open(context.Absolute(file), file);
        return Print(catalogue.Resolve(situation.Facts, situation.Symbols, situation.Policy), assumed, context, json);
    }

    private static ExitCode Explain(Explanation explanation, CliContext context, bool json)
    {
        ExplanationOutput.Print(explanation, context, json);
        return StatusOf(explanation.Resolution);
    }

    private static ExitCode Print(HostResolution resolution, Assumptions assumed, CliContext context, bool json)
    {
        if (json)
        {
            context.Output.WriteLine(JsonSerializer.Serialize(ResolveDocument.Of(resolution, assumed), CliJson.Readable.ResolveDocument));
            return StatusOf(resolution);
        }

        foreach (var line in ExplanationText.Assumed(assumed)) context.Output.WriteLine(line);
        ResolutionText.Print(resolution, context.Output);
        return StatusOf(resolution);
    }

    private static ExitCode StatusOf(HostResolution resolution) => resolution is Granted ? ExitCode.Done : ExitCode.Incompatible;
}
