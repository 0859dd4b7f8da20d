// SPDX-License-Identifier: Apache-2.0

using System.CommandLine;
using Keyway.Cli.Output;

namespace Keyway.Cli.Commands;

/// <summary><c>keyway policy explain</c>: what the policies ask for, and how each rule came out.</summary>
internal static class PolicyExplainCommand
{
    public static Command Create(CliContext context)
    {
        Option<string?> evidence = new("--evidence") { Description = "Explain by evidence recorded before, in place of a package", HelpName = "FILE" };
        Command command = new("explain", """
            Show every rule: what the policies ask for, and with a package or evidence how each rule came out and which bundles were counted.

            Examples:
              keyway policy explain --policy site.json
              keyway policy explain registry.example/gpu/driver:2.3.1 --policy policies --trusted-root trusted_root.json
              keyway policy explain --evidence evidence.json --policy site.json

            Exit status: 0 explained (also a refusal), 2 not a policy or evidence, 10 no such package or policy, 12 credentials missing or refused,
            21 content failed its check, 75 registry unreachable or busy.
            """)
        {
            evidence,
        };
        var options = PolicyOptions.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var json = parsed.GetValue<bool>("--json");
            if (options.Reference(parsed) is null && parsed.GetValue(evidence) is null)
            {
                DecisionText.PrintDemands(context, json, options.Policies(parsed, context));
                return (int)ExitCode.Done;
            }

            var (decision, _) = await PolicyCheckCommand.DecideAsync(parsed, context, options, parsed.GetValue(evidence), cancellationToken);
            DecisionText.Print(context, json, decision, all: true);
            return (int)ExitCode.Done;
        });
        return command;
    }
}
