// SPDX-License-Identifier: Apache-2.0

using System.Text;
using Keyway.Artifacts;
using Keyway.Artifacts.Content;
using Keyway.Artifacts.Oci;
using Keyway.Tests.Fixtures;

namespace Keyway.Tests.Artifacts.Oci;

/// <summary>Registries that lie, stall, flood or lead astray: each is refused with its own code and nothing is believed.</summary>
public sealed class HostileRegistryTests
{
    private const string ManifestType = MediaTypes.ImageManifest;

    private static readonly byte[] Real = "the real content"u8.ToArray();
    private static readonly Descriptor Blob = SampleArtifact.Describe(MediaTypes.OctetStream, Real);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public Task A_blob_with_other_bytes_is_refused() => RefusesBlobAsync("KW1003", LoopbackResponse.Of(200, "the fake content"));

    [Fact]
    public Task A_blob_longer_than_promised_is_refused() => RefusesBlobAsync("KW1002", LoopbackResponse.Of(200, "the real content and then some"));

    [Fact]
    public Task An_endless_blob_is_refused_after_its_promised_length() => RefusesBlobAsync("KW1002", Endless("200 OK", "application/octet-stream"));

    [Fact]
    public Task A_blob_cut_short_is_refused() => RefusesBlobAsync("KW1128", LoopbackResponse.Raw("HTTP/1.1 200 OK\r\nContent-Length: 16\r\n\r\nthe re"), golden: true);

    [Fact]
    public Task A_web_page_is_not_a_blob() => RefusesBlobAsync("KW1125", LoopbackResponse.Of(200, "<html>log in</html>", ("Content-Type", "text/html")), golden: true);

    [Fact]
    public Task An_absent_blob_is_refused() => RefusesBlobAsync("KW1110", LoopbackResponse.Of(404), golden: true);

    [Fact]
    public Task Redirects_in_a_circle_are_refused() => RefusesBlobAsync("KW1129", LoopbackResponse.Of(307, "", ("Location", "/again")), golden: true);

    [Fact]
    public Task A_redirect_to_another_scheme_is_refused() => RefusesBlobAsync("KW1125", LoopbackResponse.Of(307, "", ("Location", "file:///etc/passwd")));

    [Fact]
    public Task A_redirect_to_nowhere_is_refused() => RefusesBlobAsync("KW1125", LoopbackResponse.Of(302));

    [Fact]
    public Task Nonsense_instead_of_http_is_refused() => RefusesBlobAsync("KW1125", LoopbackResponse.Raw("SSH-2.0-OpenSSH_9.2\r\n\r\n"));

    [Fact]
    public Task A_flood_of_headers_is_refused() =>
        RefusesBlobAsync("KW1125", LoopbackResponse.Raw($"HTTP/1.1 200 OK\r\nX-Flood: {new string('a', 100_000)}\r\n\r\n"));

    [Fact]
    public Task Status_403_is_refused_as_forbidden() =>
        RefusesBlobAsync("KW1122", LoopbackResponse.Of(403, """{"errors":[{"code":"DENIED","message":"requested access\u001b[31m is denied"}]}"""), golden: true);

    [Fact]
    public Task Other_client_errors_carry_the_registrys_reason() => RefusesBlobAsync("KW1124", LoopbackResponse.Of(418, "no\ncoffee"), golden: true);

    [Fact]
    public async Task Slow_headers_end_the_wait()
    {
        await using LoopbackServer server = new(_ => LoopbackResponse.Raw((_, cancellationToken) => Task.Delay(Timeout.Infinite, cancellationToken)));

        await RefusesAsync(server, "KW1126", repository => repository.ReadDocumentAsync(Blob, 100, Cancellation), RegistryAccess.Settings() with { AnswerTimeout = TimeSpan.FromMilliseconds(150), Attempts = 2 });
        Assert.Equal(2, server.Requests.Count);
    }

