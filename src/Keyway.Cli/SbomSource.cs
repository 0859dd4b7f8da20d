// SPDX-License-Identifier: Apache-2.0

using Keyway.Artifacts.Oci;
using Keyway.Artifacts.Sbom;
using Keyway.Distribution;
using Keyway.Packages;
using Keyway.Packages.Lint;
using Keyway.Publishing.Sbom;

namespace Keyway.Cli;

/// <summary>What <c>keyway sbom create</c> was pointed at: a source directory, a layout directory, or a reference.</summary>
internal static class SbomSource
{
    public static async Task<SbomDocument> CreateAsync(string named, Isa? isa, RegistrySettings registry, CliContext context, CancellationToken cancellationToken)
    {
        SbomSettings settings = new() { SourceDate = SourceDate.Of(context) };
        var path = context.Absolute(named);
        if (File.Exists(Path.Combine(path, "keyway.json")))
            return await PackageSbom.OfSourceAsync(PackageLint.Run(path, FirmwareReading.ByLint, cancellationToken).OrRefuse(), isa, settings, cancellationToken);
        var reference = ArtifactReference.Parse(File.Exists(Path.Combine(path, "oci-layout")) ? "oci:" + named : named);
        await using var connection = await OciConnection.OpenAsync(reference, registry, cancellationToken);
        var root = await connection.ResolveAsync(cancellationToken);
        var package = await PackageCatalogue.ReadAsync(connection.Repository, root.Digest.ToString(), cancellationToken);
        return await PackageSbom.OfPackageAsync(connection.Repository, package, isa, settings, cancellationToken);
    }
}
