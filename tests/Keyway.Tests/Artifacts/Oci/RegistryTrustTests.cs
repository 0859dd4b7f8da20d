// SPDX-License-Identifier: Apache-2.0

using Keyway.Artifacts;
using Keyway.Artifacts.Oci;
using Keyway.Tests.Fixtures;

namespace Keyway.Tests.Artifacts.Oci;

public sealed class RegistryTrustTests : IDisposable
{
    private static readonly byte[] Real = "the real content"u8.ToArray();
    private static readonly Descriptor Blob = SampleArtifact.Describe(MediaTypes.OctetStream, Real);

    private readonly TemporaryDirectory directory = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => directory.Dispose();

    [Fact]
    public async Task An_own_authority_is_trusted_when_given()
    {
        using var certificates = TestCertificates.Create();
        await using LoopbackServer server = new(_ => LoopbackResponse.Of(200, Real), certificates.Server);
        var settings = RegistryAccess.Settings() with { CaFile = certificates.WriteAuthority(directory.Combine("ca.pem")) };

        Assert.Equal(Real, await ReadAsync(server, settings));
    }

    [Fact]
    public async Task An_authority_in_certs_d_is_trusted_for_its_host()
    {
        using var certificates = TestCertificates.Create();
        await using LoopbackServer server = new(_ => LoopbackResponse.Of(200, Real), certificates.Server);
        Directory.CreateDirectory(directory.Combine(server.Authority));
        certificates.WriteAuthority(directory.Combine(server.Authority, "ca.crt"));

        Assert.Equal(Real, await ReadAsync(server, RegistryAccess.Settings() with { CertificateDirectories = [directory.Path] }));
    }

    [Fact]
    public async Task A_client_certificate_in_certs_d_is_shown_to_its_host_only()
    {
        using var certificates = TestCertificates.Create();
        using var client = TestCertificates.Create("client.example");
        await using LoopbackServer server = new(_ => LoopbackResponse.Of(200, Real), certificates.Server, client.Server);
        var settings = RegistryAccess.Settings() with { CertificateDirectories = [directory.Path], CaFile = certificates.WriteAuthority(directory.Combine("ca.pem")), Attempts = 1 };
        client.WriteClient(directory.Combine("other.example"));

        await RefusalAsync(server, settings);
        Assert.Empty(server.Requests);

        client.WriteClient(directory.Combine(server.Authority));
        Assert.Equal(Real, await ReadAsync(server, settings));
    }

    [Fact]
    public void A_client_certificate_without_its_key_is_refused()
    {
        using var client = TestCertificates.Create("client.example");
        client.WriteClient(directory.Combine("registry.example"));
        File.Delete(directory.Combine("registry.example", "client.key"));

        var refusal = Assert.Throws<KeywayException>(() => new RegistryTrust(RegistryAccess.Settings() with { CertificateDirectories = [directory.Path] }, new RegistryHost("registry.example")));

        Assert.Equal("KW1142", refusal.Code.Id);
    }

