// SPDX-License-Identifier: Apache-2.0

using System.Security.Cryptography;
using Keyway.Artifacts;
using Keyway.Artifacts.Keys;
using Keyway.Artifacts.Signing.Bundles;
using Keyway.Artifacts.Signing.Sign;
using Keyway.Tests.Fixtures.Sigstore;

namespace Keyway.Tests.Artifacts.Signing.Sign;

/// <summary>Bundles made with honest services: what is in them, and which requests they took.</summary>
public sealed class BundleSignerTests
{
    private static readonly byte[] Artifact = "driver"u8.ToArray();
    private static readonly byte[] Statement = System.Text.Encoding.UTF8.GetBytes(
        $$"""{"_type":"https://in-toto.io/Statement/v1","subject":[{"name":"driver","digest":{"sha256":"{{Convert.ToHexStringLower(SHA256.HashData(Artifact))}}"} }],"predicateType":"https://example.com/built/v1","predicate":{} }""");

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1, CertificateRequestForm.SigningRequest)]
    [InlineData(2, CertificateRequestForm.SigningRequest)]
    [InlineData(2, CertificateRequestForm.PublicKey)]
    public async Task Artifact_is_signed_by_an_identity(int log, CertificateRequestForm form)
    {
        await using VirtualSigstore sigstore = new();
        var signer = sigstore.Signer(sigstore.Services(log));

        var bundle = await signer.SignArtifactAsync(new MemoryStream(Artifact), sigstore.Token() with { Form = form }, Stop);

        var message = Assert.IsType<MessageSignature>(bundle.Content);
        Assert.Equal("SHA2_256", message.DigestAlgorithm);
        Assert.Equal(SHA256.HashData(Artifact), message.Digest.ToArray());
        Assert.IsType<CertificateMaterial>(bundle.Material);
        Assert.Single(bundle.Timestamps);
        Assert.Equal(("hashedrekord", $"0.0.{log}"), (bundle.LogEntries[0].Kind, bundle.LogEntries[0].KindVersion));
        Assert.Equal(log == 1, !bundle.LogEntries[0].SignedEntryTimestamp.IsEmpty);
        Assert.Equal(bundle.ToJson(), SigstoreBundle.Parse(bundle.ToJson()).ToJson());
    }

    [Theory]
    [InlineData(1, "dsse", "0.0.1")]
    [InlineData(2, "hashedrekord", "0.0.2")]
    public async Task Statement_is_logged_as_each_version_of_the_log_wants_it(int log, string kind, string version)
    {
        await using VirtualSigstore sigstore = new();
        var signer = sigstore.Signer(sigstore.Services(log));

        var bundle = await signer.SignStatementAsync(Statement, sigstore.Token(), Stop);

        var envelope = Assert.IsType<DsseEnvelope>(bundle.Content);
        Assert.Equal(Statement, envelope.Payload.ToArray());
        Assert.Equal((kind, version), (bundle.LogEntries[0].Kind, bundle.LogEntries[0].KindVersion));
        if (log == 2) Assert.Contains(Convert.ToBase64String(SHA256.HashData(envelope.ToSignedBytes())), System.Text.Encoding.UTF8.GetString(bundle.LogEntries[0].CanonicalizedBody.Span), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(KeyKind.EcdsaP256, "SHA2_256")]
    [InlineData(KeyKind.EcdsaP384, "SHA2_384")]
    [InlineData(KeyKind.EcdsaP521, "SHA2_512")]
    [InlineData(KeyKind.Rsa, "SHA2_256")]
    public async Task Known_key_of_each_kind_signs_and_is_logged(KeyKind kind, string algorithm)
    {
        await using VirtualSigstore sigstore = new();
        using var key = SoftwareKey.Generate(kind);
        var signer = sigstore.Signer(sigstore.Services(2));

        var bundle = await signer.SignArtifactAsync(new MemoryStream(Artifact), new KeyIdentity(key), Stop);

        Assert.Equal(algorithm, Assert.IsType<MessageSignature>(bundle.Content).DigestAlgorithm);
        Assert.Equal(Convert.ToBase64String(Convert.FromHexString(key.PublicKey.Fingerprint.Hex)), Assert.IsType<KeyHintMaterial>(bundle.Material).Hint);
        Assert.True(key.PublicKey.Verify(Artifact, bundle.Content.Signature.Span, key.Scheme));
        Assert.DoesNotContain(sigstore.Requests, request => request.Path == "/api/v2/signingCert");
    }

    [Fact]
    public async Task Ed25519_signs_without_a_log_and_statements_for_the_log_of_version_1()
    {
        await using VirtualSigstore sigstore = new();
        using var key = SoftwareKey.Generate(KeyKind.Ed25519);

        var alone = await sigstore.Signer(SigningServices.None).SignArtifactAsync(new MemoryStream(Artifact), new KeyIdentity(key), Stop);
        var logged = await sigstore.Signer(sigstore.Services(1)).SignStatementAsync(Statement, new KeyIdentity(key), Stop);

        Assert.Empty(alone.LogEntries);
        Assert.Equal("dsse", logged.LogEntries[0].Kind);
        foreach (var version in new[] { 1, 2 })
        {
            var signer = sigstore.Signer(sigstore.Services(version));
            Assert.Equal("KW2214", (await Assert.ThrowsAsync<KeywayException>(() => signer.SignArtifactAsync(new MemoryStream(Artifact), new KeyIdentity(key), Stop))).Code.Id);
        }
    }

    // The log wants the SHA-512 of what was signed, which only the prehashed form can be checked against.
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Ed25519ph_is_logged_where_Ed25519_cannot_be(int version)
    {
        await using VirtualSigstore sigstore = new();
        using var key = SoftwareKey.Generate(KeyKind.Ed25519).With(SignatureScheme.Ed25519ph);

        var bundle = await sigstore.Signer(sigstore.Services(version)).SignArtifactAsync(new MemoryStream(Artifact), new KeyIdentity(key), Stop);

        Assert.Equal("hashedrekord", bundle.LogEntries[0].Kind);
    }

    [Fact]
    public async Task Entry_that_is_already_in_the_log_is_fetched()
    {
        await using VirtualSigstore sigstore = new();
        using var key = SoftwareKey.Generate(KeyKind.Rsa);
        var stored = "";
        sigstore.Intercept = request => (request.Method, request.Path) switch
        {
            ("POST", "/api/v1/log/entries") when stored.Length == 0 => Fixtures.LoopbackResponse.Of(409, $$"""{"code":409,"message":"an equivalent entry already exists in the transparency log with UUID {{Remember(request)}}"}"""),
            ("GET", var path) when path == "/api/v1/log/entries/" + new string('a', 80) => Fixtures.LoopbackResponse.Of(200, stored),
            _ => null,
        };
        var signer = sigstore.Signer(sigstore.Services(1));

        var bundle = await signer.SignArtifactAsync(new MemoryStream(Artifact), new KeyIdentity(key), Stop);

        Assert.Single(bundle.LogEntries);

        string Remember(Fixtures.LoopbackRequest request)
        {
            stored = sigstore.LogV1.Add1(VirtualLog.Canonical(request.Body).Body, sigstore.Clock.Now).ToJsonString();
            return new string('a', 80);
        }
    }

    [Fact]
    public async Task Service_that_is_busy_for_a_moment_is_asked_again()
    {
        await using VirtualSigstore sigstore = new();
        using var key = SoftwareKey.Generate(KeyKind.EcdsaP256);
        var refusals = 2;
        sigstore.Intercept = _ => refusals-- > 0 ? Fixtures.LoopbackResponse.Of(503) : null;
        var signer = sigstore.Signer(sigstore.Services(2));

        var bundle = await signer.SignArtifactAsync(new MemoryStream(Artifact), new KeyIdentity(key), Stop);

        Assert.Single(bundle.LogEntries);
        Assert.Equal(4, sigstore.Requests.Count);
    }

    [Fact]
    public async Task Ed25519_does_not_sign_what_does_not_fit_into_memory()
    {
        await using VirtualSigstore sigstore = new();
        using var key = SoftwareKey.Generate(KeyKind.Ed25519);
        var signer = sigstore.Signer(SigningServices.None);

        var refusal = await Assert.ThrowsAsync<KeywayException>(() => signer.SignArtifactAsync(new Zeros((16 << 20) + 1), new KeyIdentity(key), Stop));

        Assert.Equal("KW2215", refusal.Code.Id);
    }

    [Fact]
    public async Task Key_whose_scheme_has_no_certificate_request_is_refused()
    {
        await using VirtualSigstore sigstore = new();
        using var key = SoftwareKey.Generate(KeyKind.Rsa).With(SignatureScheme.RsaPssSha256);
        var token = await sigstore.Token().Tokens.GetAsync(Stop);

        var refusal = await Assert.ThrowsAsync<KeywayException>(() => new FulcioClient(sigstore.Web, sigstore.Clock).RequestAsync(sigstore.Address, token, key, CertificateRequestForm.SigningRequest, Stop));

        Assert.Equal("KW2213", refusal.Code.Id);
    }

    [Fact]
    public async Task Statement_that_names_nothing_is_not_signed()
    {
        await using VirtualSigstore sigstore = new();
        var signer = sigstore.Signer(sigstore.Services(2));
        var statement = """{"_type":"https://in-toto.io/Statement/v1","subject":[{"name":"x","digest":{"gitCommit":"0123456789012345678901234567890123456789"}}],"predicateType":"https://example.com/built/v1","predicate":{}}"""u8.ToArray();

        var nothing = await Assert.ThrowsAsync<KeywayException>(() => signer.SignStatementAsync(statement, sigstore.Token(), Stop));
        var none = await Assert.ThrowsAsync<KeywayException>(() => signer.SignStatementAsync("{}"u8.ToArray(), sigstore.Token(), Stop));

        Assert.Equal(["KW2217", "KW2600"], [nothing.Code.Id, none.Code.Id]);
        Assert.Empty(sigstore.Requests);
    }

    [Fact]
    public void Services_are_never_used_without_a_verifier() =>
        Assert.Throws<ArgumentException>(() => new BundleSigner(new(Fixtures.RegistryAccess.Settings()), new SigningServices { CertificateAuthority = new Uri("https://ca.example") }, null, TimeProvider.System));

    private sealed class Zeros(long length) : MemoryStream
    {
        private long left = length;

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            var count = (int)Math.Min(left, buffer.Length);
            left -= count;
            return ValueTask.FromResult(count);
        }
    }
}
