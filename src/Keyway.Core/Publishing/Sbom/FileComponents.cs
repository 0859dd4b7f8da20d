// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using Keyway.Artifacts.Sbom;
using Keyway.Packages;

namespace Keyway.Publishing.Sbom;

/// <summary>The package, its builds and its files as components.</summary>
internal sealed class FileComponents(PackageContent content)
{
    private readonly DriverManifest manifest = content.Manifest;

    /// <summary>Who makes and supplies the package; null when the manifest does not say.</summary>
    public SbomAgent? Vendor { get; } = content.Manifest.Vendor is { } name ? new SbomAgent { Name = name, Url = content.Manifest.Homepage } : null;

    public static string IdOf(ContentBuild build) => build.Isa.Word();

    /// <summary>Shared content has the same id in every build.</summary>
    public static string IdOf(ContentBuild build, ContentFile file) => file.IsShared ? file.Path : $"{build.Isa.Word()}/{file.Path}";

    public SbomComponent Package() => Whole(DriverSbom.PackageId, null, content.Artifact) with { Description = manifest.Description };

    public SbomComponent Build(ContentBuild build) => Whole(IdOf(build), build.Isa.Word(), build.Artifact) with
    {
        Description = $"{manifest.Package} for {build.Isa.Word()}",
        Properties = [new("keyway:isa", build.Isa.Word()), .. Toolchain(build.Isa)],
    };

    public SbomComponent File(ContentBuild build, ContentFile file)
    {
        var reading = file.Reading;
        var architecture = file.IsShared ? null : build.Isa.Word();
        var (declared, concluded) = FileLicences.Of(reading, manifest.Licence);
        return new SbomComponent
        {
            Id = IdOf(build, file),
            Kind = FileKinds.Of(file),
            Name = reading.Module?.Name ?? reading.Elf?.Soname ?? file.Name,
            Version = reading.Module?.Version ?? Firmware(file)?.Rev ?? manifest.Version,
            Creator = Vendor,
            Supplier = Vendor,
            FileName = file.Name,
            Hashes = Hashes(reading.Sha256.Hex, reading.Sha512.Hex),
            DeclaredLicence = declared,
            ConcludedLicence = concluded,
            PackageUrl = PackageUrl.Generic(manifest.Package, manifest.Version, architecture, file.Path),
            IsExecutable = reading.IsMachineCode || reading.Module is not null || reading.IsScript || (file.Kind == PayloadKind.Userspace && file.HasExecuteBit),
            IsArchive = reading.IsArchive,
            IsStructured = reading.IsStructured,
            SourceUri = SourceUri,
            DistributionUri = build.Artifact is { } artifact ? PackageUrl.Oci(manifest.Package, artifact.Sha256.ToString(), build.Isa.Word(), file.Path) : null,
            Properties = FileProperties.Of(build, file, Firmware(file)),
        };
    }

    private string? SourceUri => manifest.Build?.Source is { } source ? $"{source.Repository}#{source.Revision}" : null;

    private FirmwareImage? Firmware(ContentFile file) => file.Kind == PayloadKind.Firmware ? manifest.Firmware.FirstOrDefault(image => "firmware/" + image.File == file.Path) : null;

    private IEnumerable<SbomProperty> Toolchain(Isa isa) => manifest.Build?.Toolchain.TryGetValue(isa, out var toolchain) == true ? [new("keyway:toolchain", toolchain)] : [];

    // An index or a manifest is a document that names its parts: an archive in BSI's sense, and structured.
    private SbomComponent Whole(string id, string? architecture, ContentArtifact? artifact) => new()
    {
        Id = id,
        Kind = SbomKind.DeviceDriver,
        Name = manifest.Package,
        Version = manifest.Version,
        Creator = Vendor,
        Supplier = Vendor,
        FileName = artifact?.Sha256.Hex,
        Hashes = artifact is null ? [] : Hashes(artifact.Sha256.Hex, artifact.Sha512.Hex),
        DeclaredLicence = FileLicences.Licence(manifest.Licence),
        ConcludedLicence = FileLicences.Licence(manifest.Licence),
        PackageUrl = PackageUrl.Generic(manifest.Package, manifest.Version, architecture, null),
        IsExecutable = false,
        IsArchive = true,
        IsStructured = true,
        SourceUri = SourceUri,
        DistributionUri = artifact is null ? null : PackageUrl.Oci(manifest.Package, artifact.Sha256.ToString(), architecture, null),
        Homepage = manifest.Homepage,
    };

    private static ImmutableArray<SbomHash> Hashes(string sha256, string sha512) => [new(SbomHash.Sha256, sha256), new(SbomHash.Sha512, sha512)];
}
