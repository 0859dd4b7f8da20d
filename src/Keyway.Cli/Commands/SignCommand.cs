// SPDX-License-Identifier: Apache-2.0

using System.CommandLine;
using System.Text.Json;
using Keyway.Artifacts.Content;
using Keyway.Artifacts.Oci;
using Keyway.Artifacts.Signing.Referrers;
using Keyway.Cli.Output;

namespace Keyway.Cli.Commands;

/// <summary><c>keyway sign REF</c>: signs an artifact and attaches the bundles to it.</summary>
internal static class SignCommand
{
    public static Command Create(CliContext context)
    {
        Argument<string> reference = new("ref") { Description = "What to sign: registry/repo:tag|@digest or oci:DIR[:tag|@digest]; with --bundle a file" };
        Option<string?> bundle = new("--bundle") { Description = "Sign a file, and write its bundle to this one", HelpName = "FILE" };
        SignedManifestOptions which = new(recursive: true);
        Command command = new("sign", """
            Sign an artifact, and attach the signatures to it as Sigstore bundles that cosign 3 reads.

            The index and each manifest it lists are signed, the index last: a signature of an index names one digest and says
            nothing about its children, and engines that pull by digest see the child alone.

            Examples:
              keyway sign registry.example/gpu/driver:2.3.1 --key release.key --password-file release.password
              keyway sign registry.example/gpu/driver:2.3.1                      (an identity: in CI, or with --identity-token)
              keyway sign oci:out --key cosign.key
              keyway sign kwlink-fw.bin --bundle kwlink-fw.bin.sigstore.json --key release.key

            Exit status: 0 signed, 2 wrong command line or not a private key, 10 no such artifact or key, 12 credentials or password
            missing or refused, 21 content failed its check, 75 registry or signing service unreachable or busy.
            """)
        {
            reference, bundle,
        };
        which.AddTo(command);
        var signing = SigningOptions.AddTo(command);
        var registry = RegistryOptions.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var settings = registry.Read(parsed, context);
            using var session = await signing.OpenAsync(parsed, context, settings, cancellationToken);
            var named = parsed.GetRequiredValue(reference);
            if (parsed.GetValue(bundle) is { } file) await SignFileAsync(context, session, new(named, file), parsed.GetValue<bool>("--json"), cancellationToken);
            else SignText.Print(context, parsed.GetValue<bool>("--json"), await SignAsync(context, session, ArtifactReference.Parse(named), which, parsed, settings, cancellationToken));
            return (int)ExitCode.Done;
        });
        return command;
    }

    private static async Task<SignDocument> SignAsync(
        CliContext context, SigningSession session, ArtifactReference reference, SignedManifestOptions which, ParseResult parsed, RegistrySettings settings, CancellationToken cancellationToken)
    {
        await using var connection = await OciConnection.OpenAsync(reference, settings, cancellationToken);
        var manifests = await which.SelectAsync(parsed, connection, cancellationToken);
        ArtifactSigner signer = new(connection.Repository, session.SignStatementAsync, context.Time);
        return SignDocument.Of(reference, BundleAnnotation.SignPredicate, await signer.SignAsync(manifests, which.NameOf(parsed, reference), cancellationToken));
    }

    private static async Task SignFileAsync(CliContext context, SigningSession session, SignedFileDocument document, bool json, CancellationToken cancellationToken)
    {
        await using FileStream file = new(context.Absolute(document.File), FileMode.Open, FileAccess.Read);
        var signed = await session.SignFileAsync(file, cancellationToken);
        await AtomicFile.WriteAsync(context.Absolute(document.Bundle), signed.ToJson(), cancellationToken);
        if (json) context.Output.WriteLine(JsonSerializer.Serialize(document, CliJson.Readable.SignedFileDocument));
        else context.Error.WriteLine($"{document.File} is signed in {document.Bundle}");
    }
}
