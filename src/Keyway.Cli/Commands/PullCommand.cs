// SPDX-License-Identifier: Apache-2.0

using System.CommandLine;
using Keyway.Artifacts.Oci;
using Keyway.Artifacts.Signing.Referrers;
using Keyway.Audit;
using Keyway.Cli.Output;

namespace Keyway.Cli.Commands;

/// <summary><c>keyway pull REF [TARGET]</c>: copies an artifact from a registry into a layout.</summary>
internal static class PullCommand
{
    public static Command Create(CliContext context)
    {
        Argument<string> source = new("reference") { Description = "registry/repo:tag or registry/repo@digest" };
        Argument<string?> target = new("target") { Description = "oci:DIR[:tag] or oci-archive:FILE[:tag]; without it a directory named like the repository's last part", Arity = ArgumentArity.ZeroOrOne };
        Option<string?> output = new("--output", "-o") { Description = "Directory to pull into; short for oci:DIR" };
        Option<bool> referrers = new("--referrers") { Hidden = true }; // what is the default now
        Option<bool> noReferrers = new("--no-referrers") { Description = "Leave signatures, SBOMs and everything else that refers to the artifact" };
        Command command = new("pull", """
            Copy an artifact from a registry into an image layout and print its digest.

            Signatures, SBOMs and whatever else refers to the artifact or its builds come along.
            Everything is checked against its digest while it arrives. The tag is set, and an archive appears, only when
            all is complete; after a failure no name leads to half an artifact, and what was complete is not pulled again.

            With --key, or --identity and --issuer, the index and each manifest it lists must be signed by one of them. That is
            checked first, and what is then copied is what the tag led to at that moment, by digest.

            Examples:
              keyway pull registry.example/gpu/driver:2.3.1_kern5.19
              keyway pull registry.example/gpu/driver:edge oci:/srv/mirror:edge --no-referrers
              keyway pull registry.example/gpu/driver@sha256:… oci-archive:driver.tar
              keyway pull registry.example/gpu/driver:2.3.1 --key release.pub
              keyway pull registry.example/gpu/driver:2.3.1 --policy policies --audit trail

            Exit status: 0 pulled, 2 wrong reference, 10 no such artifact, 11 the layout is in use, 12 credentials missing
            or refused, 21 content failed its check or is not signed, 22 signed by nobody you trust, 23 cannot write, 75 registry unreachable or busy.
            """)
        {
            source, target, output, referrers, noReferrers,
        };
        command.Validators.Add(result =>
        {
            if (result.GetValue(target) is not null && result.GetValue(output) is not null) result.AddError("give either a target or --output, not both");
        });
        var signatures = SignatureOptions.AddTo(command);
        var admission = AdmissionOptions.AddTo(command);
        var registry = RegistryOptions.AddTo(command);
        AuditedVerb verb = new(context, AuditAction.Verify, parsed => parsed.GetRequiredValue(source));
        verb.Set(command, async (parsed, record, cancellationToken) =>
        {
            var from = ArtifactReference.Parse(parsed.GetRequiredValue(source));
            var to = ArtifactReference.Parse(parsed.GetValue(target) ?? $"oci:{parsed.GetValue(output) ?? from.ShortName}");
            var settings = registry.Read(parsed, context);
            if (signatures.Read(parsed, context) is { } demand) (from, to) = (await VerifiedAsync(demand, record, from, settings, cancellationToken), to.Selector is null && from.Tag is { } tag ? to.WithTag(tag) : to);
            if (admission.AreWanted(parsed) || record.IsKept) (from, to) = (await AdmittedAsync(admission, parsed, record, context, from, settings, cancellationToken), to.Selector is null && from.Tag is { } name ? to.WithTag(name) : to);
            await record.AdmitAsync(cancellationToken);
            var (root, named, result) = await TransferDisplay.RunAsync(context, "pull", progress =>
                ArtifactTransfer.CopyAsync(from, to, settings, new GraphCopyOptions { IncludesReferrers = !parsed.GetValue(noReferrers), Progress = progress }, cancellationToken));
            TransferReport.Print(context, parsed.GetValue<bool>("--json"), from, named, root, result);
            return (int)ExitCode.Done;
        });
        return command;
    }

    private static async Task<ArtifactReference> AdmittedAsync(AdmissionOptions admission, ParseResult parsed, AuditedDecision record, CliContext context, ArtifactReference reference, RegistrySettings settings, CancellationToken cancellationToken)
    {
        await using var connection = await OciConnection.OpenAsync(reference, settings, cancellationToken);
        var root = await connection.ResolveAsync(cancellationToken);
        record.Digest = root.Digest;
        await admission.RequireAsync(parsed, record, context, reference, connection.Repository, root, null, null, cancellationToken);
        return reference.WithDigest(root.Digest);
    }

    // By digest from here on: a tag that moves meanwhile leads nowhere.
    private static async Task<ArtifactReference> VerifiedAsync(SignatureDemand demand, AuditedDecision record, ArtifactReference reference, RegistrySettings settings, CancellationToken cancellationToken)
    {
        await using var connection = await OciConnection.OpenAsync(reference, settings, cancellationToken);
        var root = await connection.ResolveAsync(cancellationToken);
        record.Digest = root.Digest;
        await SignatureCheck.RequireAsync(demand, connection.Repository, await ArtifactManifests.ListAsync(connection.Repository, root, cancellationToken), cancellationToken);
        return reference.WithDigest(root.Digest);
    }
}
