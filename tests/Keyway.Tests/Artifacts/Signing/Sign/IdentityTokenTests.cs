// SPDX-License-Identifier: Apache-2.0

using System.Buffers.Text;
using System.Text;
using Keyway.Artifacts;
using Keyway.Artifacts.Keys;
using Keyway.Artifacts.Signing.Sign;
using Keyway.Artifacts.Web;
using Keyway.Tests.Fixtures;
using Keyway.Tests.Fixtures.Sigstore;

namespace Keyway.Tests.Artifacts.Signing.Sign;

/// <summary>Identity tokens: where they come from, what is looked at, and that they are never shown.</summary>
public sealed class IdentityTokenTests
{
    private static readonly SigningClock Clock = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private static string Good => VirtualSigstore.Jwt("someone", Clock.Now.AddMinutes(1));

    [Fact]
    public async Task Token_comes_from_a_file_that_is_read_each_time()
    {
        using TemporaryDirectory directory = new();
        TokenFile source = new(directory.Combine("token"), Clock);
        File.WriteAllText(directory.Combine("token"), Good + "\n");

        Assert.Equal("someone", (await source.GetAsync(Stop)).Subject);
        File.WriteAllText(directory.Combine("token"), VirtualSigstore.Jwt("other", Clock.Now.AddMinutes(1)));
        Assert.Equal("other", (await source.GetAsync(Stop)).Subject);
    }

    [Fact]
    public async Task Surroundings_offer_a_variable_before_github()
    {
        using WebClient web = new(RegistryAccess.Settings());
        var variables = new Dictionary<string, string> { ["SIGSTORE_ID_TOKEN"] = Good, ["ACTIONS_ID_TOKEN_REQUEST_URL"] = "http://127.0.0.1:1/?a=b", ["ACTIONS_ID_TOKEN_REQUEST_TOKEN"] = "t" };

        var source = AmbientTokens.Find(web, name => variables.GetValueOrDefault(name), Clock);

        Assert.IsType<TokenVariable>(source);
        Assert.Equal(VirtualSigstore.Issuer, (await source.GetAsync(Stop)).Issuer);
    }

    [Fact]
    public async Task Github_job_asks_its_token_service_for_the_audience_sigstore()
    {
        await using LoopbackServer server = new(_ => LoopbackResponse.Of(200, $$"""{"count":1,"value":"{{Good}}"}"""));
        using WebClient web = new(RegistryAccess.Settings());
        var variables = Job(server);

        var token = await AmbientTokens.Find(web, name => variables.GetValueOrDefault(name), Clock).GetAsync(Stop);

        Assert.Equal("someone", token.Subject);
        var request = Assert.Single(server.Requests);
        Assert.Equal(("/token?api-version=2.0&audience=sigstore", "Bearer job-secret"), (request.Target, request.Authorization));
    }

    [Fact]
    public void Address_stands_for_the_subject_where_there_is_one()
    {
        var token = IdentityToken.Parse(Jwt($$"""{"iss":"i","sub":"123","email":"a@b.example","exp":{{Clock.Now.AddMinutes(1).ToUnixTimeSeconds()}}}"""), Clock);

        Assert.Equal("a@b.example", token.Subject);
        Assert.Equal("(token of a@b.example)", token.ToString());
    }

