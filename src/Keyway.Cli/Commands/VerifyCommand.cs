// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using System.CommandLine;
using System.Text.Json;
using Keyway.Artifacts;
using Keyway.Artifacts.Oci;
using Keyway.Artifacts.Signing.Bundles;
using Keyway.Artifacts.Signing.Referrers;
using Keyway.Artifacts.Signing.Verify;
using Keyway.Audit;
using Keyway.Cli.Output;

namespace Keyway.Cli.Commands;

/// <summary><c>keyway verify REF</c>: says whether an artifact was signed by whom one trusts.</summary>
internal static class VerifyCommand
{
    public static Command Create(CliContext context)
    {
        Argument<string> reference = new("ref") { Description = "registry/repo:tag|@digest or oci:DIR[:tag|@digest]; with --bundle a file" };
        Option<string?> bundle = new("--bundle") { Description = "Verify a file against this bundle", HelpName = "FILE" };
        Option<string?> type = new("--type") { Description = $"Verify an attestation of this type instead of a signature: a URI, or {string.Join(", ", PredicateTypeWords.Words)}", HelpName = "TYPE" };
        type.CompletionSources.Add([.. PredicateTypeWords.Words]);
        Option<bool?> recursive = new("--recursive") { Description = "Also each manifest that an index lists; so by default, except for attestations", HelpName = "true|false" };
        Command command = new("verify", """
            Verify that an artifact, or a file, was signed by whom you trust, and show everything that was proved.

            The tag is resolved once; from then on only digests count. The index and each manifest it lists need a signature of
            their own. An attestation never counts as a signature; --type asks for one. Nothing is asked of a network service
            but the registry: keys, or the trusted root, are all it takes.

            Examples:
              keyway verify registry.example/gpu/driver:2.3.1 --key release.pub
              keyway verify registry.example/gpu/driver:2.3.1 --issuer https://token.actions.githubusercontent.com \
                --identity https://github.com/example/driver/.github/workflows/release.yml@refs/heads/main
              keyway verify oci:out --key release.pub --type slsaprovenance1 --json
              keyway verify kwlink-fw.bin --bundle kwlink-fw.bin.sigstore.json --key release.pub

            Exit status: 0 verified, 2 wrong command line, 10 no such artifact or file, 12 credentials missing or refused, 21 not signed, a
            signature does not hold, or key or trusted root is none, 22 signed, but by nobody you trust, 75 registry unreachable or busy.
            """)
        {
            reference, bundle, type, recursive,
        };
        var signatures = SignatureOptions.AddTo(command);
        command.Validators.Add(result =>
        {
            if (result.GetValue(bundle) is not null && result.GetValue<string?>("--repository") is not null) result.AddError("--repository is for artifacts in repositories: a file with --bundle is in none");
        });
        var registry = RegistryOptions.AddTo(command);
        AuditedVerb verb = new(context, AuditAction.Verify, parsed => parsed.GetRequiredValue(reference));
        verb.Set(command, async (parsed, record, cancellationToken) =>
        {
            var demand = Typed(signatures.Read(parsed, context) ?? throw Errors.NobodyTrusted(), parsed.GetValue(type));
            var (named, json) = (parsed.GetRequiredValue(reference), parsed.GetValue<bool>("--json"));
            if (parsed.GetValue(bundle) is { } file) return await VerifyFileAsync(context, record, named, file, demand, json, cancellationToken);
            await using var connection = await OciConnection.OpenAsync(ArtifactReference.Parse(named), registry.Read(parsed, context), cancellationToken);
            var root = await connection.ResolveAsync(cancellationToken);
            record.Digest = root.Digest;
            var all = parsed.GetValue(recursive) ?? parsed.GetValue(type) is null;
            ImmutableArray<Descriptor> manifests = all ? await ArtifactManifests.ListAsync(connection.Repository, root, cancellationToken) : [root];
            var verdict = await new ArtifactVerifier(connection.Repository, demand.Verifier).VerifyAsync(manifests, demand.Policy, demand.BoundTo, cancellationToken);
            return await PrintAsync(context, record, json, VerifyDocument.Of(connection.Reference.WithDigest(root.Digest).ToString(), verdict), verdict.IsAccepted ? null : verdict.Refusal(), cancellationToken);
        });
        return command;
    }

    private static SignatureDemand Typed(SignatureDemand demand, string? type) => type is null
        ? demand
        : demand with { Policy = demand.Policy with { Content = ExpectedContent.Attestation, PredicateTypes = [PredicateTypeWords.Parse(type)] } };

    private static async Task<int> VerifyFileAsync(CliContext context, AuditedDecision record, string path, string bundle, SignatureDemand demand, bool json, CancellationToken cancellationToken)
    {
        await using FileStream file = new(context.Absolute(path), FileMode.Open, FileAccess.Read);
        var artifact = await SignedArtifact.ReadAsync(file, cancellationToken);
        record.Digest = artifact.ToDigestSet().Sha256;
        var result = demand.Verifier.Verify(TrustDocuments.Read(context.Absolute(bundle), BundleLimits.Bytes), artifact, demand.Policy);
        var document = VerifyDocument.OfFile(path, artifact, result);
        return await PrintAsync(context, record, json, document, result.IsVerified ? null : Refused(result), cancellationToken);
    }

    private static KeywayException Refused(VerificationResult result)
    {
        var refusal = result.Refusals[0];
        return KeywayException.Of(refusal.Code, refusal.Message, refusal.Hint);
    }

    // With --json the one document says why; a second one would not be JSON any more.
    private static async Task<int> PrintAsync(CliContext context, AuditedDecision record, bool json, VerifyDocument document, KeywayException? refusal, CancellationToken cancellationToken)
    {
        await (refusal is null ? record.AdmitAsync(cancellationToken) : record.RefuseAsync(refusal));
        if (json) context.Output.WriteLine(JsonSerializer.Serialize(document, CliJson.Readable.VerifyDocument));
        else VerifyText.Write(document, context.Output);
        if (refusal is null) return (int)ExitCode.Done;
        return (int)(json ? ErrorReport.ExitCodeOf(refusal.Code.Kind) : ErrorReport.Print(refusal, context, json: false));
    }
}
