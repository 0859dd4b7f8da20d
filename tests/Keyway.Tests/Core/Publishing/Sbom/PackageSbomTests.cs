// SPDX-License-Identifier: Apache-2.0

using System.Security.Cryptography;
using Keyway.Artifacts;
using Keyway.Artifacts.Oci;
using Keyway.Artifacts.Sbom;
using Keyway.Artifacts.Sbom.Checks;
using Keyway.Distribution;
using Keyway.Packages;
using Keyway.Publishing;
using Keyway.Publishing.Sbom;
using Keyway.Tests.Fixtures;

namespace Keyway.Tests.Core.Publishing.Sbom;

public sealed class PackageSbomTests : IDisposable
{
    private static readonly SbomSettings Settings = new() { SourceDate = DateTimeOffset.FromUnixTimeSeconds(1_767_225_600), Tool = new SbomTool("keyway", "0") };

    private readonly TemporaryDirectory directory = new();

    public void Dispose() => directory.Dispose();

    [Fact]
    public async Task Every_file_of_the_package_is_there_once_with_both_hashes()
    {
        var document = await PackageSbom.OfSourceAsync(Sample("2.3.1"), null, Settings, Cancellation);

        var files = document.Components.Where(component => component is { IsExternal: false, FileName: not null }).ToList();
        Assert.Equal(files.Count, files.Select(file => file.PackageUrl).Distinct().Count());
        foreach (var file in files)
        {
            var bytes = await File.ReadAllBytesAsync(PathOf(file), Cancellation);
            Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(bytes)), file.Hash(SbomHash.Sha256));
            Assert.Equal(Convert.ToHexStringLower(SHA512.HashData(bytes)), file.Hash(SbomHash.Sha512));
        }

        var expected = new[] { "riscv64", "amd64", "arm64", "dkms", "firmware" }
            .SelectMany(folder => Directory.EnumerateFiles(SampleFile("2.3.1", folder), "*", SearchOption.AllDirectories)).Count(path => !path.EndsWith("README.md", StringComparison.Ordinal) && new FileInfo(path).LinkTarget is null);
        Assert.Equal(expected, files.Count);
    }

    [Fact]
    public async Task Modules_libraries_and_firmware_say_what_they_are_and_need()
    {
        var document = await PackageSbom.OfSourceAsync(Sample("2.3.1"), Isa.Riscv64, Settings, Cancellation);

        Golden.Verify("sbom/kw-link-riscv64.txt", string.Concat(document.Components.Select(component => Describe(document, component))));
    }

    [Fact]
    public async Task The_sample_meets_the_profiles_but_for_the_page_of_its_vendor()
    {
        var document = await PackageSbom.OfSourceAsync(Sample("2.3.1"), null, Settings, Cancellation);

        Assert.Empty(Required(document, SbomProfile.Ntia));
        Assert.Empty(Required(document, SbomProfile.Cisa2025));
        Assert.All(Required(document, SbomProfile.Bsi), finding => Assert.True(finding.Rule is "sbom-creator" or "component-creator" || finding.Component is "package" or "riscv64" or "amd64" or "arm64"));
    }

    [Fact]
    public async Task A_packed_package_gives_what_pack_attached_and_attaching_changes_no_digest()
    {
        var source = Sample("2.3.1");
        PackSettings settings = new() { Sbom = Settings };
        var plain = await new PackageWriter(TimeProvider.System, null).WriteAsync(source, directory.Combine("plain"), settings with { Sboms = [] }, Cancellation);
        var packed = await new PackageWriter(TimeProvider.System, null).WriteAsync(source, directory.Combine("out"), settings, Cancellation);
        var again = await new PackageWriter(TimeProvider.System, null).WriteAsync(source, directory.Combine("again"), settings, Cancellation);
        await using var layout = LayoutDirectory.Open(directory.Combine("out"), TimeProvider.System);
        var package = await PackageCatalogue.ReadAsync(layout, packed.Tag, Cancellation);

        Assert.Equal(plain.Index, packed.Index);
        Assert.Empty(plain.Sboms);
        Assert.Equal(8, packed.Sboms.Length);
        Assert.Equal(packed.Sboms.Select(sbom => sbom.Referrer), again.Sboms.Select(sbom => sbom.Referrer));
        Assert.Equal(await File.ReadAllBytesAsync(directory.Combine("out", "index.json"), Cancellation), await File.ReadAllBytesAsync(directory.Combine("again", "index.json"), Cancellation));
        foreach (var sbom in packed.Sboms)
        {
            Isa? isa = packed.Builds.FirstOrDefault(build => build.Manifest.Digest == sbom.Subject.Digest)?.Isa;
            var attached = await layout.ReadDocumentAsync(sbom.Document, 16 << 20, Cancellation);
            Assert.Equal(attached, SbomWriter.Write(await PackageSbom.OfPackageAsync(layout, package, isa, Settings, Cancellation), sbom.Format));
            Assert.Contains(await layout.ReferrersAsync(sbom.Subject.Digest, sbom.Format.MediaType(), Cancellation), referrer => referrer.Digest == sbom.Referrer.Digest);
        }
    }

    [Fact]
    public async Task A_packed_package_names_the_documents_it_is()
    {
        var packed = await new PackageWriter(TimeProvider.System, null).WriteAsync(Sample("2.3.1"), directory.Combine("out"), new PackSettings { Sbom = Settings }, Cancellation);
        await using var layout = LayoutDirectory.Open(directory.Combine("out"), TimeProvider.System);

        var document = await PackageSbom.OfPackageAsync(layout, await PackageCatalogue.ReadAsync(layout, packed.Tag, Cancellation), null, Settings, Cancellation);

        var bytes = await layout.ReadDocumentAsync(packed.Index, 1 << 20, Cancellation);
        var root = document.RootComponent!;
        Assert.Equal(packed.Index.Digest.Hex, root.Hash(SbomHash.Sha256));
        Assert.Equal(Convert.ToHexStringLower(SHA512.HashData(bytes)), root.Hash(SbomHash.Sha512));
        Assert.Equal($"pkg:oci/kw-link@sha256%3A{packed.Index.Digest.Hex}", root.DistributionUri);
        Assert.Equal("pkg:generic/kw-link@2.3.1", root.PackageUrl);
        Assert.All(Required(document, SbomProfile.Bsi), finding => Assert.True(finding.Rule is "sbom-creator" or "component-creator"));
    }

    [Fact]
    public async Task A_package_whose_vendor_has_a_page_meets_every_profile_in_every_format_that_the_profile_takes()
    {
        var source = Sample("2.3.1");
        source = source with { Manifest = source.Manifest with { Homepage = "https://example.org/" } };
        await new PackageWriter(TimeProvider.System, null).WriteAsync(source, directory.Combine("out"), new PackSettings(), Cancellation);
        await using var layout = LayoutDirectory.Open(directory.Combine("out"), TimeProvider.System);
        var document = await PackageSbom.OfPackageAsync(layout, await PackageCatalogue.ReadAsync(layout, "2.3.1", Cancellation), null, Settings, Cancellation);

        foreach (var format in Enum.GetValues<SbomFormat>())
        {
            var read = SbomReader.Read(SbomWriter.Write(document, format), "it");
            Assert.Empty(Required(read, SbomProfile.Ntia));
            Assert.Empty(Required(read, SbomProfile.Cisa2025));
            if (format != SbomFormat.Spdx23) Assert.Empty(Required(read, SbomProfile.Bsi));
        }
    }

    [Fact]
    public async Task An_isa_without_a_build_is_refused()
    {
        PackageFolder.Create(directory.Combine("source"));

        var refusal = await Assert.ThrowsAsync<KeywayException>(() => PackageSbom.OfSourceAsync(PackageSource.Read(directory.Combine("source"), Cancellation), Isa.Arm64, Settings, Cancellation));

        Assert.Equal("KW2750", refusal.Code.Id);
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static PackageSource Sample(string version) => PackageSource.Read(SampleFile(version), Cancellation);

    private static string SampleFile(string version, params string[] parts) => RepositoryRoot.Combine(["samples", "kw-link", version, .. parts]);

    private static string PathOf(SbomComponent file)
    {
        var isa = file.Id.Split('/')[0];
        var path = file.Property("keyway:path")!;
        return isa is "dkms" or "firmware" ? SampleFile("2.3.1", path) : SampleFile("2.3.1", isa, path);
    }

    private static IEnumerable<SbomFinding> Required(SbomDocument document, SbomProfile profile) => SbomCheck.Run(document, profile).Where(finding => finding.Level == SbomLevel.Required);

    private static string Describe(SbomDocument document, SbomComponent component)
    {
        var lines = document.Relations.Where(relation => relation.From == component.Id).Select(relation => $"  {relation.Kind} ({relation.Completeness}): {string.Join(", ", relation.To)}\n");
        var properties = component.Properties.Where(property => property.Name != "keyway:size").Select(property => $"  {property.Name} = {property.Value}\n");
        return $"{component.Id}: {component.Kind} {component.Name} {component.Version} declared {component.DeclaredLicence?.Expression ?? "-"} concluded {component.ConcludedLicence?.Expression ?? "-"}"
            + $"{(component.IsExecutable == true ? " executable" : "")}{(component.IsArchive == true ? " archive" : "")}{(component.IsStructured == true ? " structured" : "")}{(component.IsExternal ? " external" : "")}\n"
            + string.Concat(properties) + string.Concat(lines);
    }
}