    [Fact]
    public async Task A_transfer_that_stands_still_ends()
    {
        await using LoopbackServer server = new(_ => LoopbackResponse.Raw(async (stream, cancellationToken) =>
        {
            await stream.WriteAsync("HTTP/1.1 200 OK\r\nContent-Length: 16\r\n\r\nthe r"u8.ToArray(), cancellationToken);
            await Task.Delay(Timeout.Infinite, cancellationToken);
        }));

        await RefusesAsync(server, "KW1127", repository => repository.ReadDocumentAsync(Blob, 100, Cancellation), RegistryAccess.Settings() with { StallTimeout = TimeSpan.FromSeconds(0.75) });
    }

    [Fact]
    public async Task A_document_that_drips_ends_too()
    {
        await using LoopbackServer server = new(_ => LoopbackResponse.Raw(async (stream, cancellationToken) =>
        {
            await stream.WriteAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 200 OK\r\nContent-Type: {ManifestType}\r\nContent-Length: 99\r\n\r\n{{"), cancellationToken);
            await Task.Delay(Timeout.Infinite, cancellationToken);
        }));

        var manifest = Blob with { MediaType = ManifestType };
        var refusal = await RefusalAsync(server, repository => repository.ReadManifestAsync(manifest, Cancellation), RegistryAccess.Settings() with { AnswerTimeout = TimeSpan.FromMilliseconds(400), Attempts = 1 });
        Assert.Equal("KW1126", refusal.Code.Id);
    }

    [Fact]
    public async Task A_manifest_larger_than_any_is_refused_before_it_is_read()
    {
        await using LoopbackServer announced = new(_ => LoopbackResponse.Raw($"HTTP/1.1 200 OK\r\nContent-Type: {ManifestType}\r\nContent-Length: 5000000\r\n\r\n"));
        await using LoopbackServer endless = new(_ => Endless("200 OK", ManifestType));
        var manifest = Blob with { MediaType = ManifestType };

        await RefusesAsync(announced, "KW1109", repository => repository.ReadManifestAsync(manifest, Cancellation));
        Assert.Equal("KW1109", (await RefusalAsync(endless, repository => repository.ReadManifestAsync(manifest, Cancellation))).Code.Id);
        Assert.Equal("KW1109", (await RefusalAsync(announced, repository => repository.ReadManifestAsync(manifest with { Size = 5_000_000 }, Cancellation))).Code.Id);
        Assert.Equal("KW1109", (await RefusalAsync(announced, repository => repository.ResolveAsync("v1", Cancellation))).Code.Id);
    }

    [Theory]
    [InlineData("""{"schemaVersion":2,"config":DEEP,"layers":[]}""")]
    [InlineData("""{"schemaVersion":2,"layers":[]}""")]
    [InlineData("""{"schemaVersion":2,"config":null,"layers":[]}""")]
    [InlineData("""{"schemaVersion":2,"schemaVersion":2,"config":CONFIG,"layers":[]}""")]
    [InlineData("""{"schemaVersion":2,"config":CONFIG,"layers":[null]}""")]
    [InlineData("""{"schemaVersion":2,"config":CONFIG,"layers":[{"mediaType":"a","digest":"sha256:x","size":1}]}""")]
    [InlineData("""{"schemaVersion":2,"config":{"mediaType":"a","digest":"sha256:2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae","size":-1},"layers":[]}""")]
    [InlineData("""{"schemaVersion":2,"mediaType":"application/vnd.oci.image.index.v1+json","config":CONFIG,"layers":[]}""")]
    [InlineData("<html>")]
    public async Task A_manifest_that_cannot_be_read_is_refused(string template)
    {
        const string config = """{"mediaType":"a","digest":"sha256:2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae","size":1}""";
        var bytes = Encoding.UTF8.GetBytes(template.Replace("CONFIG", config).Replace("DEEP", new string('[', 100_000)));
        await using LoopbackServer server = new(_ => LoopbackResponse.Of(200, bytes, ("Content-Type", ManifestType)));

        var refusal = await RefusalAsync(server, repository => repository.ReadManifestAsync(SampleArtifact.Describe(ManifestType, bytes), Cancellation));

        Assert.Equal("KW1108", refusal.Code.Id);
        if (template == "<html>") Golden.Verify("errors/KW1108.txt", ErrorText.Of(refusal, (server.Authority, "REGISTRY")));
    }

    [Fact]
    public async Task A_manifest_under_another_digest_is_refused()
    {
        await using LoopbackServer lyingHeader = new(_ => LoopbackResponse.HeadOf(10, ("Content-Type", ManifestType), ("Docker-Content-Digest", Digest.OfBytes("other"u8).ToString())));
        await using LoopbackServer lyingBody = new(_ => LoopbackResponse.Of(200, "{}", ("Content-Type", ManifestType)));

        await RefusesAsync(lyingHeader, "KW1134", repository => repository.ResolveAsync(Blob.Digest.ToString(), Cancellation));
        var refusal = await RefusalAsync(lyingBody, repository => repository.ReadManifestAsync(Blob with { MediaType = ManifestType }, Cancellation));
        Assert.Equal("KW1134", refusal.Code.Id);
    }

    [Fact]
    public async Task A_web_page_is_not_a_manifest()
    {
        await using LoopbackServer server = new(_ => LoopbackResponse.Of(200, "<html>", ("Content-Type", "text/html")));

        Assert.Equal("KW1125", (await RefusalAsync(server, repository => repository.ResolveAsync("v1", Cancellation))).Code.Id);
        Assert.Equal("KW1125", (await RefusalAsync(server, repository => repository.ListTagsAsync(Cancellation))).Code.Id);
        await using LoopbackServer index = new(_ => LoopbackResponse.Of(200, "<html>", ("Content-Type", MediaTypes.ImageIndex)));
        Assert.Equal("KW1125", (await RefusalAsync(index, repository => repository.ReferrersAsync(Blob.Digest, null, Cancellation))).Code.Id);
    }

    [Fact]
    public async Task Lists_that_do_not_end_are_refused()
    {
        await using LoopbackServer circle = new(request => LoopbackResponse.Of(200, """{"tags":["a"]}""", ("Link", $"<{request.Target}>; rel=\"next\"")));
        var page = 0;
        await using LoopbackServer ever = new(_ => LoopbackResponse.Of(200, """{"tags":[]}""", ("Link", $"</v2/gpu/driver/tags/list?page={++page}>; rel=next")));
        await using LoopbackServer away = new(_ => LoopbackResponse.Of(200, """{"tags":["a"]}""", ("Link", "<http://localhost:1/v2/>; rel=\"next\"")));
        await using LoopbackServer wrong = new(_ => LoopbackResponse.Of(200, """{"tags":["not a tag"]}"""));

        await RefusesAsync(circle, "KW1135", repository => repository.ListTagsAsync(Cancellation));
        Assert.Equal("KW1125", (await RefusalAsync(away, repository => repository.ListTagsAsync(Cancellation))).Code.Id);
        Assert.Equal("KW1125", (await RefusalAsync(wrong, repository => repository.ListTagsAsync(Cancellation))).Code.Id);
        Assert.Equal("KW1135", (await RefusalAsync(ever, repository => repository.ListTagsAsync(Cancellation))).Code.Id);
    }

    [Fact]
    public async Task Passing_faults_are_retried_and_a_storm_of_them_ends()
    {
        var faults = 3;
        await using LoopbackServer passing = new(_ => faults-- > 0 ? LoopbackResponse.Of(503) : LoopbackResponse.Of(200, Real));
        await using LoopbackServer storm = new(_ => LoopbackResponse.Of(429, "slow down", ("Retry-After", "7")));
        await using LoopbackServer long_ = new(_ => LoopbackResponse.Of(429, "", ("Retry-After", "3600")));
        List<TimeSpan> pauses = [];
        var settings = RegistryAccess.Settings() with { Pause = (delay, _) => { pauses.Add(delay); return Task.CompletedTask; } };

        await using RegistryRepository repository = new(ReferenceOf(passing), settings);
        Assert.Equal(Real, await repository.ReadDocumentAsync(Blob, 100, Cancellation));
        Assert.True(pauses is [_, _, _] && pauses.TrueForAll(pause => pause <= TimeSpan.FromSeconds(2)));
        pauses.Clear();
        await RefusesAsync(storm, "KW1123", other => other.ReadDocumentAsync(Blob, 100, Cancellation), settings);
        Assert.Equal(Enumerable.Repeat(TimeSpan.FromSeconds(7), 4), pauses);
        await RefusalAsync(long_, other => other.ReadDocumentAsync(Blob, 100, Cancellation), settings);
        Assert.Single(long_.Requests);
    }

    [Fact]
    public async Task A_registry_that_is_not_there_is_unreachable()
    {
        await using RegistryRepository repository = new(ArtifactReference.Parse("127.0.0.1:1/gpu/driver"), RegistryAccess.Settings());

        var refusal = await Assert.ThrowsAsync<KeywayException>(() => repository.ResolveAsync("v1", Cancellation));

        Golden.Verify("errors/KW1120.txt", ErrorText.Of(refusal));
    }

    [Fact]
    public async Task An_upload_without_a_session_is_refused()
    {
        await using LoopbackServer server = new(_ => LoopbackResponse.Of(202));

        var refusal = await RefusalAsync(server, repository => repository.PushAsync(Blob, new MemoryStream(Real), Cancellation));

        Assert.Equal("KW1125", refusal.Code.Id);
    }

    [Fact]
    public async Task A_registry_that_stored_something_else_is_found_out()
    {
        await using MemoryRegistry registry = new();
        registry.Override = request => request.Method == "PUT" ? LoopbackResponse.Of(201, "", ("Docker-Content-Digest", Digest.OfBytes("other"u8).ToString())) : null;

        var refusal = await RefusalAsync(registry.Server, repository => repository.PushAsync(Blob, new MemoryStream(Real), Cancellation));

        Assert.Equal("KW1134", refusal.Code.Id);
    }

    [Fact]
    public async Task Wrong_content_never_completes_an_upload()
    {
        await using MemoryRegistry registry = new();

        await RefusalAsync(registry.Server, repository => repository.PushAsync(Blob, new MemoryStream("the fake content"u8.ToArray()), Cancellation));

        Assert.DoesNotContain(registry.Server.Requests, request => request.Method == "PUT");
        Assert.Contains(registry.Server.Requests, request => request.Method == "DELETE");
    }

    [Fact]
    public async Task A_manifest_the_registry_finds_incomplete_names_what_is_missing()
    {
        await using MemoryRegistry registry = new();
        var (manifest, bytes) = SampleArtifact.Create().Content.First(item => item.Descriptor.MediaType == ManifestType);

        await RefusesAsync(registry.Server, "KW1111", async repository =>
        {
            await repository.PushAsync(manifest, new MemoryStream(bytes), Cancellation);
            return 0;
        });
    }

    [Fact]
    public async Task A_registry_that_misses_a_blob_it_has_is_asked_again_and_not_for_ever()
    {
        await using MemoryRegistry registry = new();
        var sample = SampleArtifact.Create();
        await using RegistryRepository repository = new(registry.Reference, RegistryAccess.Settings());
        var faults = 2;
        registry.Override = request => request.Method == "PUT" && request.Path.Contains("/manifests/", StringComparison.Ordinal) && faults-- > 0
            ? LoopbackResponse.Of(400, """{"errors":[{"code":"DIGEST_INVALID","message":"odd"},{"code":"MANIFEST_BLOB_UNKNOWN","message":"blob unknown to registry"}]}""")
            : null;

        await sample.PushToAsync(repository);
        Assert.True(await repository.ExistsAsync(sample.Index, Cancellation));
        var puts = registry.Server.Requests.Count;
        faults = int.MaxValue;
        var refusal = await Assert.ThrowsAsync<KeywayException>(() => sample.PushToAsync(repository));

        Assert.Equal("KW1111", refusal.Code.Id);
        Assert.Equal(5, registry.Server.Requests.Skip(puts).Count(request => request.Method == "PUT" && request.Path.Contains("/manifests/", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Referrers_that_others_keep_overwriting_are_given_up()
    {
        await using MemoryRegistry registry = new() { HasReferrersApi = false };
        registry.Override = request => request.Path.Contains("/sha256-", StringComparison.Ordinal) ? request.Method == "PUT" ? LoopbackResponse.Of(201) : LoopbackResponse.Of(404) : null;
        var note = SampleArtifact.Referrer(Blob, "application/vnd.example.note", "lost");

        await RefusesAsync(registry.Server, "KW1136", async repository =>
        {
            await SampleArtifact.PushAsync(repository, note);
            return 0;
        });
    }

    [Fact]
    public void Leaving_tls_is_refused()
    {
        var refusal = Assert.Throws<KeywayException>(() => RegistryHttp.Resolve(new Uri("https://registry.example/v2/a"), new Uri("http://cdn.example/b?signature=secret")));

        Golden.Verify("errors/KW1130.txt", ErrorText.Of(refusal));
    }

    [Fact]
    public async Task A_redirect_to_another_host_gets_no_credentials()
    {
        await using LoopbackServer elsewhere = new(_ => LoopbackResponse.Of(200, Real));
        await using LoopbackServer registry = new(request => request.Authorization is null
            ? LoopbackResponse.Of(401, "", ("WWW-Authenticate", "Basic realm=\"registry\""))
            : LoopbackResponse.Of(307, "", ("Location", $"http://{elsewhere.Authority}/signed?x=1")));
        await using RegistryRepository repository = new(ReferenceOf(registry), RegistryAccess.Settings() with { Credential = Credential.OfPassword("user", "secret") });

        Assert.Equal(Real, await repository.ReadDocumentAsync(Blob, 100, Cancellation));

        Assert.Null(Assert.Single(elsewhere.Requests).Authorization);
        Assert.StartsWith("Basic ", registry.Requests.Last().Authorization, StringComparison.Ordinal);
    }

    private static ArtifactReference ReferenceOf(LoopbackServer server) => ArtifactReference.Parse($"{server.Authority}/gpu/driver");

    private static LoopbackResponse Endless(string status, string type) => LoopbackResponse.Raw(async (stream, cancellationToken) =>
    {
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 {status}\r\nContent-Type: {type}\r\nTransfer-Encoding: chunked\r\n\r\n"), cancellationToken);
        var chunk = Encoding.ASCII.GetBytes($"10000\r\n{new string('x', 0x10000)}\r\n");
        while (!cancellationToken.IsCancellationRequested) await stream.WriteAsync(chunk, cancellationToken);
    });

    private static async Task RefusesBlobAsync(string code, LoopbackResponse answer, bool golden = false)
    {
        await using LoopbackServer server = new(_ => answer);
        if (golden) await RefusesAsync(server, code, repository => repository.ReadDocumentAsync(Blob, 100, Cancellation));
        else Assert.Equal(code, (await RefusalAsync(server, repository => repository.ReadDocumentAsync(Blob, 100, Cancellation))).Code.Id);
    }

    private static async Task RefusesAsync<T>(LoopbackServer server, string code, Func<RegistryRepository, Task<T>> act, RegistrySettings? settings = null)
    {
        var refusal = await RefusalAsync(server, act, settings);
        Assert.Equal(code, refusal.Code.Id);
        Golden.Verify($"errors/{code}.txt", ErrorText.Of(refusal, (server.Authority, "REGISTRY")));
    }

    private static Task<KeywayException> RefusalAsync(LoopbackServer server, Func<RegistryRepository, Task> act, RegistrySettings? settings = null) =>
        RefusalAsync(server, async repository =>
        {
            await act(repository);
            return 0;
        }, settings);

    private static async Task<KeywayException> RefusalAsync<T>(LoopbackServer server, Func<RegistryRepository, Task<T>> act, RegistrySettings? settings = null)
    {
        await using RegistryRepository repository = new(ReferenceOf(server), settings ?? RegistryAccess.Settings());
        return await Assert.ThrowsAsync<KeywayException>(() => act(repository));
    }
}
