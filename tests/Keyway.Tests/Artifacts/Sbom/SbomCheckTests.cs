// SPDX-License-Identifier: Apache-2.0

using Keyway.Artifacts.Sbom;
using Keyway.Artifacts.Sbom.Checks;

namespace Keyway.Tests.Artifacts.Sbom;

public sealed class SbomCheckTests
{
    public static TheoryData<SbomProfile> Profiles => [.. Enum.GetValues<SbomProfile>()];

    [Theory]
    [MemberData(nameof(Profiles))]
    public void The_sample_meets_every_profile(SbomProfile profile) => Assert.Empty(SbomCheck.Run(SampleSbom.Create(), profile));

    [Theory]
    [InlineData(SbomProfile.Ntia, "sbom-author")]
    [InlineData(SbomProfile.Ntia, "timestamp")]
    [InlineData(SbomProfile.Ntia, "references-resolve")]
    [InlineData(SbomProfile.Ntia, "primary-component")]
    [InlineData(SbomProfile.Ntia, "supplier-name")]
    [InlineData(SbomProfile.Ntia, "component-name")]
    [InlineData(SbomProfile.Ntia, "component-version")]
    [InlineData(SbomProfile.Ntia, "dependency-relationship")]
    [InlineData(SbomProfile.Cisa2025, "tool-name")]
    [InlineData(SbomProfile.Cisa2025, "generation-context")]
    [InlineData(SbomProfile.Cisa2025, "software-producer")]
    [InlineData(SbomProfile.Cisa2025, "identifier")]
    [InlineData(SbomProfile.Cisa2025, "component-hash")]
    [InlineData(SbomProfile.Cisa2025, "licence")]
    [InlineData(SbomProfile.Bsi, "format")]
    [InlineData(SbomProfile.Bsi, "no-vulnerabilities")]
    [InlineData(SbomProfile.Bsi, "sbom-creator")]
    [InlineData(SbomProfile.Bsi, "sbom-uri")]
    [InlineData(SbomProfile.Bsi, "completeness")]
    [InlineData(SbomProfile.Bsi, "component-creator")]
    [InlineData(SbomProfile.Bsi, "filename")]
    [InlineData(SbomProfile.Bsi, "dependencies")]
    [InlineData(SbomProfile.Bsi, "distribution-licence")]
    [InlineData(SbomProfile.Bsi, "deployable-hash")]
    [InlineData(SbomProfile.Bsi, "executable")]
    [InlineData(SbomProfile.Bsi, "archive")]
    [InlineData(SbomProfile.Bsi, "structured")]
    [InlineData(SbomProfile.Bsi, "source-uri")]
    [InlineData(SbomProfile.Bsi, "deployable-uri")]
    [InlineData(SbomProfile.Bsi, "original-licence")]
    public void An_empty_document_breaks_every_rule(SbomProfile profile, string rule) => Assert.Contains(SbomCheck.Run(Empty, profile), finding => finding.Rule == rule);

    [Fact]
    public void A_time_of_1970_is_an_unknown_one() =>
        Assert.Equal(["timestamp"], SbomCheck.Run(SampleSbom.Create() with { Created = DateTimeOffset.UnixEpoch }, SbomProfile.Ntia).Select(finding => finding.Rule));

    [Fact]
    public void A_creator_without_address_and_page_is_told_to_BSI_only()
    {
        var sample = SampleSbom.Create();
        var document = sample with { Author = new SbomAgent { Name = "Example", Url = "example.org", Email = "nobody" } };

        Assert.Equal(["sbom-creator"], SbomCheck.Run(document, SbomProfile.Bsi).Select(finding => finding.Rule));
        Assert.Empty(SbomCheck.Run(document, SbomProfile.Cisa2025));
    }

    [Fact]
    public void A_file_name_with_directories_is_no_file_name()
    {
        var sample = SampleSbom.Create();
        var document = sample with { Components = sample.Components.SetItem(1, sample.Components[1] with { FileName = "lib/x" }) };

        Assert.Equal("filename", Assert.Single(SbomCheck.Run(document, SbomProfile.Bsi)).Rule);
    }

    [Fact]
    public void What_the_host_brings_needs_a_place_in_the_graph()
    {
        var sample = SampleSbom.Create();
        var document = sample with { Relations = sample.Relations.RemoveAt(2) };

        var finding = Assert.Single(SbomCheck.Run(document, SbomProfile.Ntia));

        Assert.Equal(("dependency-relationship", "host/libc.so.6"), (finding.Rule, finding.Component));
    }

    private static SbomDocument Empty => new()
    {
        Format = SbomFormat.Spdx23,
        FormatVersion = "2.3",
        Name = "",
        HasVulnerabilities = true,
        Components = [new SbomComponent { Id = "a", Kind = SbomKind.Other, Name = "" }],
        Relations = [new() { From = "b", Kind = SbomRelationKind.Contains, To = ["c"] }],
    };
}
