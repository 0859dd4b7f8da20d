// SPDX-License-Identifier: Apache-2.0

using System.Text;
using System.Text.Json.Nodes;
using Keyway.Artifacts.Content;
using Keyway.Artifacts.Oci;
using Keyway.Artifacts.Trust.Tuf;
using Keyway.Cli;
using Keyway.Tests.Artifacts.Oci;
using Keyway.Tests.Artifacts.Trust.Tuf;
using Keyway.Tests.Fixtures;
using Keyway.Tests.Fixtures.Sigstore;

namespace Keyway.Tests.Cli;

/// <summary>The trusted root stored and refreshed, and signing with an identity against it.</summary>
public sealed class TrustCommandTests : IAsyncDisposable
{
    private readonly TemporaryDirectory directory = new();
    private readonly VirtualSigstore sigstore = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public TrustCommandTests()
    {
        File.WriteAllBytes(directory.Combine("root.json"), sigstore.TrustedRoot);
        File.WriteAllText(directory.Combine("signing.json"), SigningConfig(2));
    }

    public async ValueTask DisposeAsync()
    {
        await sigstore.DisposeAsync();
        directory.Dispose();
    }

    [Fact]
    public async Task An_imported_root_is_the_one_that_is_shown()
    {
        var imported = await DoneAsync("trust", "import", "root.json", "--signing-config", "signing.json");

        Assert.Equal(Digest.OfBytes(sigstore.TrustedRoot) + "\n", imported.Output);
        Assert.Equal(sigstore.TrustedRoot, await File.ReadAllBytesAsync(directory.Combine("trust", "trusted_root.json"), Cancellation));
        var shown = (await DoneAsync("trust", "show")).Output;
        Assert.Equal(["certificate authorities", "transparency logs", "certificate logs", "timestamp authorities"], shown.Split('\n').Where(line => line.Length > 0 && line[0] != ' '));
        Assert.Contains("2026-11-23 to now", shown, StringComparison.Ordinal);
        var document = JsonNode.Parse((await DoneAsync("trust", "show", "root.json", "--json")).Output)!;
        Assert.Equal((2, true), (document["logs"]!.AsArray().Count, (bool)document["logs"]![0]!["isCurrent"]!));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task An_identity_signs_an_artifact_and_is_verified_by_name_and_issuer(int rekor)
    {
        await LayoutAsync();
        await File.WriteAllTextAsync(directory.Combine("signing.json"), SigningConfig(rekor), Cancellation);
        await DoneAsync("trust", "import", "root.json", "--signing-config", "signing.json");

        await DoneAsync("sign", "oci:out:v1");

        var run = await DoneAsync("verify", "oci:out:v1", "--identity", VirtualSigstore.Identity, "--issuer", VirtualSigstore.Issuer, "--json");
        var signature = JsonNode.Parse(run.Output)!["manifests"]![0]!["signature"]!;
        Assert.Equal((VirtualSigstore.Identity, VirtualSigstore.Issuer), ((string)signature["identity"]!, (string)signature["issuer"]!));
        Assert.NotEmpty(signature["times"]!.AsArray());
        Assert.Single(signature["logs"]!.AsArray());
        Assert.Equal(ExitCode.Done, (await RunAsync("verify", "oci:out:v1", "--identity-pattern", "^https://github\\.com/keyway/driver/.*$", "--issuer", VirtualSigstore.Issuer)).ExitCode);
    }

    [Theory]
    [InlineData("KW2181", "someone@example.com", VirtualSigstore.Issuer)]
    [InlineData("KW2182", VirtualSigstore.Identity, "https://accounts.example.com")]
    public async Task A_signature_of_somebody_else_is_refused_with_status_22(string code, string identity, string issuer)
    {
        await LayoutAsync();
        await DoneAsync("trust", "import", "root.json", "--signing-config", "signing.json");
        await DoneAsync("sign", "oci:out:v1");

        var run = await RunAsync("verify", "oci:out:v1", "--identity", identity, "--issuer", issuer);

        Assert.Equal(ExitCode.PolicyRefused, run.ExitCode);
        Assert.StartsWith("keyway: KW2253 ", run.Error, StringComparison.Ordinal);
        Assert.Contains(code, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_signs_with_a_timestamp_and_a_log_when_services_are_named()
    {
        await LayoutAsync();
        await DoneAsync("key", "generate", "--output", "release", "--no-password");

        await DoneAsync("sign", "oci:out:v1", "--key", "release.key", "--signing-config", "signing.json", "--trusted-root", "root.json");

        await DoneAsync("verify", "oci:out:v1", "--key", "release.pub", "--trusted-root", "root.json", "--require-logs", "1", "--require-timestamps", "1");
    }

    [Fact]
    public async Task Refresh_starts_from_a_given_root_and_goes_on_from_what_was_seen()
    {
        RepositorySimulator repository = new();
        repository.AddFile(RoleNames.Targets, "trusted_root.json", sigstore.TrustedRoot);
        repository.AddFile(RoleNames.Targets, "signing_config.v0.2.json", Encoding.UTF8.GetBytes(SigningConfig(2)));
        repository.Publish(RoleNames.Targets, RoleNames.Snapshot, RoleNames.Timestamp);
        await using LoopbackServer server = new(request => Serve(repository, request));
        await File.WriteAllBytesAsync(directory.Combine("tuf-root.json"), repository.InitialRoot, Cancellation);
        var url = $"http://{server.Authority}/";

        var without = await RunAsync("trust", "refresh", url);
        var first = await DoneAsync("trust", "refresh", url, "--tuf-root", "tuf-root.json");
        var second = await DoneAsync("trust", "refresh", url);
        var absent = await RunAsync("trust", "refresh", url, "--target", "absent.json");

        Assert.StartsWith("keyway: KW2311 ", without.Error, StringComparison.Ordinal);
        Assert.Equal(Digest.OfBytes(sigstore.TrustedRoot) + "\n", first.Output);
        Assert.Equal(first.Output, second.Output);
        Assert.True(File.Exists(directory.Combine("trust", "signing_config.json")));
        Assert.Equal(ExitCode.NotFound, absent.ExitCode);
        Assert.StartsWith("keyway: KW2309 ", absent.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(21, "KW2100", "trust", "import", "signing.json")]
    [InlineData(10, "KW9002", "trust", "import", "absent.json")]
    [InlineData(2, "KW9031", "trust", "refresh", "tuf.example")]
    [InlineData(2, "KW9025", "trust", "show")]
    [InlineData(2, "KW9025", "sign", "oci:out:v1", "--signing-config", "signing.json")]
    [InlineData(2, "KW9001", "sign", "oci:out:v1", "--key", "a", "--identity-token", "b")]
    public async Task A_refused_trust_command_stores_nothing(int status, string code, params string[] arguments)
    {
        var run = await RunAsync(arguments);

        Assert.Equal((ExitCode)status, run.ExitCode);
        Assert.StartsWith($"keyway: {code} ", run.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(directory.Combine("trust")));
    }

    [Fact]
    public async Task Without_any_place_a_root_is_not_stored()
    {
        var run = await CommandLineRun.InAsync(directory.Path, "trust", "import", "root.json");

        Assert.Equal(ExitCode.Usage, run.ExitCode);
        Assert.StartsWith("keyway: KW9027 ", run.Error, StringComparison.Ordinal);
    }

    private string SigningConfig(int rekor) => $$"""
        {
          "mediaType": "application/vnd.dev.sigstore.signingconfig.v0.2+json",
          "caUrls": [{{Service(1, "")}}],
          "rekorTlogUrls": [{{Service(rekor, "")}}],
          "rekorTlogConfig": { "selector": "ANY" },
          "tsaUrls": [{{Service(1, "")}}],
          "tsaConfig": { "selector": "ANY" }
        }
        """;

    private string Service(int version, string path) =>
        $$"""{ "url": "{{sigstore.Address.AbsoluteUri.TrimEnd('/')}}{{path}}", "majorApiVersion": {{version}}, "operator": "keyway.test", "validFor": { "start": "2026-01-01T00:00:00Z" } }""";

    private static LoopbackResponse Serve(RepositorySimulator repository, LoopbackRequest request)
    {
        var path = Uri.UnescapeDataString(request.Path.TrimStart('/'));
        var found = path.StartsWith("targets/", StringComparison.Ordinal)
            ? repository.ReadTargetAsync(path["targets/".Length..], 1 << 20, CancellationToken.None).Result
            : repository.ReadMetadataAsync(path, 1 << 20, "", CancellationToken.None).Result;
        return found is null ? LoopbackResponse.Of(404) : LoopbackResponse.Of(200, found);
    }

    private async Task LayoutAsync()
    {
        await using var layout = await LayoutDirectory.CreateAsync(directory.Combine("out"), TimeProvider.System, Cancellation);
        await SampleArtifact.Create().PushToAsync(layout, "v1");
    }

    private Task<CommandLineRun> RunAsync(params string[] arguments) => CommandLineRun.WithAsync(directory.Path, new FixedTime(sigstore.Clock.Now), Environment, arguments);

    private async Task<CommandLineRun> DoneAsync(params string[] arguments)
    {
        var run = await RunAsync(arguments);
        Assert.True(run.ExitCode == ExitCode.Done, run.Error + run.Output);
        return run;
    }

    private string? Environment(string name) => name switch
    {
        "KEYWAY_TRUST" => "trust",
        "SIGSTORE_ID_TOKEN" => VirtualSigstore.Jwt(VirtualSigstore.Identity, sigstore.Clock.Now.AddMinutes(5)),
        _ => null,
    };
}