    [Fact]
    public async Task Refusals_about_tokens_read_well()
    {
        await using LoopbackServer busy = new(_ => LoopbackResponse.Of(403, "job-secret"));
        await using LoopbackServer odd = new(_ => LoopbackResponse.Of(200, "{\"value\":7}"));
        await using LoopbackServer empty = new(_ => LoopbackResponse.Of(200, "{}"));
        using WebClient web = new(RegistryAccess.Settings());
        List<KeywayException> refusals =
        [
            Assert.Throws<KeywayException>(() => AmbientTokens.Find(web, _ => null, Clock)),
            await Assert.ThrowsAsync<KeywayException>(() => new TokenFile("/nowhere/token", Clock).GetAsync(Stop)),
            await Assert.ThrowsAsync<KeywayException>(() => new TokenVariable("MY_TOKEN", _ => "", Clock).GetAsync(Stop)),
            await Assert.ThrowsAsync<KeywayException>(() => new GitHubTokens(web, _ => null, Clock).GetAsync(Stop)),
            await GitHubRefusalAsync(web, busy),
            await GitHubRefusalAsync(web, odd),
            await GitHubRefusalAsync(web, empty),
            .. new[] { "x", "a..b", Jwt("<>"), Jwt("null"), Jwt("""{"iss":"i","exp":9999999999}"""), Jwt("""{"sub":"s","exp":9999999999}"""), Jwt("""{"iss":"i","sub":"s"}"""), Jwt("""{"iss":"i","sub":"s","exp":5}"""), new string('x', 40_000) }
                .Select(text => Assert.Throws<KeywayException>(() => IdentityToken.Parse(text, Clock))),
        ];

        var text = string.Join("\n", refusals.Select(refusal => ErrorText.Of(refusal, (busy.Authority, "HOST"), (odd.Authority, "HOST"), (empty.Authority, "HOST"))));
        Assert.DoesNotContain("job-secret", text, StringComparison.Ordinal);
        Golden.Verify("Signing/Tokens.txt", text);
    }

    [Fact]
    public async Task Identity_needs_an_authority_and_something_that_tells_the_time()
    {
        await using VirtualSigstore sigstore = new();
        var without = await Assert.ThrowsAsync<KeywayException>(() => sigstore.Signer(SigningServices.None).SignArtifactAsync(Stream.Null, sigstore.Token(), Stop));
        var timeless = await Assert.ThrowsAsync<KeywayException>(() => sigstore.Signer(sigstore.Services(2) with { TimestampAuthorities = [] }).SignArtifactAsync(Stream.Null, sigstore.Token(), Stop));

        Assert.Equal(["KW2216", "KW2223"], [without.Code.Id, timeless.Code.Id]);
        Assert.Empty(sigstore.Requests);
    }

    [Fact]
    public async Task Key_that_signs_by_another_key_than_it_says_is_found_out()
    {
        await using VirtualSigstore sigstore = new();
        using SwappedKey key = new();

        var refusal = await Assert.ThrowsAsync<KeywayException>(() => sigstore.Signer(SigningServices.None).SignArtifactAsync(Stream.Null, new KeyIdentity(key), Stop));

        Assert.Equal("KW2230", refusal.Code.Id);
    }

    private static Dictionary<string, string> Job(LoopbackServer server) => new() { ["ACTIONS_ID_TOKEN_REQUEST_URL"] = $"http://{server.Authority}/token?api-version=2.0", ["ACTIONS_ID_TOKEN_REQUEST_TOKEN"] = "job-secret" };

    private static async Task<KeywayException> GitHubRefusalAsync(WebClient web, LoopbackServer server)
    {
        var variables = Job(server);
        return await Assert.ThrowsAsync<KeywayException>(() => new GitHubTokens(web, name => variables.GetValueOrDefault(name), Clock).GetAsync(Stop));
    }

    private static string Jwt(string claims) => $"e30.{Base64Url.EncodeToString(Encoding.UTF8.GetBytes(claims))}.c2ln";

    /// <summary>As a token in which two keys have one label.</summary>
    private sealed class SwappedKey : ISigningKey, IDisposable
    {
        private readonly SoftwareKey said = SoftwareKey.Generate(KeyKind.EcdsaP256);
        private readonly SoftwareKey used = SoftwareKey.Generate(KeyKind.EcdsaP256);

        public PublicKey PublicKey => said.PublicKey;

        public SignatureScheme Scheme => said.Scheme;

        public ValueTask<byte[]> SignAsync(ReadOnlyMemory<byte> message, CancellationToken cancellationToken) => used.SignAsync(message, cancellationToken);

        public ValueTask<byte[]> SignHashAsync(ReadOnlyMemory<byte> hash, CancellationToken cancellationToken) => used.SignHashAsync(hash, cancellationToken);

        public void Dispose()
        {
            said.Dispose();
            used.Dispose();
        }
    }
}
