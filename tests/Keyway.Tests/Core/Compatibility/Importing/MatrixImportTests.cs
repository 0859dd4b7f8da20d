// SPDX-License-Identifier: Apache-2.0

using System.Text.Json.Nodes;
using Keyway.Artifacts.Content;
using Keyway.Compatibility.Importing;

namespace Keyway.Tests.Core.Compatibility.Importing;

public sealed class MatrixImportTests
{
    [Fact]
    public void Evidence_is_the_digest_of_the_document()
    {
        var bytes = "10DE2330\n"u8.ToArray();
        var entry = Assert.Single(Imports.Entries(Imports.Of("debian-ids", bytes, "x.ids"))).Value;

        Assert.Equal(Digest.OfBytes(bytes).ToString(), (string?)entry["evidence"]![0]!["digest"]);
        Assert.Equal("2026-11-24T09:30:00Z", (string?)entry["issued"]);
    }

    [Fact]
    public void Ids_stay_unique_over_documents()
    {
        var source = ImportSource.Of("a.ids", "10DE2330\n"u8);

        Assert.Equal(["a", "a-2"], Imports.Entries(MatrixImport.Run("debian-ids", [source, source], Imports.Options)).Keys);
    }

    [Fact]
    public void Bytes_that_are_no_text_are_refused()
    {
        Assert.StartsWith("KW3291: x has bytes that are no UTF-8 text at offset 1", Imports.Refusal(() => ImportSource.Of("x", [0x61, 0xff])), StringComparison.Ordinal);
        Assert.StartsWith("KW3291", Imports.Refusal(() => ImportSource.Of("x", [0x61, 0])), StringComparison.Ordinal);
        Assert.StartsWith("KW3290", Imports.Refusal(() => ImportSource.Of("x", new byte[ImportSource.MaximumBytes + 1])), StringComparison.Ordinal);
    }

    [Fact]
    public void Statements_of_one_document_are_bounded() =>
        Assert.StartsWith("KW3290", Imports.Refusal("rpm-symbols", string.Concat(Enumerable.Repeat("x\n", 5000))), StringComparison.Ordinal);

    [Fact]
    public void No_format_gives_supported()
    {
        foreach (var (kind, text) in new[] { ("debian-ids", "10DE2330"), ("rpm-symbols", "kernel(a) = 0x1"), ("supported-gpus", "{\"chips\":[{\"devid\":\"0x2330\"}]}") })
            Assert.DoesNotContain("\"supported\"", JsonNode.Parse(Imports.Of(kind, text).Matrix.Span)!.ToJsonString(), StringComparison.Ordinal);
    }
}
