// SPDX-License-Identifier: Apache-2.0

using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json.Nodes;
using Keyway.Artifacts.Signing.Sign;
using Keyway.Artifacts.Signing.Verify;
using Keyway.Artifacts.Web;

namespace Keyway.Tests.Fixtures.Sigstore;

/// <summary>
/// A whole Sigstore instance on one loopback port: certificate authority with certificate log, Rekor 1 and 2, timestamp authority. Honest unless <see cref="Intercept"/> says
/// otherwise; its trusted root is <see cref="TrustedRoot"/>.
/// </summary>
internal sealed class VirtualSigstore : IAsyncDisposable
{
    public const string Identity = "https://github.com/keyway/driver/.github/workflows/release.yml@refs/heads/main";
    public const string Issuer = "https://token.actions.githubusercontent.com";

    private readonly LoopbackServer server;

    public VirtualSigstore()
    {
        Authority = new(Clock.Now);
        TimestampAuthority = new(Clock.Now);
        server = new(request => Intercept(request) ?? Honest(request));
        Web = new(RegistryAccess.Settings());
    }

    public SigningClock Clock { get; } = new();

    public VirtualAuthority Authority { get; }

    public VirtualTimestampAuthority TimestampAuthority { get; }

    public VirtualLog LogV1 { get; } = new("rekor1.keyway.test");

    public VirtualLog LogV2 { get; } = new("rekor2.keyway.test");

    /// <summary>Answers in place of the honest service, where it answers at all.</summary>
    public Func<LoopbackRequest, LoopbackResponse?> Intercept { get; set; } = _ => null;

    public WebClient Web { get; }

    public IReadOnlyCollection<LoopbackRequest> Requests => server.Requests;

    public Uri Address => new($"http://{server.Authority}");

    /// <summary>Everything of this instance, with the log of one version.</summary>
    public SigningServices Services(int logVersion) => new()
    {
        CertificateAuthority = Address,
        Logs = [new SigningEndpoint(Address, logVersion, "keyway.test", null, null)],
        TimestampAuthorities = [Address],
    };

    public TokenIdentity Token(string subject = Identity) => new(new GivenToken(IdentityToken.Parse(Jwt(subject, Clock.Now.AddMinutes(5)), Clock)));

    /// <summary>A signer that uses these services and this instance's trusted root.</summary>
    public BundleSigner Signer(SigningServices services) => new(Web, services, new SignatureVerifier(Keyway.Artifacts.Trust.Roots.TrustedRoot.Parse(TrustedRoot)), Clock);

