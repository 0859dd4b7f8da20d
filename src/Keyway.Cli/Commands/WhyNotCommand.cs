// SPDX-License-Identifier: Apache-2.0

using System.CommandLine;
using Keyway.Cli.Output;
using Keyway.Resolution.Explanations;

namespace Keyway.Cli.Commands;

/// <summary><c>keyway why-not</c>: why a package was not chosen for a host, and the cheapest change that would help.</summary>
internal static class WhyNotCommand
{
    public static Command Create(CliContext context)
    {
        Argument<string> wanted = new("package") { Description = "The package the question is about: NAME, NAME:VERSION or the digest of its index" };
        ResolveArguments arguments = new();
        Command command = new("why-not", """
            Say why a package was not chosen for a host, and what would change that.

            Shown are the kinds of reasons, the smallest set of things that stand against the nearest version, and the cheapest change that makes it fit.
            Every change shown was applied and resolved again.

            Examples:
              keyway why-not demo:2.4.0 registry.example/gpu/driver
              keyway why-not demo oci:out --facts node17.json --assume kernel=6.6 --json

            Exit status: 0 it fits or is the choice, 2 wrong command line, 10 no such package, repository or tag, 12 credentials missing or refused,
            20 it does not fit, 21 damaged catalogue, 75 registry unreachable or busy.
            """)
        {
            wanted,
        };
        arguments.AddTo(command);
        var registry = RegistryOptions.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var (situation, assumed) = await arguments.SituationAsync(parsed, context, cancellationToken);
            var candidates = await CandidateSource.ReadAsync(arguments, parsed, registry.Read(parsed, context), context, cancellationToken);
            var explanation = Explainer.Explain(candidates, situation, assumed, new WantedPackage(parsed.GetRequiredValue(wanted)).Among(candidates).Is);
            ExplanationOutput.Print(explanation, context, parsed.GetValue<bool>("--json"));
            return (int)(explanation.Fitting > 0 ? ExitCode.Done : ExitCode.Incompatible);
        });
        return command;
    }
}
