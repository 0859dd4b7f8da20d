// SPDX-License-Identifier: Apache-2.0

using System.Numerics;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Keyway.Artifacts;
using Keyway.Artifacts.Keys;
using Keyway.Tests.Fixtures;
using Keyway.Tests.Fixtures.Sigstore;

namespace Keyway.Tests.Artifacts.Signing.Sign;

/// <summary>Services that refuse, send garbage, or give something about something else: each is refused by its own code, and no bundle comes out.</summary>
public sealed class DishonestServiceTests
{
    private const string Certificates = "/api/v2/signingCert";
    private const string Log1 = "/api/v1/log/entries";
    private const string Log2 = "/api/v2/log/entries";
    private const string Stamps = "/api/v1/timestamp";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(Certificates, 401, "KW2206")]
    [InlineData(Certificates, 503, "KW2209")]
    [InlineData(Log1, 400, "KW2210")]
    [InlineData(Log1, 409, "KW2210")]
    [InlineData(Log2, 400, "KW2210")]
    [InlineData(Log2, 429, "KW2209")]
    [InlineData(Stamps, 404, "KW2220")]
    [InlineData(Stamps, 500, "KW2209")]
    public async Task Refusal_of_a_service_names_it_and_what_it_said(string path, int status, string code)
    {
        var refusal = await RefusalAsync(path, _ => LoopbackResponse.Of(status, "no, because"));

        Assert.Equal(code, refusal.Code.Id);
        Assert.Contains($"answered {status}: no, because", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Certificates, "KW2207")]
    [InlineData(Log1, "KW2211")]
    [InlineData(Log2, "KW2211")]
    [InlineData(Stamps, "KW2221")]
    public async Task Garbage_is_refused(string path, string code)
    {
        foreach (var garbage in new[] { "", "null", "{}", "[]", "<html>", "{\"a\":1,\"a\":2}", """{"x":{}}""", """{"canonicalizedBody":"e30=","logId":{"keyId":"AA=="}}""", "0\u0000" })
            Assert.Equal(code, (await RefusalAsync(path, _ => LoopbackResponse.Of(201, garbage))).Code.Id);
    }

    [Theory]
    [InlineData(Certificates)]
    [InlineData(Log1)]
    [InlineData(Log2)]
    [InlineData(Stamps)]
    public async Task Endless_and_cut_answers_are_refused(string path)
    {
        var endless = await RefusalAsync(path, _ => LoopbackResponse.Raw("HTTP/1.1 201 Created\r\nConnection: close\r\n\r\n" + new string(' ', 9 << 20)));
        var cut = await RefusalAsync(path, _ => LoopbackResponse.Raw("HTTP/1.1 201 Created\r\nContent-Length: 100\r\nConnection: close\r\n\r\n{"));

        Assert.Equal("KW1109", endless.Code.Id);
        Assert.Equal(ErrorKind.TryLater, cut.Code.Kind);
    }

    [Fact]
    public async Task Certificate_about_another_key_is_refused()
    {
        using var other = SoftwareKey.Generate(KeyKind.EcdsaP256);

        var refusal = await RefusalAsync(Certificates, (sigstore, _) =>
        {
            var leaf = sigstore.Authority.Issue(other.PublicKey.SubjectPublicKeyInfo.ToArray(), VirtualSigstore.Identity, VirtualSigstore.Issuer, sigstore.Clock.Now);
            return Chain("signedCertificateEmbeddedSct", PemEncoding.WriteString("CERTIFICATE", leaf));
        });

        Assert.Equal("KW2208", refusal.Code.Id);
        Assert.Contains(other.PublicKey.Fingerprint.ToString(), refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Certificates_in_other_shapes_are_refused()
    {
        Assert.Equal("KW2207", (await RefusalAsync(Certificates, (_, _) => Chain("signedCertificateDetachedSct", "x"))).Code.Id);
        Assert.Equal("KW2207", (await RefusalAsync(Certificates, (_, _) => Chain("signedCertificateEmbeddedSct"))).Code.Id);
        Assert.Equal("KW2207", (await RefusalAsync(Certificates, (_, _) => Chain("signedCertificateEmbeddedSct", "no pem"))).Code.Id);
        Assert.Equal("KW2207", (await RefusalAsync(Certificates, (_, _) => Chain("signedCertificateEmbeddedSct", PemEncoding.WriteString("CERTIFICATE", [1, 2])))).Code.Id);
        Assert.Equal("KW2207", (await RefusalAsync(Certificates, (_, _) => Chain("signedCertificateEmbeddedSct", [.. Enumerable.Repeat("x", 9)]))).Code.Id);
    }

    [Theory]
    [InlineData(1, "hash")]
    [InlineData(2, "hash")]
    [InlineData(1, "signature")]
    [InlineData(2, "signature")]
    [InlineData(1, "key")]
    [InlineData(2, "key")]
    public async Task Log_entry_about_something_else_is_refused(int version, string what)
    {
        using var other = SoftwareKey.Generate(KeyKind.EcdsaP256);

        var refusal = await RefusalAsync(version == 1 ? Log1 : Log2, (sigstore, request) =>
        {
            var sent = JsonNode.Parse(request.Body)!;
            if (version == 1) Change1(sent["spec"]!, what, other.PublicKey);
            else Change2(sent["hashedRekordRequestV002"]!, what, other.PublicKey);
            var (body, kind) = VirtualLog.Canonical(Encoding.UTF8.GetBytes(sent.ToJsonString()));
            return LoopbackResponse.Of(201, (version == 1 ? sigstore.LogV1.Add1(body, sigstore.Clock.Now) : sigstore.LogV2.Add2(body, kind)).ToJsonString());
        });

        Assert.Equal("KW2212", refusal.Code.Id);
        Assert.Contains($"its {what} is", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Log_entry_of_another_kind_or_of_two_minds_is_refused()
    {
        var other = await RefusalAsync(Log2, (sigstore, _) => LoopbackResponse.Of(201, sigstore.LogV2.Add2("""{"apiVersion":"0.0.2","kind":"helm","spec":{}}"""u8.ToArray(), "helm").ToJsonString()));
        var torn = await RefusalAsync(Log2, (sigstore, request) => LoopbackResponse.Of(201, sigstore.LogV2.Add2(VirtualLog.Canonical(request.Body).Body, "dsse").ToJsonString()));
        var empty = await RefusalAsync(Log2, (sigstore, _) => LoopbackResponse.Of(201, sigstore.LogV2.Add2("""{"apiVersion":"0.0.2","kind":"hashedrekord","spec":{}}"""u8.ToArray(), "hashedrekord").ToJsonString()));

        Assert.Equal(["KW2212", "KW2212", "KW2211"], [other.Code.Id, torn.Code.Id, empty.Code.Id]);
    }

    [Fact]
    public async Task Timestamp_about_another_signature_or_of_another_question_is_refused()
    {
        var otherHash = await RefusalAsync(Stamps, (sigstore, request) => LoopbackResponse.Of(200, sigstore.TimestampAuthority.Stamp(new byte[32], NonceOf(request.Body), sigstore.Clock.Now)));
        var otherNonce = await RefusalAsync(Stamps, (sigstore, request) => LoopbackResponse.Of(200, sigstore.TimestampAuthority.Stamp(HashOf(request.Body), NonceOf(request.Body) + 1, sigstore.Clock.Now)));
        var rejected = await RefusalAsync(Stamps, _ => LoopbackResponse.Of(200, [0x30, 0x05, 0x30, 0x03, 0x02, 0x01, 0x02]));

        Assert.Equal(["KW2222", "KW2222", "KW2220"], [otherHash.Code.Id, otherNonce.Code.Id, rejected.Code.Id]);
    }

    [Fact]
    public async Task What_is_about_the_right_thing_but_not_from_a_trusted_service_is_found_by_the_check_of_the_finished_bundle()
    {
        VirtualLog foreignLog = new("rekor2.keyway.test");
        VirtualAuthority foreignAuthority = new(new SigningClock().Now);
        VirtualTimestampAuthority foreignStamps = new(new SigningClock().Now);
        List<KeywayException> refusals =
        [
            await RefusalAsync(Log2, (_, request) => LoopbackResponse.Of(201, VirtualLog.Canonical(request.Body) is var (body, kind) ? foreignLog.Add2(body, kind).ToJsonString() : "")),
            await RefusalAsync(Stamps, (sigstore, request) => LoopbackResponse.Of(200, foreignStamps.Answer(request.Body, sigstore.Clock.Now))),
            await RefusalAsync(Stamps, (sigstore, request) => LoopbackResponse.Of(200, sigstore.TimestampAuthority.Answer(request.Body, sigstore.Clock.Now.AddHours(1)))),
            await RefusalAsync(Certificates, (sigstore, request) => LoopbackResponse.Of(201, sigstore.Certificate(request.Body, foreignAuthority).ToJsonString())),
            await RefusalAsync(Log2, (sigstore, request) => Altered(sigstore, request, proof => proof["rootHash"] = Convert.ToBase64String(new byte[32]))),
            await RefusalAsync(Log2, (sigstore, request) => Altered(sigstore, request, proof => proof["checkpoint"]!["envelope"] = "other\n1\nAAAA\n\n")),
        ];

        Assert.All(refusals, refusal => Assert.Equal("KW2230", refusal.Code.Id));
        Assert.All(refusals, refusal => Assert.Contains("does not pass verification: KW21", refusal.Message, StringComparison.Ordinal));
        Assert.Equal(6, refusals.Select(refusal => refusal.Message.Split(": ")[1].Split(' ')[0]).Distinct().Count());

        static LoopbackResponse Altered(VirtualSigstore sigstore, LoopbackRequest request, Action<JsonNode> change)
        {
            var (body, kind) = VirtualLog.Canonical(request.Body);
            var entry = sigstore.LogV2.Add2(body, kind);
            change(entry["inclusionProof"]!);
            return LoopbackResponse.Of(201, entry.ToJsonString());
        }
    }

    [Fact]
    public async Task Refusals_read_well_and_hold_no_token()
    {
        using var other = SoftwareKey.Generate(KeyKind.EcdsaP256);
        var token = VirtualSigstore.Jwt(VirtualSigstore.Identity, new SigningClock().Now.AddMinutes(5));
        List<KeywayException> refusals =
        [
            await RefusalAsync(Certificates, _ => LoopbackResponse.Of(401, "token has expired")),
            await RefusalAsync(Certificates, _ => LoopbackResponse.Of(201, "<html>")),
            await RefusalAsync(Log2, _ => LoopbackResponse.Of(503)),
            await RefusalAsync(Log2, _ => LoopbackResponse.Of(400, """{"code":3,"message":"invalid signature"}""")),
            await RefusalAsync(Log2, _ => LoopbackResponse.Of(201, "{}")),
            await RefusalAsync(Stamps, _ => LoopbackResponse.Of(404)),
            await RefusalAsync(Stamps, _ => LoopbackResponse.Of(200, "x")),
            await RefusalAsync(Stamps, (sigstore, request) => LoopbackResponse.Of(200, sigstore.TimestampAuthority.Stamp(HashOf(request.Body), 7, sigstore.Clock.Now))),
        ];

        Assert.DoesNotContain(refusals, refusal => refusal.ToString().Contains(token, StringComparison.Ordinal));
        var text = string.Join("\n", refusals.Select(refusal => ErrorText.Of(refusal)));
        Golden.Verify("Signing/Services.txt", Varying().Replace(text, match => match.Value.Contains(':', StringComparison.Ordinal) ? "127.0.0.1:PORT" : "NONCE"));
    }

    private static System.Text.RegularExpressions.Regex Varying() => new(@"127\.0\.0\.1:\d+|(?<=expected )\d{6,}", System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(1));

    private static Task<KeywayException> RefusalAsync(string path, Func<LoopbackRequest, LoopbackResponse> answer) => RefusalAsync(path, (_, request) => answer(request));

    private static async Task<KeywayException> RefusalAsync(string path, Func<VirtualSigstore, LoopbackRequest, LoopbackResponse> answer)
    {
        await using VirtualSigstore sigstore = new();
        sigstore.Intercept = request => request.Path == path ? answer(sigstore, request) : null;
        var signer = sigstore.Signer(sigstore.Services(path == Log1 ? 1 : 2));
        return await Assert.ThrowsAsync<KeywayException>(() => signer.SignArtifactAsync(new MemoryStream([1]), sigstore.Token(), Stop));
    }

    private static LoopbackResponse Chain(string member, params string[] certificates) => LoopbackResponse.Of(201, new JsonObject
    {
        [member] = new JsonObject { ["chain"] = new JsonObject { ["certificates"] = new JsonArray([.. certificates.Select(pem => (JsonNode)pem)]) } },
    }.ToJsonString());

    private static void Change1(JsonNode spec, string what, PublicKey other)
    {
        if (what == "hash") spec["data"]!["hash"]!["value"] = new string('0', 64);
        else if (what == "signature") spec["signature"]!["content"] = "AAAA";
        else spec["signature"]!["publicKey"]!["content"] = Convert.ToBase64String(Encoding.ASCII.GetBytes(other.ToPem()));
    }

    private static void Change2(JsonNode request, string what, PublicKey other)
    {
        if (what == "hash") request["digest"] = Convert.ToBase64String(new byte[32]);
        else if (what == "signature") request["signature"]!["content"] = "AAAA";
        else request["signature"]!["verifier"]!["x509Certificate"]!["rawBytes"] = Convert.ToBase64String(other.SubjectPublicKeyInfo.Span);
    }

    private static BigInteger NonceOf(byte[] query) => Query(query).Nonce;

    private static byte[] HashOf(byte[] query) => Query(query).Hash;

    private static (byte[] Hash, BigInteger Nonce) Query(byte[] query)
    {
        var request = new System.Formats.Asn1.AsnReader(query, System.Formats.Asn1.AsnEncodingRules.DER).ReadSequence();
        request.ReadInteger();
        var imprint = request.ReadSequence();
        imprint.ReadSequence();
        return (imprint.ReadOctetString(), request.ReadInteger());
    }
}
