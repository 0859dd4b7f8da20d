// SPDX-License-Identifier: Apache-2.0

using System.CommandLine;
using Keyway.Admission;
using Keyway.Artifacts.Content;
using Keyway.Cli.Output;
using Keyway.Policy;

namespace Keyway.Cli.Commands;

/// <summary><c>keyway policy check REF</c>: whether the policies admit a package.</summary>
internal static class PolicyCheckCommand
{
    public static Command Create(CliContext context)
    {
        Option<string?> evidence = new("--evidence") { Description = "Judge evidence recorded before, in place of a package", HelpName = "FILE" };
        Option<string?> save = new("--save-evidence") { Description = "Record the evidence, for fixtures or to judge it elsewhere", HelpName = "FILE" };
        Command command = new("check", """
            Let the policies decide about a package: everything attached to its index and to each build is read, verified and judged.

            Every policy whose scope covers the package has to admit it, and without one nothing is admitted. Refusals name the rule, what it expected and
            what was found.

            Examples:
              keyway policy check registry.example/gpu/driver:2.3.1 --policy policies --trusted-root trusted_root.json --environment production
              keyway policy check oci:out --policy site.json --save-evidence evidence.json
              keyway policy check --evidence evidence.json --policy site.json --json

            Exit status: 0 admitted, 2 not a policy or evidence, 10 no such package or policy, 12 credentials missing or refused,
            21 content failed its check, 22 refused by policy, 75 registry unreachable or busy.
            """)
        {
            evidence, save,
        };
        var options = PolicyOptions.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var (decision, gathered) = await DecideAsync(parsed, context, options, parsed.GetValue(evidence), cancellationToken);
            if (parsed.GetValue(save) is { } path) await AtomicFile.WriteAsync(context.Absolute(path), PackageEvidenceJson.Write(gathered), cancellationToken);
            await options.RecordAsync(parsed, context, decision, cancellationToken);
            DecisionText.Print(context, parsed.GetValue<bool>("--json"), decision, all: false);
            return (int)(decision.IsAdmitted ? ExitCode.Done : ExitCode.PolicyRefused);
        });
        return command;
    }

    internal static async Task<GateDecision> DecideAsync(ParseResult parsed, CliContext context, PolicyOptions options, string? recorded, CancellationToken cancellationToken)
    {
        if (recorded is null) return await options.DecideAsync(parsed, context, cancellationToken);
        if (options.Reference(parsed) is not null) throw Errors.TwoToJudge();
        var evidence = PolicyFiles.ReadEvidence(context.Absolute(recorded));
        return new(options.Gate(parsed, context).Decide(evidence, options.Place(parsed, evidence.Repository)), evidence);
    }
}
