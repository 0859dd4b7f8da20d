// SPDX-License-Identifier: Apache-2.0

using System.Text;
using Keyway.Artifacts;
using Keyway.Artifacts.Signing.Sign;
using Keyway.Tests.Fixtures;

namespace Keyway.Tests.Artifacts.Signing.Sign;

/// <summary>Which services a signing configuration of version 0.2 makes a signer use.</summary>
public sealed class SigningConfigTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 24, 0, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("""{"selector":"ANY"}""", "https://new.example")]
    [InlineData("""{"selector":"ALL"}""", "https://new.example https://other.example")]
    [InlineData("""{"selector":"EXACT","count":1}""", "https://new.example")]
    [InlineData("""{"selector":"EXACT","count":2}""", "https://new.example https://other.example")]
    public void Newest_active_services_of_the_highest_version_are_used_one_per_operator(string selection, string expected)
    {
        var config = Parse($$"""
            {"mediaType":"application/vnd.dev.sigstore.signingconfig.v0.2+json","newMember":{"x":1},
             "caUrls":[{"url":"https://later.example","majorApiVersion":1,"validFor":{"start":"2027-01-01T00:00:00Z"},"operator":"a"},
                       {"url":"https://ca.example","majorApiVersion":1,"validFor":{"start":"2025-01-01T00:00:00Z"},"operator":"a"}],
             "rekorTlogUrls":[{"url":"https://old.example","majorApiVersion":2,"validFor":{"start":"2025-01-01T00:00:00Z"},"operator":"a"},
                              {"url":"https://new.example","majorApiVersion":2,"validFor":{"start":"2026-06-01T00:00:00Z"},"operator":"a"},
                              {"url":"https://other.example","majorApiVersion":2,"validFor":{"start":"2025-02-01T00:00:00Z"},"operator":"b"},
                              {"url":"https://v1.example","majorApiVersion":1,"operator":"c"},
                              {"url":"https://v9.example","majorApiVersion":9,"operator":"c"},
                              {"url":"https://gone.example","majorApiVersion":2,"validFor":{"start":"2024-01-01T00:00:00Z","end":"2026-01-01T00:00:00Z"},"operator":"d"}],
             "rekorTlogConfig":{{selection}},
             "tsaUrls":[{"url":"https://tsa.example/api/v1/timestamp","majorApiVersion":1,"operator":"a"}],"tsaConfig":{"selector":"ANY"} }
            """);

        var services = SigningServices.Of(config, Now);

        Assert.Equal("https://ca.example/", services.CertificateAuthority?.ToString());
        Assert.Equal(expected, string.Join(' ', services.Logs.Select(log => log.Address.GetLeftPart(UriPartial.Authority))));
        Assert.Equal("https://tsa.example/api/v1/timestamp", Assert.Single(services.TimestampAuthorities).ToString());
        Assert.True(services.TellsTime);
    }

    [Fact]
    public void Validity_includes_both_ends()
    {
        SigningEndpoint service = new(new Uri("https://x.example"), 1, "x", Now, Now.AddDays(1));

        Assert.Equal([false, true, true, false], new[] { Now.AddSeconds(-1), Now, Now.AddDays(1), Now.AddDays(1).AddSeconds(1) }.Select(service.IsActiveAt));
    }

    [Fact]
    public void Configuration_without_services_means_none()
    {
        var services = SigningServices.Of(Parse("""{"mediaType":"application/vnd.dev.sigstore.signingconfig.v0.2+json","rekorTlogConfig":{},"tsaConfig":{}}"""), Now);

        Assert.Null(services.CertificateAuthority);
        Assert.Empty(services.Logs);
        Assert.False(services.TellsTime);
    }

    [Fact]
    public void Refusals_of_configurations_read_well()
    {
        var refusals = new[]
        {
            Refusal("<xml/>"),
            Refusal("null"),
            Refusal("""{"mediaType":"application/vnd.dev.sigstore.signingconfig.v0.1+json"}"""),
            Refusal(Config("""{"url":"ftp://x","majorApiVersion":2}""", """{"selector":"ANY"}""")),
            Refusal(Config("""{"url":"https://x.example","majorApiVersion":2,"validFor":{"start":"yesterday"}}""", """{"selector":"ANY"}""")),
            Refusal(Config("""{"url":"https://x.example","majorApiVersion":2}""", """{"selector":"MOST"}""")),
            Refusal(Config("""{"url":"https://x.example","majorApiVersion":2}""", "{}")),
            Refusal(Config("""{"url":"https://x.example","majorApiVersion":3}""", """{"selector":"ANY"}""")),
            Refusal(Config("""{"url":"https://x.example","majorApiVersion":2}""", """{"selector":"EXACT","count":2}""")),
            Refusal(Config("""{"url":"https://x.example","majorApiVersion":2}""", """{"selector":"EXACT"}""")),
            Refusal(Config(string.Join(',', Enumerable.Repeat("""{"url":"https://x.example","majorApiVersion":2}""", 65)), """{"selector":"ANY"}""")),
            Refusal(new string(' ', 1_100_000)),
            // Found by fuzzing.
            Refusal(Config("null", """{"selector":"ANY"}""")),
        };

        Golden.Verify("Signing/SigningConfig.txt", string.Join("\n", refusals.Select(refusal => ErrorText.Of(refusal))));
    }

    private static string Config(string logs, string selection) =>
        $$"""{"mediaType":"application/vnd.dev.sigstore.signingconfig.v0.2+json","rekorTlogUrls":[{{logs}}],"rekorTlogConfig":{{selection}} }""";

    private static SigningConfig Parse(string json) => SigningConfig.Parse(Encoding.UTF8.GetBytes(json));

    private static KeywayException Refusal(string json) => Assert.Throws<KeywayException>(() => SigningServices.Of(Parse(json), Now));
}
