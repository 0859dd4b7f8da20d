// SPDX-License-Identifier: Apache-2.0

using System.CommandLine;
using Keyway.Artifacts.Oci;
using Keyway.Cli.Output;

namespace Keyway.Cli.Commands;

/// <summary><c>keyway push SOURCE TARGET</c>: copies a packed artifact to a registry.</summary>
internal static class PushCommand
{
    public static Command Create(CliContext context)
    {
        Argument<string> source = new("source") { Description = "oci:DIR[:tag|@digest], oci-archive:FILE[:tag] or registry/repo:tag" };
        Argument<string> target = new("target") { Description = "registry/repo[:tag]; without a tag the source's tag is used" };
        Option<bool> referrers = new("--referrers") { Hidden = true }; // what is the default now
        Option<bool> noReferrers = new("--no-referrers") { Description = "Leave signatures, SBOMs and everything else that refers to the artifact" };
        Command command = new("push", """
            Copy an artifact from a layout to a registry and print its digest.

            Signatures, SBOMs and whatever else refers to the artifact or its builds come along.
            A layout's only artifact needs no tag; a container image beside it is not meant without its tag.
            Content that is there already is not sent again; the tag is set last. Where the registry keeps another
            of its repositories as the source, content is taken over without moving it.

            Examples:
              keyway push oci:out:2.3.1_kern5.19 registry.example/gpu/driver:2.3.1_kern5.19
              keyway push oci:out registry.example/gpu/driver
              keyway push oci:out registry.example/gpu/driver:edge --no-referrers
              echo "$TOKEN" | keyway push oci:out registry.example/gpu/driver:1 --username ci --password-stdin

            Exit status: 0 pushed, 2 wrong reference, 10 no such source, 12 credentials missing or refused,
            21 content failed its check, 22 the registry refused, 75 registry unreachable or busy.
            """)
        {
            source, target, referrers, noReferrers,
        };
        var registry = RegistryOptions.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var from = ArtifactReference.Parse(parsed.GetRequiredValue(source));
            var to = ArtifactReference.Parse(parsed.GetRequiredValue(target));
            var settings = registry.Read(parsed, context);
            var (root, named, result) = await TransferDisplay.RunAsync(context, "push", progress =>
                ArtifactTransfer.CopyAsync(from, to, settings, new GraphCopyOptions { IncludesReferrers = !parsed.GetValue(noReferrers), Progress = progress }, cancellationToken));
            TransferReport.Print(context, parsed.GetValue<bool>("--json"), from, named, root, result);
            return (int)ExitCode.Done;
        });
        return command;
    }
}
