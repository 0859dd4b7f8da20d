// SPDX-License-Identifier: Apache-2.0

using System.CommandLine;
using Keyway.Artifacts.Oci;
using Keyway.Artifacts.Signing.Referrers;
using Keyway.Cli.Output;

namespace Keyway.Cli.Commands;

/// <summary><c>keyway attest REF</c>: signs a claim about an artifact and attaches it.</summary>
internal static class AttestCommand
{
    public static Command Create(CliContext context)
    {
        Argument<string> reference = new("ref") { Description = "What the claim is about: registry/repo:tag|@digest or oci:DIR[:tag|@digest]" };
        Option<string> predicate = new("--predicate") { Description = "File with the claim, one JSON object", Required = true, HelpName = "FILE" };
        Option<string> type = new("--type") { Description = $"Predicate type: a URI, or {string.Join(", ", PredicateTypeWords.Words)}", Required = true, HelpName = "TYPE" };
        type.CompletionSources.Add([.. PredicateTypeWords.Words]);
        SignedManifestOptions which = new(recursive: false);
        Command command = new("attest", """
            Sign a claim about an artifact (provenance, SBOM, test result) as an in-toto statement, and attach it.

            With --recursive one statement names the index and each manifest it lists, and is attached to every one of them.
            An attestation is never taken for a signature: `keyway sign` makes those.

            Examples:
              keyway attest registry.example/gpu/driver:2.3.1 --key release.key --type slsaprovenance1 --predicate provenance.json
              keyway attest oci:out --key ci.key --type https://example.com/burn-in/v1 --predicate burn-in.json --recursive

            Exit status: 0 attached, 2 wrong command line, key or predicate, 10 no such artifact or file, 12 credentials or password
            missing or refused, 21 content failed its check, 75 registry or signing service unreachable or busy.
            """)
        {
            reference, predicate, type,
        };
        which.AddTo(command);
        var signing = SigningOptions.AddTo(command);
        var registry = RegistryOptions.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var (claim, claimed) = (PredicateFile.Read(context, parsed.GetRequiredValue(predicate)), PredicateTypeWords.Parse(parsed.GetRequiredValue(type)));
            if (claimed == BundleAnnotation.SignPredicate) throw Errors.SignatureIsNoAttestation(claimed);
            var settings = registry.Read(parsed, context);
            using var session = await signing.OpenAsync(parsed, context, settings, cancellationToken);
            var named = ArtifactReference.Parse(parsed.GetRequiredValue(reference));
            await using var connection = await OciConnection.OpenAsync(named, settings, cancellationToken);
            var manifests = await which.SelectAsync(parsed, connection, cancellationToken);
            ArtifactSigner signer = new(connection.Repository, session.SignStatementAsync, context.Time);
            var attached = await signer.AttestAsync(manifests, which.NameOf(parsed, named), claimed, claim, cancellationToken);
            SignText.Print(context, parsed.GetValue<bool>("--json"), SignDocument.Of(named, claimed, attached));
            return (int)ExitCode.Done;
        });
        return command;
    }
}
