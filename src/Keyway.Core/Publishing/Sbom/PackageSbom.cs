// SPDX-License-Identifier: Apache-2.0

using Keyway.Artifacts.Oci;
using Keyway.Artifacts.Sbom;
using Keyway.Packages;

namespace Keyway.Publishing.Sbom;

/// <summary>Makes the SBOM of a driver package, from its source directory or from where it is kept. Spec: spec/sbom.</summary>
public static class PackageSbom
{
    /// <summary>From a source directory; it names no digest of the artifact, since there is none yet.</summary>
    /// <param name="source">The directory.</param>
    /// <param name="isa">The build that is wanted; null for the whole package.</param>
    /// <param name="settings">What comes from elsewhere.</param>
    /// <param name="cancellationToken">Stops between files.</param>
    /// <exception cref="Artifacts.KeywayException">KW1251: nothing to pack. KW2750: no build for that ISA.</exception>
    public static async Task<SbomDocument> OfSourceAsync(PackageSource source, Isa? isa, SbomSettings settings, CancellationToken cancellationToken)
    {
        if (source.Isas.Length == 0) throw Publishing.Errors.NothingToPack(source.Root);
        return Of(await ContentReader.ReadAsync(source, null, cancellationToken), isa, settings);
    }

    /// <summary>From a packed package; every layer is read and checked. The same as what pack attached to it.</summary>
    /// <exception cref="Artifacts.KeywayException">KW2750: no build for that ISA. Otherwise what layers and repositories refuse.</exception>
    public static async Task<SbomDocument> OfPackageAsync(IOciRepository repository, DriverPackage package, Isa? isa, SbomSettings settings, CancellationToken cancellationToken) =>
        Of(await new LayerReader(repository).ReadAsync(package, cancellationToken), isa, settings);

    private static SbomDocument Of(PackageContent content, Isa? isa, SbomSettings settings)
    {
        if (isa is not { } only) return new DriverSbom(content, settings).OfPackage();
        if (content.Builds.All(build => build.Isa != only)) throw Errors.NoSuchBuild(content.Manifest, only);
        return new DriverSbom(content, settings).OfBuild(only);
    }
}
