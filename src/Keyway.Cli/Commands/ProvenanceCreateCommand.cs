// SPDX-License-Identifier: Apache-2.0

using System.CommandLine;
using System.Text;
using Keyway.Artifacts.Content;
using Keyway.Artifacts.Oci;
using Keyway.Distribution;
using Keyway.Publishing;

namespace Keyway.Cli.Commands;

/// <summary><c>keyway provenance create REF</c>: the SLSA provenance of a packed package, for <c>keyway attest</c> to sign.</summary>
internal static class ProvenanceCreateCommand
{
    public static Command Create(CliContext context)
    {
        Argument<string> reference = new("ref") { Description = "Package: registry/repo:tag|@digest or oci:DIR[:tag|@digest]" };
        Option<string?> output = new("--output", "-o") { Description = "File to write; standard output by default", HelpName = "FILE" };
        Option<string?> builder = new("--builder") { Description = "The platform that built it; taken from GitHub Actions and GitLab CI", HelpName = "URI" };
        Option<string?> invocation = new("--invocation") { Description = "Address of the run; taken from the CI", HelpName = "URI" };
        Option<string?> source = new("--source") { Description = "Source repository; taken from the CI, else from the manifest's build record", HelpName = "URL" };
        Option<string?> sourceRef = new("--ref") { Description = "Ref that was built; taken from the CI", HelpName = "REF" };
        Option<string?> commit = new("--commit") { Description = "Commit that was built; taken from the CI, else from the manifest's build record", HelpName = "HEX" };
        Option<DateTimeOffset?> started = new("--started") { Description = "When the build started", HelpName = "TIME" };
        Option<DateTimeOffset?> finished = new("--finished") { Description = "When it was finished", HelpName = "TIME" };
        Command command = new("create", """
            Write the SLSA provenance of a package: its build record, its sources, and the run that built it (spec/provenance).

            `keyway attest` signs it. The same package and run always give the same bytes.

            Examples:
              keyway provenance create oci:out --output provenance.json
              keyway provenance create oci:out --builder https://example.com/builder --source https://example.com/driver --ref refs/tags/v2.3.1 \
                --commit d20ace7968ba43c0219f62d71334c1095bab1602
              keyway attest oci:out --recursive --type slsaprovenance1 --predicate provenance.json --key release.key

            Exit status: 0 written, 2 no builder or no commit, 10 no such package, 12 credentials missing or refused, 21 content failed its check,
            75 registry unreachable or busy.
            """)
        {
            reference, output, builder, invocation, source, sourceRef, commit, started, finished,
        };
        var registry = RegistryOptions.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var run = BuildRun.OfCi(context.EnvironmentVariable).With(new()
            {
                BuilderId = parsed.GetValue(builder),
                InvocationId = parsed.GetValue(invocation),
                Repository = parsed.GetValue(source),
                Ref = parsed.GetValue(sourceRef),
                Commit = parsed.GetValue(commit),
                StartedOn = parsed.GetValue(started),
                FinishedOn = parsed.GetValue(finished),
            });
            var named = ArtifactReference.Parse(parsed.GetRequiredValue(reference));
            await using var connection = await OciConnection.OpenAsync(named, registry.Read(parsed, context), cancellationToken);
            var index = await connection.ResolveAsync(cancellationToken);
            var package = await PackageCatalogue.ReadAsync(connection.Repository, index.Digest.ToString(), cancellationToken);
            var predicate = PackProvenance.Of(package.Manifest, package.Builds.Select(build => build.Config.Isa), run).ToPredicate().GetRawText();
            if (parsed.GetValue(output) is { } path) await AtomicFile.WriteAsync(context.Absolute(path), Encoding.UTF8.GetBytes(predicate + "\n"), cancellationToken);
            else context.Output.WriteLine(predicate);
            return (int)ExitCode.Done;
        });
        return command;
    }
}
