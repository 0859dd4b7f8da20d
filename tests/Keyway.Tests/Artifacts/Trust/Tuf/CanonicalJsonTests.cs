// SPDX-License-Identifier: Apache-2.0

using System.Text;
using System.Text.Json;
using Keyway.Artifacts.Trust.Tuf;

namespace Keyway.Tests.Artifacts.Trust.Tuf;

/// <summary>OLPC canonical JSON: one form for each document, and documents without one are refused.</summary>
public sealed class CanonicalJsonTests
{
    [Theory]
    [InlineData("{}", "{}")]
    [InlineData("[ ]", "[]")]
    [InlineData("[1, -2,\n0, -0, 12345678901234567890]", "[1,-2,0,0,12345678901234567890]")]
    [InlineData("{\"b\": true, \"a\": {\"d\": null, \"c\": false}}", "{\"a\":{\"c\":false,\"d\":null},\"b\":true}")]
    [InlineData("\"a\\\"b\\\\c\\u0041\\n\\/\"", "\"a\\\"b\\\\cA\n/\"")]
    [InlineData("{\"Z\":1,\"a\":1,\"ä\":1,\"\\ue000\":1,\"\\ud834\\udd1e\":1}", "{\"Z\":1,\"a\":1,\"ä\":1,\"\ue000\":1,\"𝄞\":1}")]
    public void Document_has_one_form(string json, string canonical)
    {
        using var document = JsonDocument.Parse(json);

        Assert.Equal(canonical, Encoding.UTF8.GetString(CanonicalJson.Of(document.RootElement)));
    }

    [Theory]
    [InlineData("1.0")]
    [InlineData("1e2")]
    [InlineData("[0.5]")]
    [InlineData("\"\\ud800\"")]
    [InlineData("{\"\\udc00\":1}")]
    public void Document_without_one_form_is_refused(string json)
    {
        using var document = JsonDocument.Parse(json);

        Assert.Throws<FormatException>(() => CanonicalJson.Of(document.RootElement));
    }
}
