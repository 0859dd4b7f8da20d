// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using System.CommandLine;
using System.Text;
using Keyway.Artifacts.Oci;
using Keyway.Resolution.Planning;

namespace Keyway.Cli.Commands;

/// <summary><c>keyway plan</c>: what each host is given, in which order its firmware goes there, what that disturbs and fetches.</summary>
internal static class PlanCommand
{
    public static Command Create(CliContext context)
    {
        ResolveArguments arguments = new();
        Option<string?> fleet = new("--fleet") { Description = "Plan for all hosts whose facts are in a directory, NAME.json each; NVLink domains jointly", HelpName = "DIR" };
        Command command = new("plan", """
            Plan what hosts are given: package, firmware steps in order, reboots and drain, bytes to fetch.

            Firmware climbs over the images of all packages named, never below an anti-rollback floor, with the fewest reboots. The members of an
            NVLink domain get one joint choice; a member that blocks a newer one is named.

            Examples:
              keyway plan registry.example/gpu/driver
              keyway plan registry.example/gpu/driver --facts node17.json --json
              keyway plan registry.example/gpu/driver --fleet facts/

            Exit status: 0 planned, 2 wrong command line, 3 planned for some hosts only, 10 no such repository, tag or file, 12 credentials missing or
            refused, 20 nothing fits, 75 registry unreachable or busy.
            """)
        {
            fleet,
        };
        arguments.AddTo(command);
        command.Validators.Add(result =>
        {
            if (result.GetValue(fleet) is not null && result.GetValue(arguments.Assume) is { Length: > 0 }) result.AddError("--fleet goes without --assume: ask about one host with --facts");
        });
        var registry = RegistryOptions.AddTo(command);
        command.SetAction((parsed, cancellationToken) => RunAsync(parsed, arguments, parsed.GetValue(fleet), registry.Read(parsed, context), context, cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, ResolveArguments arguments, string? fleet, RegistrySettings settings, CliContext context, CancellationToken cancellationToken)
    {
        var policy = arguments.PolicyOf(parsed, context);
        ImmutableArray<PlanHost> hosts = fleet is null ? [await PlanSource.ReadHostAsync(arguments, parsed, context, cancellationToken)] : await PlanSource.ReadFleetAsync(fleet, context, cancellationToken);
        var candidates = await CandidateSource.ReadAsync(arguments, parsed, settings, context, cancellationToken);
        var plan = Planner.Plan(candidates, hosts, policy, []);
        context.Output.Write(parsed.GetValue<bool>("--json") ? Encoding.UTF8.GetString(PlanJson.Write(plan)) : PlanText.Write(plan));
        return (int)StatusOf(plan);
    }

    private static ExitCode StatusOf(RolloutPlan plan) =>
        plan.Hosts.All(host => host.Package is null) ? ExitCode.Incompatible
        : plan.Hosts.Any(host => host.Package is null) || plan.Domains.Any(domain => !domain.Blocking.IsEmpty) ? ExitCode.PartlyDone
        : ExitCode.Done;
}