    [Fact]
    public async Task A_registry_with_tls_is_reached_through_a_tunnel_of_the_https_proxy()
    {
        using var certificates = TestCertificates.Create("registry.example");
        await using LoopbackServer server = new(_ => LoopbackResponse.Of(200, Real), certificates.Server);
        await using LoopbackTunnel proxy = new(server.Port);
        var settings = Proxied("HTTPS_PROXY", proxy.Address) with { CaFile = certificates.WriteAuthority(directory.Combine("ca.pem")) };

        Assert.Equal(Real, await ReadAsync("registry.example", settings));
        Assert.Equal(["CONNECT registry.example:443 HTTP/1.1"], proxy.Requests.Distinct());
        Assert.StartsWith("/v2/gpu/driver/blobs/", Assert.Single(server.Requests).Target, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_registry_without_tls_is_asked_for_through_the_http_proxy_with_its_password()
    {
        await using LoopbackServer proxy = new(request => request.Headers.ContainsKey("Proxy-Authorization")
            ? LoopbackResponse.Of(200, Real)
            : LoopbackResponse.Of(407, "", ("Proxy-Authenticate", "Basic realm=\"proxy\"")));
        var settings = Proxied("HTTP_PROXY", $"http://me:secret@{proxy.Authority}") with { AllowsPlainHttp = true };

        Assert.Equal(Real, await ReadAsync("registry.example", settings));
        Assert.All(proxy.Requests, request => Assert.StartsWith("http://registry.example/v2/gpu/driver/blobs/", request.Target, StringComparison.Ordinal));
        Assert.Equal("Basic " + Convert.ToBase64String("me:secret"u8), proxy.Requests.Last().Headers["Proxy-Authorization"]);
        Assert.DoesNotContain(proxy.Requests, request => request.Authorization is not null);
    }

    // No connection to 0.0.0.0 is ever made, so nothing but the proxy can answer for it.
    [Fact]
    public async Task No_proxy_keeps_a_registry_from_the_proxy()
    {
        await using LoopbackServer proxy = new(_ => LoopbackResponse.Of(200, Real));
        RegistrySettings Except(string noProxy) => Proxied("http_proxy", $"http://{proxy.Authority}", noProxy) with { AllowsPlainHttp = true, Attempts = 1 };

        var direct = await Assert.ThrowsAsync<KeywayException>(() => ReadAsync("0.0.0.0", Except("0.0.0.0")));
        Assert.Equal(("KW1120", 0), (direct.Code.Id, proxy.Requests.Count));

        Assert.Equal(Real, await ReadAsync("0.0.0.0", Except("elsewhere.example")));
    }

    [Fact]
    public async Task An_unknown_authority_and_another_hosts_certificate_are_refused()
    {
        using var certificates = TestCertificates.Create();
        using var others = TestCertificates.Create();
        using var otherName = TestCertificates.Create("registry.example");
        await using LoopbackServer server = new(_ => LoopbackResponse.Of(200, Real), certificates.Server);
        await using LoopbackServer misnamed = new(_ => LoopbackResponse.Of(200, Real), otherName.Server);
        var settings = RegistryAccess.Settings();

        var unknown = await RefusalAsync(server, settings with { CaFile = others.WriteAuthority(directory.Combine("others.pem")) });
        var named = await RefusalAsync(misnamed, settings with { CaFile = otherName.WriteAuthority(directory.Combine("name.pem")) });

        Golden.Verify("errors/KW1131.txt", ErrorText.Of(unknown, (server.Authority, "REGISTRY")) + ErrorText.Of(named, (misnamed.Authority, "REGISTRY")));
        Assert.DoesNotContain(server.Requests.Concat(misnamed.Requests), _ => true);
    }

    [Fact]
    public async Task A_registry_without_tls_is_refused_when_tls_is_meant()
    {
        using var certificates = TestCertificates.Create();
        await using LoopbackServer server = new(_ => LoopbackResponse.Of(200, Real));

        var refusal = await RefusalAsync(server, RegistryAccess.Settings() with { CaFile = certificates.WriteAuthority(directory.Combine("ca.pem")) });

        Golden.Verify("errors/KW1132.txt", ErrorText.Of(refusal, (server.Authority, "REGISTRY")));
    }

    [Fact]
    public async Task A_registry_that_never_finishes_the_handshake_is_unreachable()
    {
        using var certificates = TestCertificates.Create();
        using System.Net.Sockets.TcpListener silent = new(System.Net.IPAddress.Loopback, 0);
        silent.Start();
        var settings = RegistryAccess.Settings() with { CaFile = certificates.WriteAuthority(directory.Combine("ca.pem")), ConnectTimeout = TimeSpan.FromMilliseconds(150), Attempts = 1 };
        await using RegistryRepository repository = new(ArtifactReference.Parse($"127.0.0.1:{((System.Net.IPEndPoint)silent.LocalEndpoint).Port}/gpu/driver"), settings);

        var refusal = await Assert.ThrowsAsync<KeywayException>(() => repository.ResolveAsync("v1", Cancellation));

        Assert.Equal("KW1120", refusal.Code.Id);
    }

    [Fact]
    public void A_file_without_certificates_is_refused()
    {
        File.WriteAllText(directory.Combine("ca.pem"), "no certificate");

        var refusal = Assert.Throws<KeywayException>(() => new RegistryTrust(RegistryAccess.Settings() with { CaFile = directory.Combine("ca.pem") }, new RegistryHost("registry.example")));

        Golden.Verify("errors/KW1142.txt", ErrorText.Of(refusal, (directory.Path, "DIR")));
    }

    [Theory]
    [InlineData("localhost:5000", true)]
    [InlineData("127.0.0.1:5000", true)]
    [InlineData("127.8.9.1", true)]
    [InlineData("[::1]:5000", true)]
    [InlineData("localhost.example", false)]
    [InlineData("128.0.0.1", false)]
    public void Only_this_machine_is_reached_without_tls_unasked(string host, bool isLoopback) => Assert.Equal(isLoopback, new RegistryHost(host).IsLoopback);

    [Theory]
    [InlineData("https://registry.example/", "http://proxy.example:3128/")]
    [InlineData("http://registry.example/", "http://plain.example:3128/")]
    [InlineData("https://inside.corp.example/", null)]
    [InlineData("https://corp.example/", null)]
    [InlineData("https://notcorp.example/", "http://proxy.example:3128/")]
    [InlineData("https://10.20.1.1/", null)]
    [InlineData("https://10.21.1.1/", "http://proxy.example:3128/")]
    [InlineData("https://ported.example:5000/", null)]
    [InlineData("https://ported.example/", "http://proxy.example:3128/")]
    [InlineData("https://localhost:5000/", null)]
    public void Proxy_variables_are_followed(string target, string? proxy)
    {
        EnvironmentProxy environment = new(name => name switch
        {
            "HTTPS_PROXY" => "proxy.example:3128",
            "http_proxy" => "http://plain.example:3128",
            "NO_PROXY" => ".unrelated, corp.example,10.20.0.0/16,ported.example:5000",
            _ => null,
        });

        Assert.Equal(proxy, environment.IsBypassed(new Uri(target)) ? null : environment.GetProxy(new Uri(target))!.AbsoluteUri);
    }

    [Fact]
    public void A_proxy_variable_that_is_no_address_is_refused()
    {
        var refusal = Assert.Throws<KeywayException>(() => new EnvironmentProxy(name => name == "HTTPS_PROXY" ? "ftp://user:secret@proxy" : null));

        Golden.Verify("errors/KW1143.txt", ErrorText.Of(refusal));
    }

    private static RegistrySettings Proxied(string variable, string address, string? noProxy = null) =>
        RegistryAccess.Settings() with { EnvironmentVariable = name => name == variable ? address : name == "NO_PROXY" ? noProxy : null };

    private static Task<byte[]> ReadAsync(LoopbackServer server, RegistrySettings settings) => ReadAsync(server.Authority, settings);

    private static async Task<byte[]> ReadAsync(string authority, RegistrySettings settings)
    {
        await using RegistryRepository repository = new(ArtifactReference.Parse($"{authority}/gpu/driver"), settings);
        return await repository.ReadDocumentAsync(Blob, 100, Cancellation);
    }

    private static Task<KeywayException> RefusalAsync(LoopbackServer server, RegistrySettings settings) => Assert.ThrowsAsync<KeywayException>(() => ReadAsync(server, settings));
}
