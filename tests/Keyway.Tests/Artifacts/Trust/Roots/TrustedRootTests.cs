// SPDX-License-Identifier: Apache-2.0

using System.Text;
using System.Text.Json.Nodes;
using Keyway.Artifacts;
using Keyway.Artifacts.Keys;
using Keyway.Artifacts.Trust.Roots;
using Keyway.Tests.Fixtures;

namespace Keyway.Tests.Artifacts.Trust.Roots;

/// <summary><c>trusted_root.json</c>: what is read, what is refused, and when a period holds.</summary>
public sealed class TrustedRootTests
{
    private static readonly SoftwareKey Key = SoftwareKey.Generate(KeyKind.EcdsaP256);

    [Fact]
    public void The_public_root_is_read()
    {
        var root = TrustedRoot.Parse(File.ReadAllBytes(SharedData.Require("sigstore-conformance", "trusted_root.production.json")));

        Assert.Equal(["https://rekor.sigstore.dev", "https://log2025-1.rekor.sigstore.dev"], root.Logs.Select(log => log.BaseUrl));
        Assert.Equal([SignatureScheme.EcdsaP256Sha256, SignatureScheme.Ed25519], root.Logs.Select(log => log.Scheme));
        Assert.All(root.Logs.Concat(root.CertificateLogs), log => Assert.NotNull(log.Key));
        Assert.Equal([1, 2], root.CertificateAuthorities.Select(authority => authority.Chain.Length));
        Assert.Equal(DateTimeOffset.Parse("2022-12-31T23:59:59.999Z"), root.CertificateAuthorities[0].ValidFor.End);
        Assert.Single(root.TimestampAuthorities);
    }

    [Fact]
    public void Both_versions_are_read_and_members_of_newer_ones_kept_out_of_the_way()
    {
        var document = Document();
        document["mediaType"] = "application/vnd.dev.sigstore.trustedroot.v0.2+json";
        document["tlogs"]![0]!["operator"] = "example.org";
        document["somethingNew"] = 1;
        document["timestampAuthorities"] = null;

        Assert.Equal("example.org", Assert.Single(Read(document).Logs).Operator);
    }

    [Fact]
    public void A_period_holds_at_both_of_its_ends()
    {
        var start = DateTimeOffset.UnixEpoch;
        TimeWindow window = new(start, start.AddSeconds(5));

        Assert.True(window.Contains(start));
        Assert.True(window.Contains(start.AddSeconds(5)));
        Assert.False(window.Contains(start.AddTicks(-1)));
        Assert.False(window.Contains(start.AddSeconds(5).AddTicks(1)));
        Assert.True(new TimeWindow(start, null).Contains(DateTimeOffset.MaxValue));
    }

    [Fact]
    public void A_log_whose_key_cannot_be_used_stays_in_the_root_without_a_key()
    {
        var document = Document();
        document["tlogs"]![0]!["publicKey"]!["keyDetails"] = "LMOTS_SHA256";
        Assert.Contains("LMOTS_SHA256", Assert.Single(Read(document).Logs).Unusable, StringComparison.Ordinal);

        document["tlogs"]![0]!["publicKey"]!["keyDetails"] = "PKIX_ED25519";
        Assert.Contains("does not fit", Assert.Single(Read(document).Logs).Unusable, StringComparison.Ordinal);

        document["tlogs"]![0]!["publicKey"]!["rawBytes"] = "AAAA";
        Assert.Null(Assert.Single(Read(document).Logs).Key);
    }

    [Theory]
    [InlineData("not json", "KW2100")]
    [InlineData("{\"mediaType\":\"application/vnd.dev.sigstore.trustedroot+json;version=0.3\"}", "KW2100")]
    [InlineData("{\"mediaType\":\"a\",\"mediaType\":\"a\"}", "KW2100")]
    [InlineData("{\"mediaType\":\"application/vnd.dev.sigstore.trustedroot+json;version=0.1\",\"TLogs\":[]}", "KW2100")]
    [InlineData("{\"mediaType\":\"application/vnd.dev.sigstore.trustedroot+json;version=0.1\",\"timestamp_authorities\":[]}", "KW2100")]
    public void What_is_no_trusted_root_is_refused(string json, string code) => Assert.Equal(code, Refusal(json).Code.Id);

