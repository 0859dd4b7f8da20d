// SPDX-License-Identifier: Apache-2.0

using System.CommandLine;
using Keyway.Admission;
using Keyway.Artifacts.Oci;
using Keyway.Artifacts.Provenance;
using Keyway.Artifacts.Signing.Referrers;
using Keyway.Cli.Output;

namespace Keyway.Cli.Commands;

/// <summary><c>keyway vsa create REF</c>: verifies a package by policy and, when it is admitted, signs and attaches a summary.</summary>
internal static class VsaCreateCommand
{
    public static Command Create(CliContext context)
    {
        Option<string> verifier = new("--verifier") { Description = "Who verified: an absolute URI, which the policies of the summary's readers name", Required = true, HelpName = "URI" };
        Command command = new("create", """
            Verify a package by policy and attach a signed summary (SLSA VSA) to the index and to each build. A refused package gets none.

            A policy elsewhere takes the summary for the evidence when it names this verifier, its signer and this policy's digest (`summaries` in spec/policy).

            Examples:
              keyway vsa create registry.example/gpu/driver@sha256:... --policy upstream.json --trusted-root trusted_root.json \
                --verifier https://example.com/mirror --key mirror.key
              keyway vsa create oci:out --policy upstream.json --verifier https://example.com/mirror --key mirror.key

            Exit status: 0 attached, 2 wrong command line, key or policy, 10 no such package or policy, 12 credentials or password missing
            or refused, 21 content failed its check, 22 refused by policy, 75 registry or signing service unreachable or busy.
            """)
        {
            verifier,
        };
        var signing = SigningOptions.AddTo(command);
        var options = PolicyOptions.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var id = parsed.GetRequiredValue(verifier);
            if (!Uri.TryCreate(id, UriKind.Absolute, out _)) throw Errors.BadVerifier(id);
            var (decision, evidence) = await options.DecideAsync(parsed, context, cancellationToken);
            await options.RecordAsync(parsed, context, decision, cancellationToken);
            var summaries = SummaryStatement.Of(decision, evidence, id);
            using var session = await signing.OpenAsync(parsed, context, options.Settings(parsed, context), cancellationToken);
            var named = ArtifactReference.Parse(options.Reference(parsed)!);
            await using var connection = await options.OpenAsync(parsed, context, named.WithDigest(decision.Index), cancellationToken);
            var manifests = await ArtifactManifests.ListAsync(connection.Repository, await connection.ResolveAsync(cancellationToken), cancellationToken);
            ArtifactSigner signer = new(connection.Repository, session.SignStatementAsync, context.Time);
            foreach (var summary in summaries)
            {
                var attached = await signer.AttestAsync(manifests, null, PredicateTypes.VerificationSummary, summary.ToPredicate(), cancellationToken);
                SignText.Print(context, parsed.GetValue<bool>("--json"), SignDocument.Of(named, PredicateTypes.VerificationSummary, attached));
            }

            return (int)ExitCode.Done;
        });
        return command;
    }
}
