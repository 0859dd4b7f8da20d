// SPDX-License-Identifier: Apache-2.0

using System.Text;
using Keyway.Artifacts.Sbom;
using Keyway.Tests.Fixtures;

namespace Keyway.Tests.Artifacts.Sbom;

public sealed class SbomRoundTripTests
{
    public static TheoryData<string> Formats => [.. SbomFormats.Words];

    [Theory]
    [MemberData(nameof(Formats))]
    public void What_is_written_is_the_golden_document(string word)
    {
        var format = SbomFormats.Parse(word);

        Golden.Verify($"sbom/{word}.json", Encoding.UTF8.GetString(SbomWriter.Write(SampleSbom.Create(), format)));
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void What_is_written_is_read_back(string word)
    {
        var format = SbomFormats.Parse(word);
        var sample = SampleSbom.Create();

        var read = SbomReader.Read(SbomWriter.Write(sample, format), "it");

        Assert.Equal(format, read.Format);
        Assert.Equal(sample.Created, read.Created);
        Assert.Equal(sample.Tools, read.Tools);
        Assert.Equal(sample.Author!.Name, read.Author!.Name);
        Assert.Equal(sample.Author.Email, read.Author.Email);
        Assert.Equal(Facts(sample, format), Facts(read, format));
        Assert.Equal(Relations(sample), Relations(read));
        Assert.Equal("package", read.RootComponent!.Name);
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void The_same_value_gives_the_same_bytes_and_another_value_another_address(string word)
    {
        var format = SbomFormats.Parse(word);
        var sample = SampleSbom.Create();

        var first = SbomWriter.Write(sample, format);
        var second = SbomWriter.Write(SampleSbom.Create(), format);
        var other = SbomWriter.Write(sample with { Created = sample.Created!.Value.AddSeconds(1) }, format);

        Assert.Equal(first, second);
        Assert.NotEqual(SbomReader.Read(first, "it").Uri, SbomReader.Read(other, "it").Uri);
    }

    [Fact]
    public void What_could_not_be_read_again_is_not_written()
    {
        var description = new string('a', 64_000);
        var document = SampleSbom.Create() with
        {
            Components = [.. Enumerable.Range(0, 1_100).Select(number => new SbomComponent { Id = $"c{number}", Kind = SbomKind.File, Name = "a", Description = description })],
            Relations = [],
            Root = null,
        };

        Assert.Equal("KW2701", Assert.Throws<Keyway.Artifacts.KeywayException>(() => SbomWriter.Write(document, SbomFormat.CycloneDx16)).Code.Id);
    }

    [Fact]
    public void A_part_of_two_wholes_and_a_circle_are_written_once()
    {
        var sample = SampleSbom.Create() with
        {
            Relations =
            [
                new() { From = "package", Kind = SbomRelationKind.Contains, To = ["riscv64/lib/lib+x.so.1"] },
                new() { From = "riscv64/lib/lib+x.so.1", Kind = SbomRelationKind.Contains, To = ["package", "host/libc.so.6"] },
                new() { From = "firmware/a b.bin", Kind = SbomRelationKind.Contains, To = ["firmware/a b.bin", "host/libc.so.6"] },
            ],
        };

        var read = SbomReader.Read(SbomWriter.Write(sample, SbomFormat.CycloneDx16), "it");

        Assert.Equal(sample.Components.Select(component => component.Id).Order(StringComparer.Ordinal), read.Components.Select(component => component.Id).Order(StringComparer.Ordinal));
    }

    // Ids differ between formats; names are unique in the sample. What a format cannot say is not compared.
    private static string Facts(SbomDocument document, SbomFormat format) => string.Join('\n', document.Components.Select(component => string.Join(
        '|',
        component.Name,
        format == SbomFormat.Spdx23 && component.Kind == SbomKind.DeviceDriver ? SbomKind.Other : component.Kind,
        component.Version,
        component.Description,
        component.Creator?.Name,
        component.Supplier?.Email,
        component.FileName,
        string.Join(',', component.Hashes),
        component.DeclaredLicence?.Expression,
        component.ConcludedLicence?.Expression,
        component.PackageUrl,
        component.Cpe,
        component.FileName is null ? null : (component.IsExecutable, component.IsArchive, component.IsStructured),
        component.IsExternal,
        component.SourceUri,
        component.DistributionUri,
        component.Homepage,
        string.Join(',', component.Properties))).Order(StringComparer.Ordinal));

    private static string Relations(SbomDocument document)
    {
        var names = document.Components.ToDictionary(component => component.Id, component => component.Name);
        return string.Join('\n', document.Relations
            .Select(relation => $"{names[relation.From]} {relation.Kind} {string.Join(',', relation.To.Select(id => names[id]))} {relation.Completeness}").Order(StringComparer.Ordinal));
    }
}
