// SPDX-License-Identifier: Apache-2.0

using System.CommandLine;
using Keyway.Packages;

namespace Keyway.Cli.Commands;

/// <summary><c>keyway sbom create</c>: the SBOM of a driver package.</summary>
internal static class SbomCreateCommand
{
    public static Command Create(CliContext context)
    {
        Argument<string> source = new("source") { Description = "Package source directory, image-layout directory, or a reference: registry/repo:tag, oci:DIR[:tag], oci-archive:FILE" };
        Option<string?> isa = new("--isa") { Description = "Only the build of this ISA: riscv64, amd64 or arm64" };
        Command command = new("create", """
            Make the SBOM of a driver package: the package, the build of each ISA, every file with SHA-256 and SHA-512, and what the host has to bring.

            `keyway pack` attaches the same documents. The time in it is build.sourceDateEpoch of the manifest or, without one,
            SOURCE_DATE_EPOCH; never the clock, so the same package gives the same bytes.

            Examples:
              keyway sbom create my-driver
              keyway sbom create oci:out --format cyclonedx-1.6 --output my-driver.cdx.json
              keyway sbom create registry.example/gpu/driver:2.3.1 --isa riscv64 --format spdx-2.3

            Exit status: 0 made, 2 wrong reference or format, 10 nothing there, 12 credentials missing or refused, 21 the package failed a check,
            75 registry unreachable or busy.
            """)
        {
            source, isa,
        };
        var output = SbomOutput.AddTo(command);
        var registry = RegistryOptions.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var document = await SbomSource.CreateAsync(parsed.GetRequiredValue(source), IsaOf(parsed.GetValue(isa)), registry.Read(parsed, context), context, cancellationToken);
            await output.WriteAsync(document, parsed, context, cancellationToken);
            return (int)ExitCode.Done;
        });
        return command;
    }

    private static Isa? IsaOf(string? word) => word is null ? null : IsaExtensions.TryParse(word, out var isa) ? isa : throw Errors.UnknownIsa(word);
}