    public static string Jwt(string subject, DateTimeOffset expiry) =>
        $"{Part("""{"alg":"none"}""")}.{Part($$"""{"iss":"{{Issuer}}","sub":"{{subject}}","aud":"sigstore","exp":{{expiry.ToUnixTimeSeconds()}}}""")}.{Part("signature")}";

    /// <summary>What verifiers of this instance's bundles trust.</summary>
    public byte[] TrustedRoot => Encoding.UTF8.GetBytes(new JsonObject
    {
        ["mediaType"] = "application/vnd.dev.sigstore.trustedroot+json;version=0.1",
        ["tlogs"] = new JsonArray(Log(LogV1.Origin, LogV1.PublicKey), Log(LogV2.Origin, LogV2.PublicKey)),
        ["certificateAuthorities"] = new JsonArray(Chain(Authority.Root)),
        ["ctlogs"] = new JsonArray(Log("ct.keyway.test", Authority.LogKey)),
        ["timestampAuthorities"] = new JsonArray(Chain(TimestampAuthority.Signer, TimestampAuthority.Root)),
    }.ToJsonString());

    public async ValueTask DisposeAsync()
    {
        Web.Dispose();
        await server.DisposeAsync();
    }

    private LoopbackResponse Honest(LoopbackRequest request)
    {
        lock (server)
        {
            return request.Path switch
            {
                "/api/v2/signingCert" => LoopbackResponse.Of(201, Certificate(request.Body).ToJsonString()),
                "/api/v2/log/entries" => LoopbackResponse.Of(201, VirtualLog.Canonical(request.Body) is var (body, kind) ? LogV2.Add2(body, kind).ToJsonString() : ""),
                "/api/v1/log/entries" => LoopbackResponse.Of(201, LogV1.Add1(VirtualLog.Canonical(request.Body).Body, Clock.Now).ToJsonString()),
                "/api/v1/timestamp" => LoopbackResponse.Of(201, TimestampAuthority.Answer(request.Body, Clock.Now)),
                _ => LoopbackResponse.Of(404, "no such service"),
            };
        }
    }

    /// <summary>The answer of the certificate authority to an honest request.</summary>
    public JsonObject Certificate(byte[] request, VirtualAuthority? issuer = null)
    {
        var sent = JsonNode.Parse(request)!;
        var claims = JsonNode.Parse(Base64Url.DecodeFromChars(sent["credentials"]!["oidcIdentityToken"]!.GetValue<string>().Split('.')[1]))!;
        var leaf = (issuer ?? Authority).Issue(KeyOf(sent, claims["sub"]!.GetValue<string>()), claims["sub"]!.GetValue<string>(), claims["iss"]!.GetValue<string>(), Clock.Now);
        return new JsonObject
        {
            ["signedCertificateEmbeddedSct"] = new JsonObject
            {
                ["chain"] = new JsonObject { ["certificates"] = new JsonArray(PemEncoding.WriteString("CERTIFICATE", leaf), PemEncoding.WriteString("CERTIFICATE", Authority.Root)) },
            },
        };
    }

    // Both proofs of possession are checked, as Fulcio does.
    private static byte[] KeyOf(JsonNode sent, string subject)
    {
        if (sent["certificateSigningRequest"] is { } signingRequest)
        {
            var pem = Encoding.ASCII.GetString(Convert.FromBase64String(signingRequest.GetValue<string>()));
            return CertificateRequest.LoadSigningRequestPem(pem, HashAlgorithmName.SHA256).PublicKey.ExportSubjectPublicKeyInfo();
        }

        var key = Keyway.Artifacts.Keys.PublicKey.FromPem(sent["publicKeyRequest"]!["publicKey"]!["content"]!.GetValue<string>());
        Assert.True(key.Verify(Encoding.UTF8.GetBytes(subject), Convert.FromBase64String(sent["publicKeyRequest"]!["proofOfPossession"]!.GetValue<string>()), key.DefaultScheme));
        return key.SubjectPublicKeyInfo.ToArray();
    }

    private JsonObject Log(string origin, byte[] key) => new()
    {
        ["baseUrl"] = $"https://{origin}",
        ["hashAlgorithm"] = "SHA2_256",
        ["publicKey"] = new JsonObject { ["rawBytes"] = Convert.ToBase64String(key), ["keyDetails"] = "PKIX_ECDSA_P256_SHA_256", ["validFor"] = new JsonObject { ["start"] = Text(Clock.Now.AddDays(-1)) } },
        ["logId"] = new JsonObject { ["keyId"] = Convert.ToBase64String(SHA256.HashData(key)) },
    };

    private JsonObject Chain(params byte[][] certificates) => new()
    {
        ["subject"] = new JsonObject { ["organization"] = "keyway.test", ["commonName"] = "virtual sigstore" },
        ["uri"] = "https://ca.keyway.test",
        ["certChain"] = new JsonObject { ["certificates"] = new JsonArray([.. certificates.Select(der => (JsonNode)new JsonObject { ["rawBytes"] = Convert.ToBase64String(der) })]) },
        ["validFor"] = new JsonObject { ["start"] = Text(Clock.Now.AddDays(-1)) },
    };

    private static string Text(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static string Part(string text) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(text));
}
