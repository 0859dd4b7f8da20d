// SPDX-License-Identifier: Apache-2.0

using System.Text;
using Keyway.Packages;
using Keyway.Packages.Manifest;
using Keyway.Tests.Core.Packages.Elf;
using Keyway.Tests.Fixtures;

namespace Keyway.Tests.Core.Packages;

public sealed class ManifestReaderTests
{
    private static readonly string Vectors = RepositoryRoot.Combine("spec", "manifest", "vectors");

    public static TheoryData<string> Valid => [.. Names("valid")];

    public static TheoryData<string> Hostile => [.. Names("hostile")];

    [Theory]
    [MemberData(nameof(Valid))]
    public void Valid_vectors_are_read(string name)
    {
        var reading = ManifestReader.Read(Vector("valid", name), name);

        Assert.NotNull(reading.Manifest);
        Assert.DoesNotContain(reading.Diagnostics, diagnostic => diagnostic.Severity == Severity.Error);
    }

    [Theory]
    [MemberData(nameof(Hostile))]
    public void Hostile_vectors_are_refused_with_the_reviewed_diagnostics(string name)
    {
        var reading = ManifestReader.Read(Vector("hostile", name), "keyway.json");

        Assert.Null(reading.Manifest);
        Golden.Verify($"manifest/{Path.ChangeExtension(name, "txt")}", string.Concat(reading.Diagnostics.Select(diagnostic => diagnostic + "\n")));
    }

    [Theory]
    [MemberData(nameof(Valid))]
    public void The_canonical_form_is_a_fixed_point_and_loses_nothing(string name)
    {
        var once = ManifestJson.Write(ManifestReader.Read(Vector("valid", name), name).Manifest!);
        var reading = ManifestReader.Read(once, name);

        Assert.False(reading.IsMinimalForm);
        Assert.Equal(Encoding.UTF8.GetString(once), Encoding.UTF8.GetString(ManifestJson.Write(reading.Manifest!)));
    }

    [Fact]
    public void The_article_form_loads_unchanged()
    {
        var reading = ManifestReader.Read(Vector("valid", "minimal.json"), "keyway.json");

        var manifest = reading.Manifest!;
        Assert.True(reading.IsMinimalForm);
        Assert.Equal("2026.01.1", manifest.Version);
        Assert.Equal(["5.19+", "6.x"], Assert.Single(manifest.SupportedHosts).Kernels);
        Assert.Equal(["fusion-1.0", "coherent-cache"], manifest.NvlinkCapabilities);
        Assert.Equal("v12", Assert.Single(manifest.Firmware).Rev);
        Golden.Verify("manifest-migrated.json", Encoding.UTF8.GetString(ManifestJson.Write(manifest)));
    }

    [Fact]
    public void Deprecated_licences_are_warnings()
    {
        var diagnostic = Assert.Single(ManifestReader.Read(Vector("valid", "deprecated-licence.json"), "keyway.json").Diagnostics);

        Assert.Equal("keyway.json(12,14): warning KW1344: 'GPL-2.0+' is a deprecated licence identifier; write 'GPL-2.0-or-later'", diagnostic.ToString());
    }

    [Fact]
    public void The_full_form_keeps_every_member()
    {
        var written = Encoding.UTF8.GetString(ManifestJson.Write(ManifestReader.Read(Vector("valid", "full.json"), "keyway.json").Manifest!));

        Assert.True(System.Text.Json.Nodes.JsonNode.DeepEquals(
            System.Text.Json.Nodes.JsonNode.Parse(Vector("valid", "full.json")),
            System.Text.Json.Nodes.JsonNode.Parse(written)));
    }

    [Theory]
    [InlineData("{\n  \"pakage\": 1\n}", 2, 3)]
    [InlineData("{\r\n\t\"ä\": 1, \"pakage\": 1}", 2, 10)]
    [InlineData("{\"description\": \"äöü\", \"pakage\": 1}", 1, 24)]
    public void Positions_count_lines_and_characters(string text, int line, int column)
    {
        var diagnostic = ManifestReader.Read(Encoding.UTF8.GetBytes(text), "f").Diagnostics.First(diagnostic => diagnostic.Message.Contains("pakage", StringComparison.Ordinal));

        Assert.Equal((line, column), (diagnostic.Line, diagnostic.Column));
    }

    [Fact]
    public void Manifests_over_the_limit_are_refused_before_they_are_parsed()
    {
        var diagnostic = Assert.Single(ManifestReader.Read(new byte[ManifestReader.MaxLength + 1], "keyway.json").Diagnostics);

        Assert.Equal("keyway.json(1,1): error KW1331: the manifest has more than 1048576 bytes; valid: at most 1048576", diagnostic.ToString());
    }

    [Fact]
    public void No_document_gives_more_diagnostics_than_the_limit()
    {
        var text = "{" + string.Join(',', Enumerable.Range(0, 5000).Select(number => $"\"m{number}\":1")) + "}";

        Assert.Equal(Findings.Max, ManifestReader.Read(Encoding.UTF8.GetBytes(text), "keyway.json").Diagnostics.Length);
    }

    [Fact]
    public void Refusals_list_every_problem() =>
        Refusals.Verify("KW1330", () => ManifestReader.Read(Vector("hostile", "many-problems.json"), "keyway.json").OrRefuse());

    [Fact]
    public void The_checked_in_schema_is_the_shape() =>
        Golden.Verify("../../../spec/manifest/schema.json", Encoding.UTF8.GetString(ManifestSchema.Write()));

    [Fact]
    public void Mutants_are_read_or_refused_and_nothing_else()
    {
        var original = Vector("valid", "full.json");
        Random random = new(1330);
        for (var round = 0; round < 5_000; round++)
        {
            var reading = ManifestReader.Read(KernelModuleFileTests.Mutant(original, random), "keyway.json");

            Assert.True(reading.Manifest is null == reading.Diagnostics.Any(diagnostic => diagnostic.Severity == Severity.Error));
        }
    }

    private static byte[] Vector(string kind, string name) => File.ReadAllBytes(Path.Combine(Vectors, kind, name));

    private static IEnumerable<string> Names(string kind) => Directory.EnumerateFiles(Path.Combine(Vectors, kind)).Select(path => Path.GetFileName(path)!).Order(StringComparer.Ordinal);
}
