// SPDX-License-Identifier: Apache-2.0

using System.CommandLine;
using Keyway.Artifacts.Oci;
using Keyway.Artifacts.Signing.Referrers;
using Keyway.Cli.Output;

namespace Keyway.Cli.Commands;

/// <summary><c>keyway sign REF</c>: signs an artifact and attaches the bundles to it.</summary>
internal static class SignCommand
{
    public static Command Create(CliContext context)
    {
        Argument<string> reference = new("ref") { Description = "What to sign: registry/repo:tag|@digest or oci:DIR[:tag|@digest]" };
        SignedManifestOptions which = new(recursive: true);
        Command command = new("sign", """
            Sign an artifact, and attach the signatures to it as Sigstore bundles that cosign 3 reads.

            The index and each manifest it lists are signed, the index last: a signature of an index names one digest and says
            nothing about its children, and engines that pull by digest see the child alone.

            Examples:
              keyway sign registry.example/gpu/driver:2.3.1 --key release.key --password-file release.password
              keyway sign oci:out --key cosign.key

            Exit status: 0 signed, 2 wrong command line or not a private key, 10 no such artifact or key, 12 credentials or password
            missing or refused, 21 content failed its check, 75 registry or signing service unreachable or busy.
            """)
        {
            reference,
        };
        which.AddTo(command);
        var signing = SigningOptions.AddTo(command);
        var registry = RegistryOptions.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var session = signing.Open(parsed, context);
            var named = ArtifactReference.Parse(parsed.GetRequiredValue(reference));
            await using var connection = await OciConnection.OpenAsync(named, registry.Read(parsed, context), cancellationToken);
            var manifests = await which.SelectAsync(parsed, connection, cancellationToken);
            ArtifactSigner signer = new(connection.Repository, session.SignStatementAsync, context.Time);
            var attached = await signer.SignAsync(manifests, which.NameOf(parsed, named), cancellationToken);
            SignText.Print(context, parsed.GetValue<bool>("--json"), SignDocument.Of(named, BundleAnnotation.SignPredicate, attached));
            return (int)ExitCode.Done;
        });
        return command;
    }
}
