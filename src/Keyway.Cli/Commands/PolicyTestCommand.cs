// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using System.CommandLine;
using System.Text.Json;
using Keyway.Admission;
using Keyway.Cli.Output;
using Keyway.Policy;

namespace Keyway.Cli.Commands;

/// <summary><c>keyway policy test FILE</c>: whether policies decide as their author expects.</summary>
internal static class PolicyTestCommand
{
    public static Command Create(CliContext context)
    {
        Argument<string[]> files = new("file") { Description = "Files of fixtures", Arity = ArgumentArity.OneOrMore };
        Command command = new("test", """
            Run fixtures: evidence, what a case changes in it, and how the policies have to decide. For the CI of whoever writes policies.

            Examples:
              keyway policy test policies/tests/site.json
              keyway policy test policies/tests/*.json --json

            Exit status: 0 every case came out as expected, 2 not fixtures, a policy or evidence, 10 no such file, 22 a case came out differently.
            """)
        {
            files,
        };
        command.SetAction(parsed =>
        {
            var results = parsed.GetRequiredValue(files).SelectMany(file => PolicyFiles.Test(context.Absolute(file)).Select(result => (file, result))).ToImmutableArray();
            Print(context, parsed.GetValue<bool>("--json"), results);
            return (int)(results.Any(one => one.result.Problem is not null) ? ExitCode.PolicyRefused : ExitCode.Done);
        });
        return command;
    }

    private static void Print(CliContext context, bool json, ImmutableArray<(string File, PolicyTestResult Result)> results)
    {
        if (json)
        {
            PolicyTestDocument document = new([.. results.Select(one => new PolicyTestDocument.Case(one.File, one.Result.Name, one.Result.Problem))]);
            context.Output.WriteLine(JsonSerializer.Serialize(document, CliJson.Readable.PolicyTestDocument));
            return;
        }

        foreach (var (file, result) in results.Where(one => one.Result.Problem is not null)) context.Output.WriteLine($"{file}: {result.Name}: {result.Problem}");
        context.Output.WriteLine($"{results.Length} cases, {results.Count(one => one.Result.Problem is not null)} came out differently");
    }
}