    [Fact]
    public void Every_period_needs_a_start_and_a_reasonable_end()
    {
        Refuses("KW2101", document => ((JsonObject)document["tlogs"]![0]!["publicKey"]!["validFor"]!).Remove("start"));
        Refuses("KW2101", document => ((JsonObject)document["tlogs"]![0]!["publicKey"]!).Remove("validFor"));
        Refuses("KW2101", document => ((JsonObject)document["certificateAuthorities"]![0]!).Remove("validFor"));
        Refuses("KW2101", document => document["certificateAuthorities"]![0]!["validFor"]!["end"] = "2019-01-01T00:00:00Z");
        Refuses("KW2100", document => document["certificateAuthorities"]![0]!["validFor"]!["end"] = "tomorrow");
        Refuses("KW2100", document => document["certificateAuthorities"]![0]!["validFor"]!["start"] = "2025-01-01T00:00:00Z\n");
        Refuses("KW2100", document => document["certificateAuthorities"]![0]!["validFor"]!["start"] = "2025-02-30T00:00:00Z");
    }

    [Fact]
    public void Every_log_and_authority_needs_its_parts()
    {
        Refuses("KW2100", document => ((JsonObject)document["tlogs"]![0]!).Remove("logId"));
        Refuses("KW2100", document => document["tlogs"]![0]!["logId"] = new JsonObject());
        Refuses("KW2100", document => ((JsonObject)document["tlogs"]![0]!).Remove("publicKey"));
        Refuses("KW2100", document => document["tlogs"]![0]!["hashAlgorithm"] = "SHA2_512");
        Refuses("KW2100", document => ((JsonObject)document["certificateAuthorities"]![0]!).Remove("certChain"));
        Refuses("KW2100", document => document["certificateAuthorities"]![0]!["certChain"]!["certificates"] = new JsonArray());
        Refuses("KW2100", document => document["tlogs"] = new JsonObject());
        Refuses("KW2100", document => document["tlogs"] = new JsonArray([.. Enumerable.Range(0, 257).Select(_ => (JsonNode)new JsonObject())]));
        Assert.Equal("KW2100", Assert.Throws<KeywayException>(() => TrustedRoot.Parse(new byte[(4 << 20) + 1])).Code.Id);
    }

    private static void Refuses(string code, Action<JsonObject> change)
    {
        var document = Document();
        change(document);
        Assert.Equal(code, Refusal(document.ToJsonString()).Code.Id);
    }

    private static KeywayException Refusal(string json) => Assert.Throws<KeywayException>(() => TrustedRoot.Parse(Encoding.UTF8.GetBytes(json)));

    private static TrustedRoot Read(JsonObject document) => TrustedRoot.Parse(Encoding.UTF8.GetBytes(document.ToJsonString()));

    private static JsonObject Document() => new()
    {
        ["mediaType"] = "application/vnd.dev.sigstore.trustedroot+json;version=0.1",
        ["tlogs"] = new JsonArray(new JsonObject
        {
            ["baseUrl"] = "https://log.example",
            ["hashAlgorithm"] = "SHA2_256",
            ["publicKey"] = new JsonObject
            {
                ["rawBytes"] = Convert.ToBase64String(Key.PublicKey.SubjectPublicKeyInfo.Span),
                ["keyDetails"] = "PKIX_ECDSA_P256_SHA_256",
                ["validFor"] = new JsonObject { ["start"] = "2020-01-01T00:00:00.5Z" },
            },
            ["logId"] = new JsonObject { ["keyId"] = "AAAA" },
        }),
        ["certificateAuthorities"] = new JsonArray(new JsonObject
        {
            ["certChain"] = new JsonObject { ["certificates"] = new JsonArray(new JsonObject { ["rawBytes"] = "AAAA" }) },
            ["validFor"] = new JsonObject { ["start"] = "2020-01-01T00:00:00Z", ["end"] = "2030-01-01T00:00:00Z" },
        }),
    };
}
