// SPDX-License-Identifier: Apache-2.0

using Keyway.Artifacts.Sbom;
using Keyway.Artifacts.Sbom.Checks;
using Keyway.Artifacts.Sbom.Comparing;
using Keyway.Tests.Fixtures;

namespace Keyway.Tests.Artifacts.Sbom;

/// <summary>Documents in the manner of other tools, written by hand after their formats.</summary>
public sealed class ForeignSbomTests
{
    [Fact]
    public void CycloneDX_of_an_image_scanner_is_read()
    {
        var document = Read("syft-style.cdx.json");

        Assert.Equal(new DateTimeOffset(2026, 3, 4, 4, 6, 7, TimeSpan.Zero), document.Created);
        Assert.Equal([new SbomTool("syft", "1.20.0")], document.Tools);
        Assert.Equal("registry.example/app", document.RootComponent!.Name);
        var libc = document.Components[1];
        Assert.Equal(("libc6", "2.36-9", "GPL-2.0-only AND LicenseRef-LGPL-2.1"), (libc.Name, libc.Version, libc.DeclaredLicence!.Expression));
        Assert.Equal("GNU Libc Maintainers <debian-glibc@lists.debian.org>", libc.Supplier!.Name);
        Assert.Equal("dpkg-db-cataloger", libc.Property("syft:package:foundBy"));
        Assert.Equal([new SbomHash("SHA-1", "da39a3ee5e6b4b0d3255bfef95601890afd80709")], document.Components[3].Hashes);
        Assert.Equal(3, document.Relations.Single(relation => relation.Kind == SbomRelationKind.Contains).To.Length);
    }

    [Fact]
    public void CycloneDX_of_an_older_scanner_is_read_with_nested_components_and_tools_in_the_old_place()
    {
        var document = Read("trivy-style.cdx.json");

        Assert.Equal("1.5", document.FormatVersion);
        Assert.Equal([new SbomTool("trivy", "0.55.0")], document.Tools);
        Assert.True(document.HasVulnerabilities);
        Assert.Equal(["driver-rootfs", "go.mod", "golang.org/x/sys", "without-a-ref"], document.Components.Select(component => component.Name));
        Assert.Equal(SbomCompleteness.Incomplete, document.Relations.Single(relation => relation is { From: "lock", Kind: SbomRelationKind.DependsOn }).Completeness);
        Assert.Equal("https://example.org/", document.Components[3].Supplier!.Url);
    }

    [Fact]
    public void SPDX_of_an_image_scanner_is_read()
    {
        var document = Read("syft-style.spdx.json");

        Assert.Equal("Anchore, Inc", document.Author!.Name);
        Assert.Equal("registry.example/app", document.RootComponent!.Name);
        var libc = document.Components[0];
        Assert.Equal("debian-glibc@lists.debian.org", libc.Supplier!.Email);
        Assert.Null(libc.ConcludedLicence);
        Assert.StartsWith("pkg:deb/debian/libc6@", libc.PackageUrl, StringComparison.Ordinal);
        Assert.Equal("libc.so.6", document.Components[2].FileName);
        Assert.Contains(document.Relations, relation => relation is { Kind: SbomRelationKind.DependsOn, From: "SPDXRef-DocumentRoot-Image-app", To: ["SPDXRef-Package-deb-libc6-aa"] });
    }

    [Theory]
    [InlineData("syft-style.cdx.json")]
    [InlineData("trivy-style.cdx.json")]
    [InlineData("syft-style.spdx.json")]
    public void What_profiles_miss_in_them_is_told(string name)
    {
        var document = Read(name);

        Golden.Verify($"sbom/{name}.findings.txt", string.Concat(Enum.GetValues<SbomProfile>().SelectMany(profile => SbomCheck.Run(document, profile))
            .Select(finding => $"{finding.Profile.Word()} {finding.Level} {finding.Rule} {finding.Source}: {finding.Component}: {finding.Message}\n")));
    }

    [Fact]
    public void Two_formats_of_one_image_are_compared()
    {
        var differences = SbomComparison.Compare(Read("syft-style.cdx.json"), Read("syft-style.spdx.json"));

        Golden.Verify("sbom/two-formats.diff.txt", string.Concat(differences.Select(difference => $"{difference}\n")));
    }

    [Fact]
    public void A_merge_does_not_depend_on_the_order_and_counts_what_is_shared()
    {
        var documents = new[] { Read("syft-style.cdx.json"), Read("trivy-style.cdx.json"), Read("syft-style.spdx.json"), SampleSbom.Create() };

        var merged = SbomMerge.Merge("fleet", documents, new SbomTool("keyway", "0"));
        var reversed = SbomMerge.Merge("fleet", [.. documents.Reverse()], new SbomTool("keyway", "0"));

        foreach (var word in SbomFormats.Words)
        {
            var format = SbomFormats.Parse(word);
            Assert.Equal(SbomWriter.Write(merged, format), SbomWriter.Write(reversed, format));
        }

        Assert.Equal("2", merged.Components.Single(component => component.Name == "libc6").Property(SbomMerge.CountProperty));
        Assert.Equal(4, merged.Relations.Single(relation => relation is { From: "merged", Kind: SbomRelationKind.Contains }).To.Length);
        Assert.Equal(new DateTimeOffset(2026, 3, 4, 5, 6, 7, TimeSpan.Zero), merged.Created);
    }

    [Fact]
    public void A_component_named_like_the_number_of_another_is_not_hidden_from_a_comparison()
    {
        var differences = SbomComparison.Compare(Named("a"), Named("a", "a", "a (2)"));

        Assert.Equal(["a (2)", "a (2) (2)"], differences.Select(difference => difference.Component));
    }

    [Fact]
    public void A_merge_of_many_parts_of_one_name_takes_no_time_that_grows_with_their_square()
    {
        var parts = Named([.. Enumerable.Repeat("README", 60_000)]);
        var document = parts with { Components = [.. parts.Components.Select((part, index) => part with { Hashes = [new SbomHash(SbomHash.Sha256, $"{index:x64}")] })] };
        var started = System.Diagnostics.Stopwatch.GetTimestamp();

        var merged = SbomMerge.Merge("fleet", [document], new SbomTool("keyway", "0"));

        Assert.Contains(merged.Components, component => component.Id == "file README (60000)");
        // Linear it takes a tenth of a second, quadratic minutes.
        Assert.InRange(System.Diagnostics.Stopwatch.GetElapsedTime(started).TotalSeconds, 0, 20);
    }

    [Fact]
    public void A_merge_of_nothing_is_refused() =>
        Assert.Equal("KW2705", Assert.Throws<Keyway.Artifacts.KeywayException>(() => SbomMerge.Merge("fleet", [], new SbomTool("keyway", "0"))).Code.Id);

    private static SbomDocument Named(params string[] names) =>
        new() { Name = "d", Components = [.. names.Select((name, index) => new SbomComponent { Id = $"{index}", Kind = SbomKind.File, Name = name })] };

    private static SbomDocument Read(string name) => SbomReader.ReadFile(RepositoryRoot.Combine("tests", "Keyway.Tests", "Artifacts", "Sbom", "Foreign", name), name);
}
