// SPDX-License-Identifier: Apache-2.0

using System.Text;
using Keyway.Artifacts;
using Keyway.Artifacts.Oci;
using Keyway.Tests.Fixtures;

namespace Keyway.Tests.Artifacts.Oci;

public sealed class RegistryAuthTests : IDisposable
{
    private static readonly byte[] Real = "the real content"u8.ToArray();
    private static readonly Descriptor Blob = SampleArtifact.Describe(MediaTypes.OctetStream, Real);

    private readonly TemporaryDirectory directory = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => directory.Dispose();

    [Fact]
    public async Task A_challenge_that_never_ends_is_answered_once()
    {
        await using LoopbackServer server = new(_ => LoopbackResponse.Of(401, "", ("WWW-Authenticate", "Basic realm=\"x\"")));

        var refusal = await RefusalAsync(server, WithPassword);
        var anonymous = await RefusalAsync(server, RegistryAccess.Settings());

        Golden.Verify("errors/KW1121.txt", Text(refusal, server) + Text(anonymous, server));
        Assert.Equal(3, server.Requests.Count);
    }

    [Fact]
    public async Task A_token_is_fetched_once_per_scope_with_the_password_and_only_the_token_goes_to_the_registry()
    {
        await using LoopbackServer tokens = new(_ => LoopbackResponse.Of(200, """{"token":"abc","expires_in":300}"""));
        await using LoopbackServer server = new(request => request.Authorization == "Bearer abc" ? LoopbackResponse.Of(200, Real) : Challenge(tokens));
        await using RegistryRepository repository = new(ReferenceOf(server), WithPassword);

        for (var round = 0; round < 3; round++) Assert.Equal(Real, await repository.ReadDocumentAsync(Blob, 100, Cancellation));

        var request = Assert.Single(tokens.Requests);
        Assert.Equal(("GET", "repository:gpu/driver:pull", "the registry"), (request.Method, request.Parameter("scope"), request.Parameter("service")));
        Assert.Equal("Basic " + Convert.ToBase64String("user:secret"u8), request.Authorization);
        Assert.Equal([null, "Bearer abc", "Bearer abc", "Bearer abc"], server.Requests.Select(sent => sent.Authorization));
    }

    [Fact]
    public async Task Without_credentials_an_anonymous_token_is_asked_for()
    {
        await using LoopbackServer tokens = new(_ => LoopbackResponse.Of(200, """{"access_token":"abc"}"""));
        await using LoopbackServer server = new(request => request.Authorization == "Bearer abc" ? LoopbackResponse.Of(200, Real) : Challenge(tokens));
        await using RegistryRepository repository = new(ReferenceOf(server), RegistryAccess.Settings());

        Assert.Equal(Real, await repository.ReadDocumentAsync(Blob, 100, Cancellation));

        Assert.Null(Assert.Single(tokens.Requests).Authorization);
    }

    [Fact]
    public async Task An_identity_token_is_traded_by_post()
    {
        await using LoopbackServer tokens = new(_ => LoopbackResponse.Of(200, """{"access_token":"abc"}"""));
        await using LoopbackServer server = new(request => request.Authorization == "Bearer abc" ? LoopbackResponse.Of(200, Real) : Challenge(tokens));
        var file = Write("auth.json", """{"auths":{"HOST":{"identitytoken":"refresh me"}}}""".Replace("HOST", server.Authority));
        await using RegistryRepository repository = new(ReferenceOf(server), RegistryAccess.Settings(("REGISTRY_AUTH_FILE", file)));

        Assert.Equal(Real, await repository.ReadDocumentAsync(Blob, 100, Cancellation));

        var request = Assert.Single(tokens.Requests);
        Assert.Equal("POST", request.Method);
        Assert.Equal("grant_type=refresh_token&service=the+registry&client_id=keyway&scope=repository%3Agpu%2Fdriver%3Apull&refresh_token=refresh+me", Encoding.ASCII.GetString(request.Body));
    }

