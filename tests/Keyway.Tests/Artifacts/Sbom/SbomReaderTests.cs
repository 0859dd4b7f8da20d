// SPDX-License-Identifier: Apache-2.0

using System.Text;
using Keyway.Artifacts;
using Keyway.Artifacts.Sbom;
using Keyway.Tests.Fixtures;

namespace Keyway.Tests.Artifacts.Sbom;

public sealed class SbomReaderTests
{
    [Theory]
    [InlineData("KW2700", "")]
    [InlineData("KW2700", "{")]
    [InlineData("KW2700", """{"bomFormat":"CycloneDX","bomFormat":"CycloneDX","specVersion":"1.6"}""")]
    [InlineData("KW2700", """{"bomFormat":"CycloneDX","specVersion":"\ud800"}""")]
    [InlineData("KW2702", "[]")]
    [InlineData("KW2702", "{}")]
    [InlineData("KW2702", """{"bomFormat":"CycloneDX","specVersion":"2.0"}""")]
    [InlineData("KW2702", """{"spdxVersion":"SPDX-1.0"}""")]
    [InlineData("KW2702", """{"@context":"https://example.org/","@graph":[]}""")]
    [InlineData("KW2703", """{"@context":"https://spdx.org/rdf/3.0.1/spdx-context.jsonld","@graph":[]}""")]
    [InlineData("KW2703", """{"bomFormat":"CycloneDX"}""")]
    [InlineData("KW2703", """{"bomFormat":"CycloneDX","specVersion":"1.6","components":{}}""")]
    [InlineData("KW2703", """{"bomFormat":"CycloneDX","specVersion":"1.6","components":[1]}""")]
    [InlineData("KW2703", """{"bomFormat":"CycloneDX","specVersion":"1.6","components":[{"type":"file"}]}""")]
    [InlineData("KW2703", """{"bomFormat":"CycloneDX","specVersion":"1.6","components":[{"type":"file","name":7}]}""")]
    [InlineData("KW2703", """{"bomFormat":"CycloneDX","specVersion":"1.6","components":[{"type":"file","name":"a","isExternal":"yes"}]}""")]
    [InlineData("KW2703", """{"bomFormat":"CycloneDX","specVersion":"1.6","components":[{"type":"file","name":"a","hashes":[{"alg":"SHA-256","content":"00"}]}]}""")]
    [InlineData("KW2703", """{"bomFormat":"CycloneDX","specVersion":"1.6","metadata":{"timestamp":"yesterday"}}""")]
    [InlineData("KW2703", """{"spdxVersion":"SPDX-2.3","name":"a","packages":[{"SPDXID":"SPDXRef-a","name":"a","checksums":[{"algorithm":"SHA256","checksumValue":"xx"}]}]}""")]
    [InlineData("KW2704", """{"bomFormat":"CycloneDX","specVersion":"1.6","components":[{"type":"file","name":"a","bom-ref":"x"},{"type":"file","name":"b","bom-ref":"x"}]}""")]
    [InlineData("KW2704", """{"spdxVersion":"SPDX-2.3","name":"a","packages":[{"SPDXID":"SPDXRef-a","name":"a"}],"files":[{"SPDXID":"SPDXRef-a","fileName":"a"}]}""")]
    [InlineData("KW2704", """{"@context":"https://spdx.org/rdf/3.0.1/spdx-context.jsonld","@graph":[{"type":"Tool","spdxId":"urn:a"},{"type":"Tool","spdxId":"urn:a"}]}""")]
    public void Hostile_documents_are_refused_with_the_code_of_what_is_wrong(string code, string document) => Assert.Equal(code, Refusal(document).Code.Id);

    [Fact]
    public void Every_vector_is_read_or_refused_with_the_code_in_its_name()
    {
        var vectors = RepositoryRoot.Combine("spec", "sbom", "vectors");
        foreach (var file in Directory.EnumerateFiles(Path.Combine(vectors, "valid"))) Assert.NotEmpty(SbomReader.ReadFile(file, file).Components);
        foreach (var file in Directory.EnumerateFiles(Path.Combine(vectors, "hostile")))
            Assert.StartsWith(Assert.Throws<KeywayException>(() => SbomReader.ReadFile(file, file)).Code.Id + "-", Path.GetFileName(file), StringComparison.Ordinal);
    }

    [Fact]
    public void A_document_too_deep_is_refused()
    {
        var open = string.Concat(Enumerable.Repeat("""{"type":"file","name":"a","components":[""", 40));
        var close = string.Concat(Enumerable.Repeat("]}", 40));

        Assert.Equal("KW2700", Refusal($$"""{"bomFormat":"CycloneDX","specVersion":"1.6","components":[{{open}}{{close}}]}""").Code.Id);
    }

    [Fact]
    public void A_text_too_long_is_refused() =>
        Assert.Equal("KW2701", Refusal($$"""{"bomFormat":"CycloneDX","specVersion":"1.6","components":[{"type":"file","name":"{{new string('a', 70_000)}}"}]}""").Code.Id);

    [Fact]
    public void More_bytes_than_any_real_document_has_are_refused() =>
        Assert.Equal("KW2701", Assert.Throws<KeywayException>(() => SbomReader.Read(new byte[(64 << 20) + 1], "it")).Code.Id);

    [Fact]
    public void More_components_than_any_real_document_has_are_refused()
    {
        var components = string.Join(',', Enumerable.Repeat("""{"type":"file","name":"a"}""", 250_001));

        Assert.Equal("KW2701", Refusal($$"""{"bomFormat":"CycloneDX","specVersion":"1.6","components":[{{components}}]}""").Code.Id);
    }

    [Fact]
    public void More_relations_than_any_real_document_has_are_refused()
    {
        var targets = string.Join(',', Enumerable.Repeat("\"a\"", 1_000_001));

        Assert.Equal("KW2701", Refusal($$"""{"bomFormat":"CycloneDX","specVersion":"1.6","dependencies":[{"ref":"b","dependsOn":[{{targets}}]}]}""").Code.Id);
    }

    [Fact]
    public void A_refusal_shows_no_control_characters_of_the_document()
    {
        var refusal = Refusal("""{"bomFormat":"CycloneDX","specVersion":"1.6\u001b[31m"}""");

        Assert.DoesNotContain('\u001b', refusal.Message);
    }

    [Fact]
    public void A_byte_order_mark_does_no_harm() =>
        Assert.Empty(SbomReader.Read(Encoding.UTF8.GetBytes("\uFEFF" + """{"bomFormat":"CycloneDX","specVersion":"1.6"}"""), "it").Components);

    private static KeywayException Refusal(string document) => Assert.Throws<KeywayException>(() => SbomReader.Read(Encoding.UTF8.GetBytes(document), "it"));
}