    [Fact]
    public async Task A_token_server_that_refuses_or_rambles_is_refused()
    {
        await using LoopbackServer refusing = new(_ => LoopbackResponse.Of(401, """{"errors":[{"code":"UNAUTHORIZED","message":"incorrect username or password"}]}"""));
        await using LoopbackServer rambling = new(_ => LoopbackResponse.Of(200, "<html>"));
        await using LoopbackServer splitting = new(_ => LoopbackResponse.Of(200, """{"token":"abc\r\nX-Evil: 1"}"""));
        await using LoopbackServer large = new(_ => LoopbackResponse.Of(200, new byte[300_000]));

        Golden.Verify("errors/KW1133.txt", Text(await RefusalOfTokensAsync(refusing), refusing));
        Assert.Equal("KW1125", (await RefusalOfTokensAsync(rambling)).Code.Id);
        Assert.Equal("KW1125", (await RefusalOfTokensAsync(splitting)).Code.Id);
        Assert.Equal("KW1109", (await RefusalOfTokensAsync(large)).Code.Id);
    }

    [Theory]
    [InlineData("""{"auths":{"HOST":{"auth":"dXNlcjpob3N0"},"HOST/gpu":{"auth":"dXNlcjpncHU="},"HOST/gpu/driver":{"auth":"dXNlcjpkcml2ZXI="}}}""", "driver")]
    [InlineData("""{"auths":{"HOST":{"auth":"dXNlcjpob3N0"},"HOST/gpu":{"auth":"dXNlcjpncHU="},"HOST/gp":{"auth":"dXNlcjpncA=="}}}""", "gpu")]
    [InlineData("""{"auths":{"https://HOST/v1/":{"username":"user","password":"host"}}}""", "host")]
    [InlineData("""{"auths":{"other.example":{"auth":"dXNlcjpob3N0"}}}""", null)]
    [InlineData("""{"auths":{"HOST":{}},"HttpHeaders":{"X":"y"}}""", null)]
    public async Task The_longest_matching_key_of_a_credential_file_wins(string content, string? password)
    {
        var file = Write("auth.json", content.Replace("HOST", "registry.example"));

        var found = await new CredentialStore(RegistryAccess.Settings(("REGISTRY_AUTH_FILE", file))).FindAsync(new RegistryHost("registry.example"), "gpu/driver", Cancellation);

        Assert.Equal(password, found?.Secret);
    }

    [Fact]
    public async Task Credential_files_are_tried_in_order()
    {
        Write("run/containers/auth.json", """{"auths":{"other.example":{"auth":"dXNlcjpydW4="}}}""");
        Write("home/.docker/config.json", """{"auths":{"registry.example":{"auth":"dXNlcjpkb2NrZXI="},"other.example":{"auth":"dXNlcjpkb2NrZXI="}}}""");
        CredentialStore store = new(RegistryAccess.Settings(("XDG_RUNTIME_DIR", directory.Combine("run")), ("HOME", directory.Combine("home"))));

        Assert.Equal("docker", (await store.FindAsync(new RegistryHost("registry.example"), "a", Cancellation))!.Secret);
        Assert.Equal("run", (await store.FindAsync(new RegistryHost("other.example"), "a", Cancellation))!.Secret);
    }

    [Fact]
    public async Task Docker_hub_is_found_under_its_old_name()
    {
        var file = Write("auth.json", """{"auths":{"https://index.docker.io/v1/":{"auth":"dXNlcjpodWI="}}}""");

        var found = await new CredentialStore(RegistryAccess.Settings(("REGISTRY_AUTH_FILE", file))).FindAsync(new RegistryHost("docker.io"), "library/debian", Cancellation);

        Assert.Equal("hub", found!.Secret);
    }

    [Theory]
    [InlineData("""{"auths":{"registry.example":{"auth":"%%%"}}}""")]
    [InlineData("""{"auths":{"registry.example":{"auth":"dXNlcg=="}}}""")]
    [InlineData("""{"auths":""")]
    [InlineData("""{"auths":{},"auths":{}}""")]
    public async Task A_broken_credential_file_is_refused(string content)
    {
        var file = Write("auth.json", content);
        CredentialStore store = new(RegistryAccess.Settings(("REGISTRY_AUTH_FILE", file)));

        var refusal = await Assert.ThrowsAsync<KeywayException>(() => store.FindAsync(new RegistryHost("registry.example"), "a", Cancellation));

        Assert.Equal("KW1140", refusal.Code.Id);
        if (content.Contains('%')) Golden.Verify("errors/KW1140.txt", ErrorText.Of(refusal, (directory.Path, "DIR")));
    }

    [Theory]
    [InlineData("""read server; echo "{\"ServerURL\":\"$server\",\"Username\":\"user\",\"Secret\":\"from $server\"}" """, "from registry.example")]
    [InlineData("""echo '{"Username":"<token>","Secret":"identity"}'""", "identity")]
    [InlineData("echo 'credentials not found in native keychain'; exit 1", null)]
    public async Task A_credential_helper_is_asked(string script, string? secret)
    {
        var found = await HelperAsync(script);

        Assert.Equal(secret, found?.Secret);
        Assert.Equal(secret == "identity", found?.IsIdentityToken ?? false);
    }

    [Theory]
    [InlineData("echo 'the keyring is locked'; exit 1")]
    [InlineData("echo 'not json'")]
    [InlineData("head -c 100000 /dev/zero | tr '\\0' x")]
    public async Task A_credential_helper_that_fails_is_refused(string script)
    {
        var refusal = await Assert.ThrowsAsync<KeywayException>(() => HelperAsync(script));

        Assert.Equal("KW1141", refusal.Code.Id);
        if (script.Contains("keyring")) Golden.Verify("errors/KW1141.txt", ErrorText.Of(refusal));
    }

    [Theory]
    [InlineData("absent")]
    [InlineData("../../bin/sh")]
    public async Task A_credential_helper_has_to_be_a_program_on_the_path(string name)
    {
        var refusal = await Assert.ThrowsAsync<KeywayException>(() => new CredentialProgram(name, RegistryAccess.Settings(("PATH", directory.Path))).GetAsync("registry.example", Cancellation));

        Assert.Equal("KW1141", refusal.Code.Id);
    }

    [Fact]
    public void A_credential_never_shows_its_secret()
    {
        Assert.Equal("user 'ci'", Credential.OfPassword("ci", "hunter2").ToString());
        Assert.DoesNotContain("hunter2", Credential.OfIdentityToken("hunter2").ToString(), StringComparison.Ordinal);
    }

    private static RegistrySettings WithPassword => RegistryAccess.Settings() with { Credential = Credential.OfPassword("user", "secret") };

    private static ArtifactReference ReferenceOf(LoopbackServer server) => ArtifactReference.Parse($"{server.Authority}/gpu/driver");

    private static LoopbackResponse Challenge(LoopbackServer tokens) =>
        LoopbackResponse.Of(401, "", ("WWW-Authenticate", $"Bearer realm=\"http://{tokens.Authority}/token\",service=\"the registry\",scope=\"repository:gpu/driver:pull\""));

    private static string Text(KeywayException refusal, LoopbackServer server) => ErrorText.Of(refusal, (server.Authority, "REGISTRY"));

    private static async Task<KeywayException> RefusalOfTokensAsync(LoopbackServer tokens)
    {
        await using LoopbackServer server = new(_ => Challenge(tokens));
        return await RefusalAsync(server, WithPassword);
    }

    private static async Task<KeywayException> RefusalAsync(LoopbackServer server, RegistrySettings settings)
    {
        await using RegistryRepository repository = new(ReferenceOf(server), settings);
        return await Assert.ThrowsAsync<KeywayException>(() => repository.ReadDocumentAsync(Blob, 100, Cancellation));
    }

    private Task<Credential?> HelperAsync(string script)
    {
        var program = Write("bin/docker-credential-test", $"#!/bin/sh\n{script}\n");
        File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        var file = Write("auth.json", """{"credHelpers":{"registry.example":"test"}}""");
        return new CredentialStore(RegistryAccess.Settings(("REGISTRY_AUTH_FILE", file), ("PATH", directory.Combine("bin")))).FindAsync(new RegistryHost("registry.example"), "a", Cancellation);
    }

    private string Write(string name, string content)
    {
        var path = directory.Combine(name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, content);
        return path;
    }
}
